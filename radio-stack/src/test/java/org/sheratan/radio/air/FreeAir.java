package org.sheratan.radio.air;

import org.sheratan.radio.frame.Priority;

/** Air without limits but length: nothing waits unless asked for. */
final class FreeAir implements AirRules {
  int maxFrameBytes = 255;
  /** What may leave at once; the rest trickles in, at a tenth. */
  long freeMicros = Long.MAX_VALUE;
  long beginMs;

  @Override
  public int maxFrameBytes() {
    return maxFrameBytes;
  }

  @Override
  public long airtimeMicros(int lengthBytes) {
    return Samples.SF8.airtimeMicros(lengthBytes);
  }

  @Override
  public long mayBeginMs(long airtimeMicros, Priority priority) {
    return airtimeMicros <= freeMicros ? beginMs : beginMs + (airtimeMicros - freeMicros) / 1_000 * 10;
  }
}
