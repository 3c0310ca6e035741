package org.sheratan.core.tool.local;

import java.util.function.Consumer;

import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.kernel.Clock;

/** One run of a tool: its order, its way to be stopped, its share of I/O and its progress. */
final class Run implements StopSign {
  private static final long PROGRESS_EVERY_MS = 1000;
  private static final double PROGRESS_STEP = 0.01;
  /** Progress 1 is the result itself. */
  private static final double ALMOST = 0.999;

  private final ToolOrder order;
  private final IoLimiter limiter;
  private final Clock clock;
  private final Consumer<ToolEvent> events;
  private volatile boolean stopped;
  private double lastDone;
  private long lastMs;

  Run(ToolOrder order, IoLimiter limiter, Clock clock, Consumer<ToolEvent> events) {
    this.order = order;
    this.limiter = limiter;
    this.clock = clock;
    this.events = events;
    this.lastMs = clock.now().monoMs();
  }

  ToolOrder order() {
    return order;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void check() throws ToolFailure {
    if (stopped) {
      throw ToolFailure.here(FailureCode.STOPPED, "stopped on request");
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
  void progress(double done) {
    double shown = Math.clamp(done, 0, ALMOST);
    long nowMs = clock.now().monoMs();
    if (nowMs - lastMs >= PROGRESS_EVERY_MS && shown - lastDone >= PROGRESS_STEP) {
      lastMs = nowMs;
      lastDone = shown;
      events.accept(new ToolEvent.Progressed(order.job(), order.attempt(), shown));
    }
  }
}
