package org.sheratan.radio.link;

/**
 * How well a radio heard one frame.
 *
 * @param rssiDbm power of the frame at the antenna connector
 * @param snrDb over noise; below zero is usual for LoRa
 */
public record Signal(int rssiDbm, double snrDb) {}
