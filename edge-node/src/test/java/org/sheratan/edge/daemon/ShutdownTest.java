package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;

import org.junit.jupiter.api.Test;

class ShutdownTest {
  private static final long LONG_MS = 60_000;

  @Test
  void shouldBeAskedWhenTheInputEndsAndNotBefore() throws Exception {
    Shutdown shutdown = new Shutdown();
    PipedOutputStream parent = new PipedOutputStream();
    shutdown.askAtEndOf(new PipedInputStream(parent));
    parent.write("whatever is said does not count\n".getBytes());
    parent.flush();
    assertFalse(shutdown.await(0));
    parent.close();
    assertTrue(shutdown.await(LONG_MS));
  }
}
