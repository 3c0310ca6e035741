package org.sheratan.edge.console;

import java.util.List;
import java.util.Optional;

import org.sheratan.edge.shell.CommandFailure;

/** How an errand ended. */
record Outcome(List<String> lines, Optional<CommandFailure> failure) {
  static Outcome of(List<String> lines) {
    return new Outcome(lines, Optional.empty());
  }

  static Outcome of(CommandFailure failure) {
    return new Outcome(List.of(), Optional.of(failure));
  }
}
