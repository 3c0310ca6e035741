package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.wiring.GrowthWatch.Growth;

class GrowthWatchTest {
  private static final long LOOK_MS = 10_000;
  private final GrowthWatch watch = new GrowthWatch();
  private long nowMs;

  private List<Growth> look(long count) {
    nowMs += LOOK_MS;
    return watch.look(new TreeMap<>(Map.of("udp.foreign", count)), nowMs);
  }

  @Test
  void shouldSpeakOfFastGrowthOnly() {
    assertEquals(List.of(), look(5_000), "what was there before the first look is not growth");
    assertEquals(List.of(), look(5_000 + GrowthWatch.FAST - 1));
    assertEquals(List.of(new Growth("udp.foreign", 2 * GrowthWatch.FAST - 1, 2 * LOOK_MS)),
        look(5_000 + 2 * GrowthWatch.FAST - 1));
  }

  @Test
  void shouldSpeakOncePerMinuteAndThenOfAllThatCame() {
    look(0);
    assertEquals(1, look(1_000).size());
    long count = 1_000;
    for (int quiet = 1; quiet < GrowthWatch.QUIET_MS / LOOK_MS; quiet++) {
      count += 1_000;
      assertEquals(List.of(), look(count));
    }
    assertEquals(List.of(new Growth("udp.foreign", 6_000, GrowthWatch.QUIET_MS)), look(count + 1_000));
  }

  @Test
  void shouldStaySilentWhenTheFloodHasEnded() {
    look(0);
    look(1_000);
    for (int later = 0; later < 20; later++) {
      assertEquals(List.of(), look(1_000));
    }
  }
}
