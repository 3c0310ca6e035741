/** LoRa: the cut to the transceiver ({@code LoraRadio}), the bus seams below it, the link above it. */
package org.sheratan.radio.link.lora;
