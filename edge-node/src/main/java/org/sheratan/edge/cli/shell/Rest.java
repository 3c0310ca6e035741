package org.sheratan.edge.cli.shell;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;

/** Time between two looks of a command that follows something. */
public final class Rest {
  private Rest() {}

  /** @throws CommandFailure when the program is told to stop meanwhile */
  public static void of(Duration length) throws CommandFailure {
    try {
      new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitStatus.INTERRUPTED, "interrupted", "");
    }
  }
}
