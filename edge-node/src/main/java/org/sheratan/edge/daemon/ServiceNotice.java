package org.sheratan.edge.daemon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * What this process tells its service manager: that it is ready or not yet, that its node still takes turns, that it
 * stops
 * (sd_notify(3)). The lines go into a named pipe, from which {@code packaging/service/start} hands them on: Java has no
 * datagrams on Unix sockets (docs/decisions/0101).
 */
public final class ServiceNotice implements AutoCloseable {
  /** The environment's name of the pipe. */
  static final String PIPE = "SHERATAN_NOTIFY";
  /** The environment's watchdog time, in microseconds (sd_watchdog_enabled(3)). */
  static final String WATCHDOG = "WATCHDOG_USEC";
  /** Signs of life in one watchdog time: two may be lost. */
  private static final int SIGNS = 3;
  private static final long NEVER_MS = Long.MAX_VALUE;

  private final FileChannel pipe;
  private final long everyMs;
  private long nextMs;
  private boolean broken;

  private ServiceNotice(FileChannel pipe, long everyMs) {
    this.pipe = pipe;
    this.everyMs = everyMs;
    this.nextMs = everyMs == NEVER_MS ? NEVER_MS : 0;
    this.broken = pipe == null;
  }

  /** For a process that nobody looks after. */
  public static ServiceNotice none() {
    return new ServiceNotice(null, NEVER_MS);
  }

  /** As the service manager asks for in {@code environment}; {@link #none} when it does not. */
  public static ServiceNotice of(Map<String, String> environment) throws IOException {
    String path = environment.getOrDefault(PIPE, "");
    return path.isEmpty()
        ? none()
        : new ServiceNotice(FileChannel.open(Path.of(path), StandardOpenOption.WRITE),
            everyMs(environment.getOrDefault(WATCHDOG, "")));
  }

  private static long everyMs(String watchdogMicros) {
    return watchdogMicros.matches("[1-9][0-9]{0,14}")
        ? Math.max(1, Long.parseLong(watchdogMicros) / 1000 / SIGNS)
        : NEVER_MS;
  }

  /** Whether there is a service manager that waits for this process to be ready. */
  public boolean heard() {
    return pipe != null;
  }

  public void ready() {
    say("READY=1");
  }

  /** Not ready, and not to be ended for it within {@code ms} from now. */
  public void notYet(long ms) {
    say("EXTEND_TIMEOUT_USEC=" + ms * 1000);
  }

  public void stopping() {
    say("STOPPING=1");
  }

  /** The node took a turn: says so if it is time. Of the node's own thread, so that it falls silent with it. */
  void alive(long monoMs) {
    if (monoMs >= nextMs) {
      nextMs = monoMs + everyMs;
      say("WATCHDOG=1");
    }
  }

  /** How long the node may wait for its next turn, {@code waitMs} at most. */
  long within(long waitMs, long monoMs) {
    return nextMs == NEVER_MS ? waitMs : Math.min(waitMs, Math.max(0, nextMs - monoMs));
  }

  private synchronized void say(String line) {
    if (broken) {
      return;
    }
    try {
      pipe.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException gone) {
      broken = true;
      Log.warn("service-deaf", "why", gone);
    }
  }

  @Override
  public void close() throws IOException {
    if (pipe != null) {
      pipe.close();
    }
  }
}
