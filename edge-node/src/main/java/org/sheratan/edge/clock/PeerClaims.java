package org.sheratan.edge.clock;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.kernel.NodeId;

/**
 * What other nodes said the time is, one claim each. The median counts, so that liars need half of those who told; where
 * any of them was confirmed by the operator, only those count. Immutable.
 */
final class PeerClaims {
  static final PeerClaims NONE = new PeerClaims(Collections.emptySortedMap());
  static final int MAX = 16;
  /** Crystals of this node and the other are off by some seconds then, which is what a word is worth. */
  static final long HOLDS_MS = 24 * 3_600_000L;

  /** @param confirmed the operator compared the fingerprint */
  private record Claim(boolean confirmed, Anchor anchor) {}

  /** @param tellers how many nodes it rests on */
  record Word(long wallMs, int tellers) {}

  private final SortedMap<NodeId, Claim> claims;

  private PeerClaims(SortedMap<NodeId, Claim> claims) {
    this.claims = claims;
  }

  /** Replaces what {@code from} said before; of too many the oldest goes, unconfirmed ones first. */
  PeerClaims with(NodeId from, boolean confirmed, Anchor anchor) {
    TreeMap<NodeId, Claim> next = new TreeMap<>(claims);
    next.put(from, new Claim(confirmed, anchor));
    if (next.size() > MAX) {
      next.entrySet().stream()
          .min(Comparator.comparing((Map.Entry<NodeId, Claim> entry) -> entry.getValue().confirmed())
              .thenComparing(entry -> entry.getValue().anchor().monoMs()))
          .map(Map.Entry::getKey).ifPresent(next::remove);
    }
    return new PeerClaims(next);
  }

  /** Empty while nobody has said anything lately. */
  Optional<Word> word(long nowMs) {
    List<Claim> held = claims.values().stream().filter(claim -> claim.anchor().ageMs(nowMs) <= HOLDS_MS)
        .toList();
    boolean known = held.stream().anyMatch(Claim::confirmed);
    long[] told = held.stream().filter(claim -> claim.confirmed() || !known)
        .mapToLong(claim -> claim.anchor().at(nowMs)).sorted().toArray();
    // Of an even number the earlier of the two in the middle: too early does less harm than too late.
    return told.length == 0
        ? Optional.empty()
        : Optional.of(new Word(told[(told.length - 1) / 2], told.length));
  }
}
