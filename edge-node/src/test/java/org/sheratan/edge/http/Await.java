package org.sheratan.edge.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Assertions;

/** For what happens at the other end of a connection, of which nobody tells. */
public final class Await {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int LOOK_MS = 5;

  private Await() {}

  public static void until(BooleanSupplier condition) {
    CountDownLatch never = new CountDownLatch(1);
    Assertions.assertTimeoutPreemptively(LONG, () -> {
      while (!condition.getAsBoolean()) {
        // The processors are for what is waited for.
        Assertions.assertFalse(never.await(LOOK_MS, TimeUnit.MILLISECONDS));
      }
    });
  }
}
