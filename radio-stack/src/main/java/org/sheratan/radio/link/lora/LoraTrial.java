package org.sheratan.radio.link.lora;

/**
 * Another plan than a radio's own, for a while.
 *
 * @param untilMs monotonic time when the radio's own plan holds again
 */
public record LoraTrial(LoraPlan plan, long untilMs) {}
