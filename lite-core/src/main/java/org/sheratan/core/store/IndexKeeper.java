package org.sheratan.core.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Whether the index may be asked, and what keeps it in step with the journal.
 *
 * <pre>
 * state      event                          next
 * READY      index throws                   DOUBTFUL
 * DOUBTFUL   rebuild starts (index cleared) REBUILDING
 * REBUILDING caught up with the journal     READY
 * REBUILDING index throws                   DOUBTFUL
 * </pre>
 */
final class IndexKeeper implements Journal.Follower {
  enum State {
    READY, DOUBTFUL, REBUILDING
  }

  private final Index index;
  private State state;

  IndexKeeper(Index index, State state) {
    this.index = index;
    this.state = state;
  }

  /** What to ask of the index. */
  interface Question<T> {
    T ask(Index index) throws IOException;
  }

  synchronized State state() {
    return state;
  }

  synchronized void become(State next) {
    state = next;
  }

  /** Empty when the index may not be asked, or failed at it. */
  <T> Optional<T> ask(Question<T> question) {
    if (state() != State.READY) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.ask(index));
    } catch (IOException broken) {
      become(State.DOUBTFUL);
      return Optional.empty();
    }
  }

  @Override
  public void durable(List<Change> archived) {
    ask(ready -> {
      for (Change change : archived) {
        apply(ready, change);
      }
      return true;
    });
  }

  static void apply(Index index, Change change) throws IOException {
    if (change.kind().hasValue()) {
      index.put(change.name(), change.value());
    } else {
      index.remove(change.name());
    }
  }

  /** Starts over with an empty index. */
  Index restart() throws IOException {
    become(State.REBUILDING);
    try {
      index.clear();
      return index;
    } catch (IOException broken) {
      become(State.DOUBTFUL);
      throw broken;
    }
  }

  /** @param mark the close group, when there is one */
  void close(Optional<Index.Mark> mark) {
    if (state() != State.READY || mark.isEmpty()) {
      index.discard();
      return;
    }
    try {
      index.close(mark.get());
    } catch (IOException broken) {
      index.discard();
    }
  }
}
