package org.sheratan.radio.link.lora;

/**
 * Another plan than a radio's own, for a while.
 *
 * @param token names it; who has it may end it
 * @param untilMs monotonic time when the radio's own plan holds again
 * @param selfTest begun by the radio's test of itself, which also ends it
 */
public record LoraTrial(int token, LoraPlan plan, long untilMs, boolean selfTest) {}
