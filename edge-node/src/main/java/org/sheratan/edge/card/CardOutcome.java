package org.sheratan.edge.card;

import java.nio.file.Path;
import java.util.List;

/** What a look at the card led to. */
public sealed interface CardOutcome {
  /** There is no file, or it was taken over before. */
  record Unchanged() implements CardOutcome {}

  /** @param files that say so now */
  record Applied(List<Path> files) implements CardOutcome {}

  /** Nothing was changed. */
  record Refused(List<String> mistakes) implements CardOutcome {}
}
