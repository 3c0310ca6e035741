package org.sheratan.radio.air;

/**
 * What became of the frames that were offered: offered = coalesced + full + evicted + expired + tooLong + refused + sent +
 * those still waiting.
 *
 * @param coalesced equal to one that was waiting already
 * @param full found no room, and nothing less important to take the place of
 * @param evicted gave its place to a more important one, or to a flow that had less waiting
 * @param expired waited beyond its deadline
 * @param tooLong for the radio, or for what the law allows in one transmission
 * @param refused offered while nothing may be transmitted at all
 * @param sent handed to the radio
 * @param transmissions that carried them; fewer where frames were batched
 */
public record QueueCounters(long offered, long coalesced, long full, long evicted, long expired, long tooLong,
    long refused, long sent, long transmissions) {
  /** Frames that never left, whatever the reason. */
  public long dropped() {
    return full + evicted + expired + tooLong + refused;
  }
}
