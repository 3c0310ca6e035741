package org.sheratan.radio.link.lora;

import org.sheratan.radio.air.QueueCounters;

/**
 * What one LoRa link has seen since it was made.
 *
 * @param received transmissions whose CRC held
 * @param garbled transmissions that could not be read
 * @param malformed transmissions that were intact and yet no frame or batch of ours
 * @param refused frames to send that were no frames, or came while too many waited
 * @param transmitted transmissions that the radio reported as sent
 * @param restarts times a radio that was up failed, and had to be started over
 * @param failedStarts times it could not be opened, or did not become ready
 * @param queue what became of the frames to send
 */
public record LoraCounters(long received, long garbled, long malformed, long refused, long transmitted,
    long restarts, long failedStarts, QueueCounters queue) {}
