package org.sheratan.radio.link.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

class NoiseFloorTest {
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
