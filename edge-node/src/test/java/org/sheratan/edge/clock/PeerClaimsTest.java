package org.sheratan.edge.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;

class PeerClaimsTest {
  private static final long TRUE_MS = 1_795_219_200_000L;

  private static PeerClaims told(long... wallMs) {
    PeerClaims claims = PeerClaims.NONE;
    for (int teller = 0; teller < wallMs.length; teller++) {
      claims = claims.with(Nodes.of(teller), false, new Anchor(wallMs[teller], 0));
    }
    return claims;
  }

  @Test
  void shouldKnowNothingWhenNobodySaidAnything() {
    assertEquals(Optional.empty(), PeerClaims.NONE.word(5));
  }

  @Test
  void shouldTakeTheMedianAndOfTwoTheEarlier() {
    assertEquals(Optional.of(new PeerClaims.Word(30, 1)), told(30).word(0));
    assertEquals(Optional.of(new PeerClaims.Word(30, 2)), told(90, 30).word(0));
    assertEquals(Optional.of(new PeerClaims.Word(50, 3)), told(90, 50, 30).word(0));
  }

  @Test
  void shouldCountEachNodeOnceWhateverItSays() {
    PeerClaims claims = told(10, 10, 10);
    for (int time = 0; time < 100; time++) {
      claims = claims.with(Nodes.of(2), false, new Anchor(1_000_000 + time, 0));
    }
    assertEquals(Optional.of(new PeerClaims.Word(10, 3)), claims.word(0));
  }

  @Test
  void shouldGoOnFromWhatWasSaidAndForgetItAfterADay() {
    assertEquals(Optional.of(new PeerClaims.Word(1_030, 1)), told(30).word(1_000));
    assertTrue(told(30).word(PeerClaims.HOLDS_MS).isPresent());
    assertEquals(Optional.empty(), told(30).word(PeerClaims.HOLDS_MS + 1));
  }

  @Test
  void shouldHearOnlyConfirmedNodesWhereThereIsOne() {
    PeerClaims claims = told(10, 20, 30, 40).with(Nodes.of(9), true, new Anchor(7, 0));
    assertEquals(Optional.of(new PeerClaims.Word(7, 1)), claims.word(0));
  }

  @Test
  void shouldNotLetStrangersCrowdOutAConfirmedNode() {
    PeerClaims claims = PeerClaims.NONE.with(Nodes.of(0), true, new Anchor(7, 0));
    for (int stranger = 1; stranger < 1_000; stranger++) {
      claims = claims.with(Nodes.of(stranger), false, new Anchor(99, stranger));
    }
    assertEquals(1_007, claims.word(1_000).orElseThrow().wallMs());
    assertEquals(1, claims.word(1_000).orElseThrow().tellers());
  }

  /** As long as fewer than half lie, what comes out lies between two honest words. */
  @Test
  void shouldNotBeMovedByAMinorityOfLiars() {
    for (int seed = 0; seed < 2_000; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      int honest = 2 + entropy.nextInt(6);
      int liars = entropy.nextInt(honest);
      PeerClaims claims = PeerClaims.NONE;
      for (int teller = 0; teller < honest + liars; teller++) {
        long wallMs = teller < honest
            ? TRUE_MS - 2_000 + entropy.nextInt(4_000)
            : entropy.nextLong(Long.MAX_VALUE / 2);
        claims = claims.with(Nodes.of(entropy.nextInt(2) == 0 ? teller : 1_000 + teller), false,
            new Anchor(wallMs, 0));
      }
      long word = claims.word(0).orElseThrow().wallMs();
      assertTrue(Math.abs(word - TRUE_MS) <= 2_000, "seed " + seed + ": " + word);
    }
  }
}
