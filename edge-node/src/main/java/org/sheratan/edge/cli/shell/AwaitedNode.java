package org.sheratan.edge.cli.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.kernel.Clock;

/**
 * The API of a node that may be just starting: who types {@code sheratan run &} and the next command should not be told that
 * no node runs.
 *
 * @param tokenFile whose token to speak with; empty for the node's own
 * @param patience with a node that says it is starting
 * @param unsaid how long one may take to say so: a new process needs about a second
 * @param rest waits
 */
record AwaitedNode(Path folder, Optional<Path> tokenFile, Duration patience, Duration unsaid, Clock clock,
    Pause rest) {
  /** Waits so long. */
  @FunctionalInterface
  interface Pause {
    /** @throws CommandFailure when the program is told to stop meanwhile */
    void of(Duration length) throws CommandFailure;
  }

  private static final Duration LOOK = Duration.ofMillis(50);

  Api api() throws CommandFailure {
    long beganMs = clock.now().monoMs();
    boolean waiting = Api.setUp(folder);
    while (waiting && !Api.listening(folder)) {
      boolean starting = Api.starting(folder);
      long waitedMs = clock.now().monoMs() - beganMs;
      if (starting && waitedMs >= patience.toMillis()) {
        throw new CommandFailure(ExitStatus.UNREACHABLE, "the node of " + folder + " is still starting",
            "the same command with a longer --timeout");
      }
      waiting = waitedMs < (starting ? patience : unsaid).toMillis();
      if (waiting) {
        rest.of(LOOK);
      }
    }
    return Api.open(folder, tokenFile);
  }
}
