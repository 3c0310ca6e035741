package org.sheratan.radio.mesh.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink;

class AirShareTest {
  private static final long HOUR_MS = 3_600_000;
  private static final long ANNOUNCE_MS = 356;
  private static final LinkProfile RATIONED = Fixtures.LORA;

  private static long spent(int percent, long hours) {
    AirShare share = new AirShare(RATIONED, percent, 6 * ANNOUNCE_MS, 0);
    long spentMs = 0;
    for (long nowMs = 0; nowMs < hours * HOUR_MS; nowMs += 1_000) {
      spentMs += share.take(ANNOUNCE_MS, nowMs) ? ANNOUNCE_MS : 0;
    }
    return spentMs;
  }

  @Test
  void shouldKeepToItsShareOfTheLegalTime() {
    long legalMs = 10 * HOUR_MS / 10;
    assertEquals(legalMs * 2 / 100, spent(2, 10), 7 * ANNOUNCE_MS);
    assertEquals(legalMs * 5 / 100, spent(5, 10), 7 * ANNOUNCE_MS);
  }

  @Test
  void shouldAllowSomeAtOnceAndCostNothingWhereNothingIsRationed() {
    AirShare share = new AirShare(RATIONED, 2, 6 * ANNOUNCE_MS, 0);
    for (int times = 0; times < 6; times++) {
      assertTrue(share.take(ANNOUNCE_MS, 0));
    }
    assertFalse(share.take(ANNOUNCE_MS, 0));
    assertTrue(share.take(ANNOUNCE_MS, share.periodMs(ANNOUNCE_MS)));
    AirShare free = new AirShare(Fixtures.UDP, 2, 0, 0);
    assertTrue(free.take(0, 0) && free.take(0, 0));
    assertEquals(0, free.periodMs(0));
  }

  @Test
  void shouldForesayWhenItLetsTheNextOut() {
    AirShare share = new AirShare(RATIONED, 2, 6 * ANNOUNCE_MS, 0);
    for (long nowMs = 0; nowMs < HOUR_MS; nowMs += 7_001) {
      long waitMs = share.waitMs(ANNOUNCE_MS, nowMs);
      assertTrue(waitMs == 0 || !share.covers(ANNOUNCE_MS, nowMs + waitMs - 1));
      assertTrue(share.take(ANNOUNCE_MS, nowMs + waitMs));
    }
  }

  @Test
  void shouldRenewSoSeldomThatRelayingKeepsToItsShare() {
    LinkState state = new LinkTable().add(new MeshTurn(new SeededEntropy(1), Now.monotonic(0)),
        new RecordingLink(RATIONED));
    long hundredMs = state.renewalMs(100);
    assertEquals(20 * HOUR_MS, hundredMs, HOUR_MS);
    assertEquals(state.renewalMs(4), state.renewalMs(1), "others will come");
    assertTrue(state.renewalMs(4) < HOUR_MS);
    LinkState udp = new LinkTable().add(new MeshTurn(new SeededEntropy(1), Now.monotonic(0)),
        new RecordingLink(Fixtures.UDP));
    assertEquals(MeshLimits.RENEWAL_MS, udp.renewalMs(500));
  }

  @Test
  void shouldIntroduceItselfToAFewAndThenSeldom() {
    LinkState state = new LinkTable().add(new MeshTurn(new SeededEntropy(1), Now.monotonic(0)),
        new RecordingLink(RATIONED));
    int atOnce = 0;
    while (state.mayIntroduce()) {
      atOnce++;
    }
    assertTrue(atOnce >= 1 && atOnce <= 12, "introductions " + atOnce);
    assertEquals(0, new LinkTable().add(new MeshTurn(new SeededEntropy(1), Now.monotonic(0)),
        new RecordingLink(Fixtures.UDP)).crowdedMs(500), "where frames are addressed there is no crowd");
    assertTrue(state.crowdedMs(20) > 20 * 4 * RATIONED.airtimeMs(100));
  }

  @Test
  void shouldLetThoseFarFromTheSenderGoFirst() {
    LinkState state = new LinkTable().add(new MeshTurn(new SeededEntropy(1), Now.monotonic(0)),
        new RecordingLink(RATIONED));
    long faintMs = 0;
    long clearMs = 0;
    for (int times = 0; times < 200; times++) {
      faintMs += state.spreadDelayMs(120, Optional.of(new Signal(-125, -11)));
      clearMs += state.spreadDelayMs(120, Optional.of(new Signal(-80, 11)));
    }
    assertTrue(clearMs > faintMs * 5 / 4, faintMs + " " + clearMs);
  }
}
