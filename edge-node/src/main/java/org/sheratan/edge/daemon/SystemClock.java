package org.sheratan.edge.daemon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.sheratan.edge.clock.WallBelief;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallState;

/**
 * The machine's clock. Monotonic time counts from this object's creation; which wall time to believe {@link WallBelief}
 * decides. The machine's own is called NTP only while systemd-timesyncd or the kernel vouches for it, each by a file that is
 * there as long as it does: a Pi without a network starts in the past. Nothing here ever sets the machine's clock. Safe for any thread.
 */
public final class SystemClock implements Clock {
  /** Exists while systemd-timesyncd is synchronized (systemd-timesyncd.service(8)). */
  private static final Path TIMESYNCD = Path.of("/run/systemd/timesync/synchronized");
  /** The environment's name of the file that {@code packaging/service/start} keeps while the kernel does. */
  private static final String KERNEL = "SHERATAN_CLOCK_SYNCED";
  private static final long LOOK_AGAIN_MS = 30_000;

  private final long startNanos = System.nanoTime();
  private final List<Path> marks;
  private final AtomicReference<WallBelief> belief = new AtomicReference<>(WallBelief.NOTHING);
  private volatile Look look;

  /** What the last look found, and when the next is due. */
  private record Look(boolean synced, long nextMs) {}

  public SystemClock() {
    this(marks(System.getenv()));
  }

  /** @param marks any of which vouches for the machine's clock by being there */
  SystemClock(List<Path> marks) {
    this.marks = List.copyOf(marks);
    this.look = lookNow(0);
  }

  static List<Path> marks(Map<String, String> environment) {
    String kernel = environment.getOrDefault(KERNEL, "");
    return kernel.isEmpty() ? List.of(TIMESYNCD) : List.of(TIMESYNCD, Path.of(kernel));
  }

  @Override
  public Now now() {
    long monoMs = monoMs();
    WallState wall = wall(monoMs);
    return new Now(monoMs, wall.wallMs(), wall.quality());
  }

  @Override
  public WallState wall() {
    return wall(monoMs());
  }

  public long monoMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  /** An earlier start left word that it was {@code wallMs} already. */
  public void onSaved(long wallMs) {
    belief.updateAndGet(before -> before.afterSaved(wallMs));
  }

  /** @return false when that cannot be, and is not believed */
  public boolean onGps(long wallMs) {
    long monoMs = monoMs();
    WallBelief before = belief.getAndUpdate(held -> held.afterGps(wallMs, monoMs));
    return before.afterGps(wallMs, monoMs) != before;
  }

  /** @param confirmed the operator compared the fingerprint of {@code from} */
  public void onPeer(NodeId from, boolean confirmed, long wallMs) {
    long monoMs = monoMs();
    belief.updateAndGet(held -> held.afterPeer(from, confirmed, wallMs, monoMs));
  }

  private WallState wall(long monoMs) {
    Look current = look;
    if (monoMs >= current.nextMs()) {
      current = lookNow(monoMs);
      look = current;
    }
    return belief.get().at(monoMs, System.currentTimeMillis(), current.synced());
  }

  private Look lookNow(long monoMs) {
    return new Look(marks.stream().anyMatch(Files::exists), monoMs + LOOK_AGAIN_MS);
  }
}
