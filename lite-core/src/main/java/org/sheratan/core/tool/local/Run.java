package org.sheratan.core.tool.local;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.sheratan.core.mission.Interim;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.wire.ValueCodec;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;

/** One run of a tool: its order, its way to be stopped, its share of I/O and its progress. */
public final class Run implements StopSign {
  private static final long PROGRESS_EVERY_MS = 1000;
  private static final double PROGRESS_STEP = 0.01;
  private static final int BURST = 8;
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
  private long paidUntilMs;

  Run(ToolOrder order, IoLimiter limiter, Clock clock, Consumer<ToolEvent> events) {
    this.order = order;
    this.limiter = limiter;
    this.clock = clock;
    this.events = events;
    this.lastMs = clock.now().monoMs();
    this.paidUntilMs = lastMs - BURST * PROGRESS_EVERY_MS;
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

  /** What an earlier run of the same job handed in, by some worker's word; empty to begin from nothing. */
  public Bytes checkpoint() {
    return order.checkpoint();
  }

  /** For tools that could hand something in at any moment: {@code said} is asked for once a second at most. */
  public void handIn(double done, Supplier<Interim> said) {
    long nowMs = clock.now().monoMs();
    if (nowMs - lastMs >= PROGRESS_EVERY_MS) {
      lastMs = nowMs;
      tell(done, said.get());
    }
  }

  /** For tools that hand something in when they can: one a second in the long run, the others are passed over. */
  public void handIn(double done, Interim said) {
    long nowMs = clock.now().monoMs();
    paidUntilMs = Math.max(paidUntilMs, nowMs - BURST * PROGRESS_EVERY_MS);
    if (paidUntilMs < nowMs) {
      paidUntilMs += PROGRESS_EVERY_MS;
      tell(done, said);
    }
  }

  /** A word by itself, as above; what is done stays. */
  public void say(String word) {
    handIn(lastDone, Interim.checkpoint(word, Bytes.EMPTY));
  }

  private void tell(double done, Interim said) {
    boolean fits = said.partial()
        .filter(partial -> ValueCodec.encode(partial).length() > Interim.MAX_PARTIAL_BYTES).isEmpty();
    lastDone = Math.clamp(done, 0, ALMOST);
    events.accept(new ToolEvent.Progressed(order.job(), order.attempt(), lastDone,
        fits ? said : said.withoutPartial()));
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
