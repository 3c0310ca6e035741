package org.sheratan.edge.daemon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

/**
 * The machine's clock. Monotonic time counts from this object's creation; wall time is called NTP only while
 * systemd-timesyncd vouches for it, and NONE otherwise: a Pi without a network starts in the past. Safe for any
 * thread.
 */
public final class SystemClock implements Clock {
  /** Exists while systemd-timesyncd is synchronized (systemd-timesyncd.service(8)). */
  private static final Path SYNCHRONIZED = Path.of("/run/systemd/timesync/synchronized");
  private static final long LOOK_AGAIN_MS = 30_000;

  private final long startNanos = System.nanoTime();
  private final Path synchronizedMark;
  private volatile Look look;

  /** What the last look found, and when the next is due. */
  private record Look(WallQuality quality, long nextMs) {}

  public SystemClock() {
    this(SYNCHRONIZED);
  }

  SystemClock(Path synchronizedMark) {
    this.synchronizedMark = synchronizedMark;
    this.look = lookNow(0);
  }

  @Override
  public Now now() {
    long monoMs = monoMs();
    Look current = look;
    if (monoMs >= current.nextMs()) {
      current = lookNow(monoMs);
      look = current;
    }
    return new Now(monoMs, System.currentTimeMillis(), current.quality());
  }

  public long monoMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  private Look lookNow(long monoMs) {
    WallQuality quality = Files.exists(synchronizedMark) ? WallQuality.NTP : WallQuality.NONE;
    return new Look(quality, monoMs + LOOK_AGAIN_MS);
  }
}
