package org.sheratan.core.node;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.store.Commit;
import org.sheratan.core.store.Store;

/**
 * Durable before visible: holds back what a turn wants to show until everything journaled up to the end of that
 * turn is on disk. Each turn that changed something is sealed as one commit; several may be under way, and the
 * store syncs all that wait at once.
 *
 * <pre>
 * this turn changed | earlier commits under way | what this turn shows
 * nothing           | none                      | goes at once
 * nothing           | some                      | waits for the last of them
 * something         | any                       | waits for its own commit
 * any, after a commit failed                    | is lost: nothing is shown that may not be on disk
 * </pre>
 */
final class CommitGate {
  private final Store store;
  private final List<Held> turn = new ArrayList<>();
  private final Deque<Held> waiting = new ArrayDeque<>();
  private IOException failure;

  private record Held(long position, Runnable durable, Runnable lost) {}

  CommitGate(Store store) {
    this.store = store;
  }

  /** Runs {@code then} once this turn's changes are on disk, or {@code lost} when they will never be known to be. */
  void whenDurable(Runnable then, Runnable lost) {
    turn.add(new Held(0, then, lost));
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

  void onCommitEnded(Commit commit, IOException failed) {
    if (failed != null) {
      failure = failure == null ? failed : failure;
      waiting.addAll(turn);
      turn.clear();
      loseAll();
    } else if (failure == null) {
      store.committed(commit);
      release();
    }
  }

  /** Ends the turn; returns the commit to run now, if it changed anything. */
  Optional<Commit> endTurn() {
    Optional<Commit> commit = failed() ? Optional.empty() : store.seal();
    for (Held held : turn) {
      waiting.add(new Held(store.sealedPosition(), held.durable(), held.lost()));
    }
    turn.clear();
    if (failed()) {
      loseAll();
    } else {
      release();
    }
    return commit;
  }

  private void release() {
    while (!waiting.isEmpty() && waiting.peek().position() <= store.committedPosition()) {
      waiting.poll().durable().run();
    }
  }

  private void loseAll() {
    while (!waiting.isEmpty()) {
      waiting.poll().lost().run();
    }
  }
}
