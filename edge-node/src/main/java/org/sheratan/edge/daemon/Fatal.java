package org.sheratan.edge.daemon;

import java.util.function.IntConsumer;

/**
 * Ends the process when a thread dies of something nobody expected: a daemon with a dead part must not look alive.
 * Halting is safe, because whatever was promised is on disk; orderly shutdown might wait for the dead part.
 */
public final class Fatal implements Thread.UncaughtExceptionHandler {
  private final IntConsumer halt;

  public Fatal() {
    this(status -> Runtime.getRuntime().halt(status));
  }

  Fatal(IntConsumer halt) {
    this.halt = halt;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable cause) {
    try {
      Log.error(cause, "fatal", "thread", thread.getName());
    } finally {
      halt.accept(ExitStatus.FAILURE.code());
    }
  }
}
