package org.sheratan.edge.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** SIGTERM and SIGINT ask the daemon to stop; the process then ends with status 0 once it has. */
public final class Shutdown {
  private static final long PATIENCE_S = 30;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile int status;

  /** Hears the signals from now on. */
  public void listen() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::onExit, "shutdown"));
  }

  /** Asks when {@code input} ends: for a program that starts this one and wants it to end with it. */
  public void askAtEndOf(InputStream input) {
    Thread.ofPlatform().daemon().name("until-end").start(() -> {
      try {
        input.transferTo(OutputStream.nullOutputStream());
      } catch (IOException gone) {
        Log.debug("input-broke", "why", gone);
      }
      ask();
    });
  }

  public void ask() {
    asked.countDown();
  }

  /** Returns once somebody asked. */
  public void await() throws InterruptedException {
    asked.await();
  }

  /** Returns true as soon as somebody asked, false after {@code waitMs} without. */
  public boolean await(long waitMs) throws InterruptedException {
    return asked.await(waitMs, TimeUnit.MILLISECONDS);
  }

  /** Everything is closed: the process may go. */
  public void finished() {
    finished(ExitStatus.OK.code());
  }

  /** As {@link #finished()}, with the exit status to end with if it was a signal that asked. */
  public void finished(int exitStatus) {
    status = exitStatus;
    finished.countDown();
  }

  private void onExit() {
    boolean signaled = asked.getCount() > 0;
    ask();
    try {
      boolean inTime = finished.await(PATIENCE_S, TimeUnit.SECONDS);
      if (signaled) {
        // Otherwise the status would be 143, which service managers and scripts take for a failure.
        Runtime.getRuntime().halt(inTime ? status : ExitStatus.FAILURE.code());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
