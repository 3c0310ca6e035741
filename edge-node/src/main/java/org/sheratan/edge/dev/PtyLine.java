package org.sheratan.edge.dev;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;

import org.sheratan.edge.daemon.Shutdown;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.radio.emulator.SerialDevice;

/**
 * Stands between a pseudo terminal and the device behind it: tells the device what a serial port would tell it. With
 * a period for being unplugged, the terminal vanishes for a while each time.
 */
final class PtyLine {
  private static final long LOOK_MS = 20;
  private static final int READ_MS = 100;
  private static final long UNPLUGGED_MS = 5_000;

  private final Path link;
  private final long pluggedMs;
  private final Shutdown shutdown;
  private final SystemClock clock = new SystemClock();
  private Pty pty;

  /** @param pluggedMs how long it stays plugged in each time; {@link Long#MAX_VALUE} for good */
  PtyLine(Path link, long pluggedMs, Shutdown shutdown) throws IOException {
    this.link = link;
    this.pluggedMs = pluggedMs;
    this.shutdown = shutdown;
    this.pty = Pty.open(link);
  }

  synchronized Path device() {
    return pty.device();
  }

  /** What the device sends. */
  synchronized void write(byte[] bytes) {
    pty.write(bytes);
  }

  /** Reads until somebody asks for the shutdown; the device is told in {@code where}. */
  void run(SerialDevice device, Executor where) throws IOException, InterruptedException {
    try {
      while (!shutdown.await(0)) {
        serve(device, where);
        pty.close();
        if (!shutdown.await(pluggedMs == Long.MAX_VALUE ? 0 : UNPLUGGED_MS)) {
          plug(Pty.open(link));
        }
      }
    } finally {
      pty.close();
    }
  }

  private synchronized void plug(Pty next) {
    pty = next;
  }

  private void serve(SerialDevice device, Executor where) throws IOException, InterruptedException {
    long untilMs = pluggedMs == Long.MAX_VALUE ? Long.MAX_VALUE : clock.monoMs() + pluggedMs;
    boolean wasInUse = false;
    while (clock.monoMs() < untilMs && !shutdown.await(0)) {
      boolean inUse = pty.inUse();
      if (inUse && !wasInUse) {
        where.execute(device::onOpened);
      }
      wasInUse = inUse;
      byte[] bytes = inUse ? pty.read(READ_MS) : new byte[0];
      if (bytes.length > 0) {
        where.execute(() -> device.onHostBytes(bytes));
      } else if (!inUse && shutdown.await(LOOK_MS)) {
        return;
      }
    }
  }
}
