package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.sheratan.edge.dev.Pty;

/** Somebody at the other end of a node's serial line. */
final class ConsoleUser implements AutoCloseable {
  private static final int LOOKS = 1_200;
  private static final int LOOK_MS = 50;

  private final Pty line;
  private final CountDownLatch hungUp = new CountDownLatch(1);
  private String unread = "";

  private ConsoleUser(Pty line) {
    this.line = line;
  }

  /** @param device becomes what the node calls its console */
  static ConsoleUser at(Path device) throws IOException {
    return new ConsoleUser(Pty.open(device));
  }

  void type(String text) {
    line.write((text + "\r").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Everything up to and with {@code end}.
   *
   * @throws AssertionError when it does not come for a minute
   */
  String until(String end) throws IOException, InterruptedException {
    StringBuilder seen = new StringBuilder(unread);
    for (int looks = 0; looks < LOOKS && seen.indexOf(end) < 0; looks++) {
      // Nobody at the other end: the terminal would not wait.
      if (!line.inUse() && hungUp.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the cable is pulled");
      }
      seen.append(new String(line.read(LOOK_MS), StandardCharsets.UTF_8));
    }
    int at = seen.indexOf(end);
    if (at < 0) {
      throw new AssertionError("never came: " + end + "; seen: " + seen);
    }
    unread = seen.substring(at + end.length());
    return seen.substring(0, at + end.length());
  }

  /** Pulls the cable. */
  void hangUp() {
    hungUp.countDown();
    line.close();
  }

  @Override
  public void close() {
    hangUp();
  }
}
