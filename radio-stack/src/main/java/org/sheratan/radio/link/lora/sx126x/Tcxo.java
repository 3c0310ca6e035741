package org.sheratan.radio.link.lora.sx126x;

import org.sheratan.kernel.Check;

/**
 * A TCXO fed by DIO3 (datasheet 13.3.6).
 *
 * @param voltage what it needs
 * @param startMicros until it runs
 */
public record Tcxo(Voltage voltage, int startMicros) {
  /** In the order of their codes (table 13-35). */
  public enum Voltage {
    V1_6(1_600), V1_7(1_700), V1_8(1_800), V2_2(2_200), V2_4(2_400), V2_7(2_700), V3_0(3_000), V3_3(3_300);

    private final int millivolts;

    Voltage(int millivolts) {
      this.millivolts = millivolts;
    }

    public int millivolts() {
      return millivolts;
    }
  }

  private static final int MAX_START_MICROS = 50_000;

  public Tcxo {
    Check.that(startMicros > 0 && startMicros <= MAX_START_MICROS,
        "start-up time out of range: " + startMicros);
  }

  /** @return voltage, 24 bits of delay */
  int[] parameters() {
    int steps = Steps.of(startMicros);
    return new int[]{voltage.ordinal(), steps >> 16 & 0xff, steps >> 8 & 0xff, steps & 0xff};
  }
}
