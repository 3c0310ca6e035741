package org.sheratan.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import com.sun.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

import org.sheratan.radio.frame.FrameType;

/**
 * CPU time and allocation from the radio driver's hand-over of a frame to the delivered message, measured by JMH.
 * Every frame can be received once only, so each iteration has a node and frames of its own, and what is counted is
 * this thread's CPU time and allocation, not the iteration's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
public class ReceiveBench {
  private static final int FRAMES = 24_576;
  /** Whatever a node remembers of arrivals is full then. */
  private static final int STEADY_AFTER = 8_192;
  private static final int BATCH = 32;
  private static final int WARM_UPS = 4;
  private static final int ROUNDS = 5;
  private static final double GOAL_MICROS = 5;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What the radio hands over. */
  public enum Heard {
    /** In a frame from a neighbor. */
    DATA(FrameType.DATA),
    /** In an end-to-end envelope in a frame from a neighbor. */
    RELAY(FrameType.RELAY),
    /** A neighbor's frame for another. */
    OVERHEARD(FrameType.DATA),
    /** For this node, as far as the header goes, by nobody it has a session with. */
    FORGED(FrameType.DATA);

    final FrameType type;

    Heard(FrameType type) {
      this.type = type;
    }
  }

  @Param
  public Heard heard;
  private ReceivingNode node;

  /** What the measured parts took. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Cost {
    public long cpuNs;
    public long bytes;
    public long frames;

    @Setup(Level.Iteration)
    public void reset() {
      cpuNs = 0;
      bytes = 0;
      frames = 0;
    }

    void of(int count, Runnable work) {
      long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
      long cpuBefore = THREADS.getCurrentThreadCpuTime();
      work.run();
      cpuNs += THREADS.getCurrentThreadCpuTime() - cpuBefore;
      bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
      frames += count;
    }
  }

  @Setup(Level.Iteration)
  public void node() {
    node = new ReceivingNode(heard, FRAMES);
    for (int frame = 0; frame < STEADY_AFTER; frame++) {
      node.receive();
      node.settle();
    }
  }

  /** To the delivered message; acknowledgements are sent in between, unmeasured. */
  @Benchmark
  public void receive(Cost cost, Blackhole messages) {
    for (int frame = STEADY_AFTER; frame < FRAMES; frame += BATCH) {
      cost.of(BATCH, () -> {
        for (int each = 0; each < BATCH; each++) {
          messages.consume(node.receive());
        }
      });
      node.settle();
    }
  }

  /** With everything that a node's turn does besides, acknowledgements too. */
  @Benchmark
  public void turn(Cost cost, Blackhole messages) {
    cost.of(FRAMES - STEADY_AFTER, () -> {
      for (int frame = STEADY_AFTER; frame < FRAMES; frame++) {
        messages.consume(node.receive());
        node.settle();
      }
    });
  }

  /** The outer seal alone. */
  @Benchmark
  public void open(Cost cost, Blackhole messages) {
    cost.of(FRAMES - STEADY_AFTER, () -> {
      for (int frame = STEADY_AFTER; frame < FRAMES; frame++) {
        messages.consume(node.open());
      }
    });
  }

  static List<Figure> measure() throws RunnerException {
    Collection<RunResult> results = new Runner(
        new OptionsBuilder().include(ReceiveBench.class.getName() + "\\.")
            .forks(1).jvmArgsAppend("-Xmx512m", "-XX:+UseSerialGC").warmupIterations(WARM_UPS)
            .measurementIterations(ROUNDS).verbosity(VerboseMode.SILENT).build())
        .run();
    List<Figure> figures = new ArrayList<>();
    for (RunResult result : results) {
      String method = result.getPrimaryResult().getLabel();
      String name = "receive." + method + "."
          + result.getParams().getParam("heard").toLowerCase(Locale.ROOT);
      double micros = perFrame(result, "cpuNs") / 1_000;
      figures.add(method.equals("receive")
          ? Figure.atMost(name + ".cpu", micros, "us", "the goal", GOAL_MICROS)
          : Figure.alone(name + ".cpu", micros, "us"));
      figures.add(Figure.alone(name + ".allocated", perFrame(result, "bytes"), "bytes"));
    }
    return figures;
  }

  private static double perFrame(RunResult result, String counter) {
    return result.getSecondaryResults().get(counter).getScore()
        / result.getSecondaryResults().get("frames").getScore();
  }
}
