package org.sheratan.edge.card;

import java.util.List;

/** What came of reading a card's file. */
public sealed interface CardReading {
  /** @param secrets where the typed ones lie, to be erased once they are taken over */
  record Good(CardSettings settings, List<SecretSpan> secrets) implements CardReading {}

  /** @param mistakes each with file, line and what fits; no value that was found */
  record Bad(List<String> mistakes) implements CardReading {}
}
