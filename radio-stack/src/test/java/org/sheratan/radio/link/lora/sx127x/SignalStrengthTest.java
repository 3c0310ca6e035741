package org.sheratan.radio.link.lora.sx127x;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;

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

  @Test
  void shouldReportTheNoiseFloorOnceItIsKnown() {
    NoiseFloor noise = new NoiseFloor();
    for (int sample = 1; sample < 8; sample++) {
      assertEquals(OptionalInt.empty(), noise.add(-117));
      assertEquals(50, noise.nextSampleInMs());
    }
    assertEquals(OptionalInt.of(-117), noise.add(-117));
    assertEquals(10_000, noise.nextSampleInMs());
    assertEquals(OptionalInt.empty(), noise.add(-117));
  }

  @Test
  void shouldIgnoreWhatTheModemCannotSee() {
    NoiseFloor noise = new NoiseFloor();
    OptionalInt floorDbm = OptionalInt.empty();
    for (int sample = 0; sample < 8; sample++) {
      floorDbm = noise.add(sample % 2 == 0 ? -60 : -117);
    }
    assertEquals(OptionalInt.of(-117), floorDbm);
  }

  @Test
  void shouldFollowNoiseThatStays() {
    NoiseFloor noise = new NoiseFloor();
    OptionalInt last = OptionalInt.empty();
    for (int sample = 0; sample < 40; sample++) {
      OptionalInt news = noise.add(sample < 20 ? -117 : -101);
      last = news.isPresent() ? news : last;
    }
    assertEquals(OptionalInt.of(-101), last);
  }
}
