package org.sheratan.core.tool.local;

import java.util.Optional;
import java.util.function.Consumer;

import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.kernel.Clock;

/** One run of a tool: its order, its way to be stopped, its share of I/O and its progress. */
public final class Run implements StopSign {
  private static final long PROGRESS_EVERY_MS = 1000;
  private static final double PROGRESS_STEP = 0.01;
  /** Progress 1 is the result itself. */
  private static final double ALMOST = 0.999;

  private final ToolOrder order;
  private final IoLimiter limiter;
  private final Clock clock;
  private final Consumer<ToolEvent> events;
  private ToolFailure cut;
  private Runnable ender = () -> {};
  private double lastDone;
  private long lastMs;

  Run(ToolOrder order, IoLimiter limiter, Clock clock, Consumer<ToolEvent> events) {
    this.order = order;
    this.limiter = limiter;
    this.clock = clock;
    this.events = events;
    this.lastMs = clock.now().monoMs();
  }

  public ToolOrder order() {
    return order;
  }

  void stop() {
    cut(ToolFailure.here(FailureCode.STOPPED, "stopped on request"));
  }

  /**
   * Ends it for {@code why}, from any thread: {@link #check} says so from now on, and what the tool waits for ends. The first
   * reason counts.
   */
  public void cut(ToolFailure why) {
    Runnable end;
    synchronized (this) {
      if (cut != null) {
        return;
      }
      cut = why;
      end = ender;
    }
    end.run();
  }

  /**
   * @param end makes whatever the tool waits for give up, such as closing its socket; called once, at once when the run is cut
   *     already, and never after the next one is given
   */
  public void endBy(Runnable end) {
    boolean late;
    synchronized (this) {
      ender = end;
      late = cut != null;
    }
    if (late) {
      end.run();
    }
  }

  /** Why it was cut; empty while it may go on. */
  synchronized Optional<ToolFailure> cutFor() {
    return Optional.ofNullable(cut);
  }

  @Override
  public void check() throws ToolFailure {
    Optional<ToolFailure> why = cutFor();
    if (why.isPresent()) {
      throw why.get();
    }
  }

  /** Waits until {@code bytes} may be moved. */
  void spend(long bytes) throws ToolFailure {
    limiter.take(bytes, this);
  }

  int chunkBytes() {
    return limiter.chunkBytes();
  }

  /** Reported at most once a second, and only when at least one percent came: each report may cost airtime. */
  public void progress(double done) {
    double shown = Math.clamp(done, 0, ALMOST);
    long nowMs = clock.now().monoMs();
    if (nowMs - lastMs >= PROGRESS_EVERY_MS && shown - lastDone >= PROGRESS_STEP) {
      lastMs = nowMs;
      lastDone = shown;
      events.accept(new ToolEvent.Progressed(order.job(), order.attempt(), shown));
    }
  }
}
