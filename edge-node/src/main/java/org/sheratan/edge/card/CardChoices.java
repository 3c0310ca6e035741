package org.sheratan.edge.card;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What fits into a card's file here.
 *
 * @param regions names such as {@code EU868}
 * @param boards names such as {@code waveshare-sx1262}
 * @param knownWifi whether the password for a network of that name was taken over before
 * @param knownKey whether the node's network key is one that was taken over
 */
public record CardChoices(Set<String> regions, Set<String> boards, Predicate<String> knownWifi,
    BooleanSupplier knownKey) {
  public CardChoices {
    regions = new TreeSet<>(regions);
    boards = new TreeSet<>(boards);
  }
}
