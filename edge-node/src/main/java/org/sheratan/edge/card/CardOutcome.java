package org.sheratan.edge.card;

import java.nio.file.Path;
import java.util.List;

/** What a look at the card led to. */
public sealed interface CardOutcome {
  /** The file was taken over before, or what was left of an earlier time has been put away. */
  record Unchanged() implements CardOutcome {}

  /** @param file where it would lie */
  record Absent(Path file) implements CardOutcome {}

  /** @param files that say so now */
  record Applied(List<Path> files) implements CardOutcome {}

  /** Nothing was changed. */
  record Refused(List<String> mistakes) implements CardOutcome {}
}
