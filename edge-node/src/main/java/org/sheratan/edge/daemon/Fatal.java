package org.sheratan.edge.daemon;

import java.util.function.IntConsumer;

/**
 * Ends the process when a thread dies of something nobody expected: a daemon with a dead part must not look alive.
 * Halting is safe, because whatever was promised is on disk; orderly shutdown might wait for the dead part. With the heap
 * full no class can be loaded and no line made: all that ends the process is here before, and words come only if they can.
 */
public final class Fatal implements Thread.UncaughtExceptionHandler {
  private final int status;
  private final IntConsumer halt;

  public Fatal() {
    this(Runtime.getRuntime()::halt);
  }

  Fatal(IntConsumer halt) {
    this.status = ExitStatus.FAILURE.code();
    this.halt = halt;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable cause) {
    try {
      Log.error(cause, "fatal", "thread", thread.getName());
    } catch (Throwable speechless) {
      // The status says that it failed.
    } finally {
      halt.accept(status);
    }
  }
}
