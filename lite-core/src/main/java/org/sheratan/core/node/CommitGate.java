package org.sheratan.core.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.store.Commit;
import org.sheratan.kernel.Check;

/**
 * Durable before visible: holds back what a turn wants to show until everything journaled up to the end of that
 * turn is on disk. One commit is under way at a time; what changes meanwhile goes together into the next one.
 *
 * <pre>
 * commit under way | changes unsealed | what this turn shows
 * no               | no               | goes at once
 * no               | yes              | sealed now, waits for that commit
 * yes              | no               | waits for the commit under way
 * yes              | yes              | waits for the commit after it
 * failed           | any              | is lost: nothing is shown that may not be on disk
 * </pre>
 */
final class CommitGate {
  private final Journal journal;
  private final List<Held> turn = new ArrayList<>();
  private final List<Held> waiting = new ArrayList<>();
  private final List<Held> next = new ArrayList<>();
  private Commit underWay;
  private IOException failure;

  private record Held(Runnable durable, Runnable lost) {}

  CommitGate(Journal journal) {
    this.journal = journal;
  }

  /** Runs {@code then} once this turn's changes are on disk, or {@code lost} when they will never be known to be. */
  void whenDurable(Runnable then, Runnable lost) {
    turn.add(new Held(then, lost));
  }

  void whenDurable(Runnable then) {
    whenDurable(then, () -> {});
  }

  boolean failed() {
    return failure != null;
  }

  /** Empty while all is well. */
  String problem() {
    return failure == null ? "" : "journal: " + failure.getMessage();
  }

  /** Lets go what waited for {@code commit}; a commit this gate did not seal is ignored. */
  void onCommitEnded(Commit commit, IOException failed) {
    if (commit != underWay) {
      return;
    }
    underWay = null;
    if (failed == null) {
      release(waiting);
    } else {
      fail(failed);
    }
  }

  void fail(IOException cause) {
    failure = cause;
    lose(waiting);
    lose(next);
  }

  /** Ends the turn; returns the commit to run now, or null. */
  Commit endTurn() {
    if (failed()) {
      lose(turn);
      return null;
    }
    boolean dirty = journal.dirty();
    Check.that(dirty || next.isEmpty(), "effects wait for changes that nobody made");
    if (dirty) {
      next.addAll(turn);
      turn.clear();
    } else if (underWay != null) {
      waiting.addAll(turn);
      turn.clear();
    } else {
      release(turn);
    }
    return dirty && underWay == null ? seal() : null;
  }

  private Commit seal() {
    Check.that(waiting.isEmpty(), "effects wait for a commit that ended");
    waiting.addAll(next);
    next.clear();
    underWay = journal.seal();
    return underWay;
  }

  private static void release(List<Held> held) {
    List<Held> now = List.copyOf(held);
    held.clear();
    now.forEach(each -> each.durable().run());
  }

  private static void lose(List<Held> held) {
    List<Held> now = List.copyOf(held);
    held.clear();
    now.forEach(each -> each.lost().run());
  }
}
