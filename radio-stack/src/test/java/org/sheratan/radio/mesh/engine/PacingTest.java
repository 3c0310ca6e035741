package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.hop.SeenEnvelopes;
import org.sheratan.radio.mesh.hop.SeenEnvelopes.Passage;
import org.sheratan.radio.mesh.neighbor.RoundTrip;
import org.sheratan.radio.mesh.neighbor.TokenBucket;
import org.sheratan.radio.mesh.neighbor.Trickle;

class PacingTest {
  @Test
  void shouldAnnounceQuicklyFirstAndSeldomLater() {
    Trickle trickle = new Trickle(1_000, 128_000, new SeededEntropy(1), 0);
    int fired = 0;
    long lastMs = 0;
    long nowMs = 0;
    while (nowMs < 20 * 60_000) {
      nowMs = trickle.dueMs();
      assertTrue(trickle.due(nowMs));
      assertTrue(nowMs > lastMs && nowMs - lastMs < 200_000, "gap " + (nowMs - lastMs));
      lastMs = nowMs;
      trickle.fired(nowMs, 0);
      fired++;
    }
    assertTrue(fired >= 14 && fired <= 20, "fired " + fired);
  }

  @Test
  void shouldMakeTheVeryFirstAnnounceInTheFirstHalfOfItsInterval() {
    for (long seed = 0; seed < 100; seed++) {
      Trickle trickle = new Trickle(1_000, 128_000, new SeededEntropy(seed), 7_000);
      assertTrue(trickle.dueMs() >= 7_000 && trickle.dueMs() < 7_500, "due " + trickle.dueMs());
      trickle.fired(trickle.dueMs(), 0);
      assertTrue(trickle.dueMs() >= 9_000, "the next interval begins when the first has ended");
    }
  }

  @Test
  void shouldFallBackToShortIntervalsWhenSomethingChanges() {
    Trickle trickle = new Trickle(1_000, 128_000, new SeededEntropy(1), 0);
    for (int round = 0; round < 10; round++) {
      trickle.fired(trickle.dueMs(), 0);
    }
    long quietMs = trickle.dueMs() - 10_000;
    trickle.reset(quietMs, 0);
    assertTrue(trickle.dueMs() <= quietMs + 1_000);
    long dueMs = trickle.dueMs();
    trickle.reset(quietMs + 100, 0);
    assertEquals(dueMs, trickle.dueMs());
  }

  @Test
  void shouldNotAnnounceMoreOftenThanACrowdCanBear() {
    Trickle trickle = new Trickle(1_000, 128_000, new SeededEntropy(1), 0);
    trickle.fired(trickle.dueMs(), 40_000);
    assertTrue(trickle.dueMs() >= 21_000 && trickle.dueMs() < 41_000, "due " + trickle.dueMs());
    long dueMs = trickle.dueMs();
    trickle.reset(1_500, 40_000);
    assertEquals(dueMs, trickle.dueMs(), "its interval is the shortest already");
    trickle.fired(dueMs, 1_000_000);
    assertTrue(trickle.dueMs() < 41_000 + 128_000, "the longest stays the longest");
    trickle.reset(50_000, 0);
    assertTrue(trickle.dueMs() <= 51_000, "the crowd has gone");
  }

  @Test
  void shouldGrantBurstThenRate() {
    TokenBucket bucket = new TokenBucket(5, 10, 0);
    int taken = 0;
    for (int nowMs = 0; nowMs < 2_000; nowMs++) {
      taken += bucket.take(nowMs) ? 1 : 0;
    }
    assertEquals(19, taken);
    assertTrue(bucket.take(1_000_000_000_000L));
  }

  @Test
  void shouldFollowTheMeasuredRoundTrip() {
    RoundTrip roundTrip = new RoundTrip(500);
    assertEquals(500, roundTrip.retryMs());
    assertEquals(7, roundTrip.smoothedMs(7));
    for (int sample = 0; sample < 50; sample++) {
      roundTrip.sample(100);
    }
    assertEquals(100, roundTrip.smoothedMs(0));
    assertTrue(roundTrip.retryMs() <= 120, "" + roundTrip.retryMs());
    roundTrip.sample(900);
    assertTrue(roundTrip.retryMs() > 900, "" + roundTrip.retryMs());
  }

  @Test
  void shouldLetCopiesEndButNotRepeats() {
    SeenEnvelopes seen = new SeenEnvelopes();
    seen.passed(Fixtures.id(1).key(), new Passage(5, List.of(), 1_000));
    assertTrue(seen.lately(Fixtures.id(1).key(), 1_500, MeshLimits.PASS_AGAIN_MS).isPresent());
    assertTrue(seen.lately(Fixtures.id(2).key(), 1_500, MeshLimits.PASS_AGAIN_MS).isEmpty());
    long laterMs = 1_000 + MeshLimits.PASS_AGAIN_MS;
    assertTrue(seen.lately(Fixtures.id(1).key(), laterMs, MeshLimits.PASS_AGAIN_MS).isEmpty());
    SeededEntropy entropy = new SeededEntropy(3);
    for (int other = 0; other < MeshLimits.SEEN_ENVELOPES; other++) {
      seen.passed(Fixtures.bytes(entropy, 16), new Passage(5, List.of(), 1_600));
    }
    assertTrue(seen.lately(Fixtures.id(1).key(), 1_600, MeshLimits.PASS_AGAIN_MS).isEmpty());
  }
}
