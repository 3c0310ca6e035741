package org.sheratan.radio.air;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;

/** Sub-bands, modulations, frames for tests. */
final class Samples {
  static final SubBand TEN_PERCENT = band(869_400_000, 869_650_000, 100_000);
  static final SubBand ONE_PERCENT = band(868_000_000, 868_600_000, 10_000);
  static final SubBand ALWAYS = band(902_000_000, 928_000_000, SubBand.ALL_THE_TIME_PPM);
  static final LoraModulation SF8 = new LoraModulation(8, 125_000, 5, 8);

  private Samples() {}

  static SubBand band(long fromHz, long toHz, int dutyPpm) {
    return new SubBand(fromHz, toHz, new PowerLimit(25, PowerLimit.Reference.ERP), dutyPpm,
        SubBand.ANY_LENGTH_MS, 1,
        500_000, Optional.empty(), true, "test");
  }

  static Carrier carrier(SubBand subBand) {
    return new Carrier(subBand, SF8, 0, 255, true);
  }

  /** A DATA frame for the neighbor with that hint. */
  static Bytes frame(Priority priority, int hint, int lengthBytes, int serial) {
    byte[] frame = new byte[lengthBytes];
    frame[0] = (byte) (2 << 5 | priority.code() << 3);
    frame[1] = 30;
    frame[2] = (byte) (hint >> 8);
    frame[3] = (byte) hint;
    frame[4] = (byte) (serial >> 8);
    frame[5] = (byte) serial;
    return Bytes.copyOf(frame);
  }

  static Now ntp(long monoMs, long wallMs) {
    return new Now(monoMs, wallMs, WallQuality.NTP);
  }
}
