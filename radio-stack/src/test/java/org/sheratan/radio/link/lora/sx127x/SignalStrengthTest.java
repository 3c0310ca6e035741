package org.sheratan.radio.link.lora.sx127x;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SignalStrengthTest {
  private final SignalStrength high = new SignalStrength(true);
  private final SignalStrength low = new SignalStrength(false);

  @Test
  void shouldReadSnrInQuarters() {
    assertEquals(9.75, SignalStrength.snrDb(39));
    assertEquals(-0.25, SignalStrength.snrDb(0xFF));
    assertEquals(-20, SignalStrength.snrDb(0xB0));
    assertEquals(-32, SignalStrength.snrDb(0x80));
  }

  /** Datasheet 5.5.5: below the noise the SNR is added, above it the register is stretched by 16/15. */
  @Test
  void shouldReadTheStrengthOfFrames() {
    assertEquals(-157 + 40 - 10, high.frameDbm(40, -10));
    assertEquals(-164 + 40 - 10, low.frameDbm(40, -10));
    assertEquals(-157 + 64, high.frameDbm(60, 0));
    assertEquals(-164 + 64, low.frameDbm(60, 9.5));
  }

  @Test
  void shouldReadTheStrengthOfTheChannel() {
    assertEquals(-117, high.channelDbm(40));
    assertEquals(-124, low.channelDbm(40));
  }
}
