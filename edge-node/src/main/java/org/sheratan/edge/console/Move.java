package org.sheratan.edge.console;

import java.util.List;

import org.sheratan.edge.shell.CommandFailure;

/** What a session does next. */
sealed interface Move {
  record Say(List<String> lines) implements Move {
    static Say line(String text) {
      return new Say(List.of(text));
    }
  }

  record Refuse(CommandFailure why) implements Move {}

  record Ask(Question question) implements Move {}

  /**
   * Has something done; when it has gone well, {@code then}.
   *
   * @param steady writes to disk: it is short, and never interrupted on the way
   */
  record Do(Errands.Work work, Move then, boolean steady) implements Move {
    /** Work that only asks, and is all there is to do. */
    static Do asking(Errands.Work work) {
      return new Do(work, new Say(List.of()), false);
    }

    static Do writing(Errands.Work work, Move then) {
      return new Do(work, then, true);
    }
  }

  record SignIn() implements Move {}

  record SignOut() implements Move {}

  /** Ends the process, for another to start. */
  record Restart() implements Move {}

  /** Shows the log until a key ends it. */
  record Follow() implements Move {}

  /** A range test that goes on behind the prompt. */
  record Walk(RangeWalk walk) implements Move {}

  record StopWalk() implements Move {}
}
