package org.sheratan.radio.link;

/**
 * The nature of a link, by which the mesh chooses among links and paces itself.
 *
 * @param name for people and metrics, such as {@code udp} or {@code lora0}
 * @param mtuBytes largest frame
 * @param roundTripMs expected time for a short frame and its answer; retry timers start from it
 * @param bitsPerSecond nominal rate, for estimates
 * @param halfDuplex cannot hear while it sends
 * @param addressed frames to one endpoint cost the others nothing (UDP); false on a shared medium (radio)
 * @param dutyPermille how much of the time it may transmit, 1..1000; 1000 where no law limits it
 * @param silent nothing may be sent over it: who is heard there cannot be answered
 */
public record LinkProfile(String name, int mtuBytes, int roundTripMs, long bitsPerSecond, boolean halfDuplex,
    boolean addressed, int dutyPermille, boolean silent) {
  /** May transmit at any time. */
  public LinkProfile(String name, int mtuBytes, int roundTripMs, long bitsPerSecond, boolean halfDuplex,
      boolean addressed) {
    this(name, mtuBytes, roundTripMs, bitsPerSecond, halfDuplex, addressed, 1_000);
  }

  /** May transmit as much as the law allows. */
  public LinkProfile(String name, int mtuBytes, int roundTripMs, long bitsPerSecond, boolean halfDuplex,
      boolean addressed, int dutyPermille) {
    this(name, mtuBytes, roundTripMs, bitsPerSecond, halfDuplex, addressed, dutyPermille, false);
  }

  /** Milliseconds for {@code lengthBytes} at the nominal rate. */
  public long airtimeMs(int lengthBytes) {
    return lengthBytes * 8_000L / bitsPerSecond;
  }
}
