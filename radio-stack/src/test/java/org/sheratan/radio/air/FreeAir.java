package org.sheratan.radio.air;

import org.sheratan.radio.frame.Priority;

/** Air without limits but length: what it costs is told, nothing is forbidden unless asked for. */
final class FreeAir implements AirRules {
  int maxFrameBytes = 255;
  long mostMicros = Long.MAX_VALUE;

  @Override
  public int maxFrameBytes() {
    return maxFrameBytes;
  }

  @Override
  public long airtimeMicros(int lengthBytes) {
    return Samples.SF8.airtimeMicros(lengthBytes);
  }

  @Override
  public boolean permits(long airtimeMicros, Priority priority) {
    return airtimeMicros <= mostMicros;
  }
}
