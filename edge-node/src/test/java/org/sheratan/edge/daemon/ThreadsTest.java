package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ThreadsTest {
  /** Each job leaves one, for as long as it might have taken: a day at most. */
  @Test
  void shouldForgetAnAlarmThatIsTakenBack() {
    try (Threads threads = new Threads(new Fatal(status -> {}))) {
      Runnable back = threads.after(86_400_000, () -> {});
      threads.after(86_400_000, () -> {});
      back.run();
      assertEquals(1, threads.ticker.getQueue().size());
    }
  }
}
