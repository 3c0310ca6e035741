package org.sheratan.radio.link.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.ChipFault;
import org.sheratan.radio.ether.AirFrame;
import org.sheratan.radio.ether.AirTap;

/** Drivers on strict chips that break in every way, for an hour of virtual time. */
public abstract class ChipSimulation<N extends ChipNode<N>> {
  private static final int NODES = 3;
  private static final int TURNS = 400;

  /** What went on air, whole or cut off. */
  private static final class Record implements AirTap {
    private final TreeSet<Bytes> begun = new TreeSet<>();
    private final List<Bytes> whole = new ArrayList<>();

    @Override
    public void onBegin(AirFrame frame) {
      begun.add(frame.frame());
    }

    @Override
    public void onEnd(AirFrame frame, long endMicros) {
      if (endMicros == frame.endMicros()) {
        whole.add(frame.frame());
      }
    }
  }

  /** Not begun. */
  protected abstract N node(AirBench bench, String name);

  private final class Run {
    private final long seed;
    private final Entropy entropy;
    private final AirBench bench;
    private final Record onAir = new Record();
    private final List<N> nodes = new ArrayList<>();
    private final List<List<Bytes>> handedOver = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private int received;
    private int failures;

    private Run(long seed) {
      this.seed = seed;
      entropy = new SeededEntropy(seed);
      bench = new AirBench(seed);
      bench.air().tap(onAir);
      for (int index = 0; index < NODES; index++) {
        nodes.add(node(bench, "node " + index).begin(RadioNode.EUROPE));
        handedOver.add(new ArrayList<>());
      }
    }

    private void turn(int turn, boolean faults) {
      int index = entropy.nextInt(NODES);
      N node = nodes.get(index);
      if (faults && entropy.chance(0.1)) {
        List<ChipFault> possible = List.copyOf(node.chip().faults());
        node.chip().inject(possible.get(entropy.nextInt(possible.size())));
      }
      if (node.radio().accepts()) {
        if (entropy.chance(0.3)) {
          node.radio().sense(bench.nowMs());
        } else {
          Bytes frame = Bytes.utf8(seed + "/" + turn + "/" + "x".repeat(entropy.nextInt(100)));
          handedOver.get(index).add(frame);
          node.transmit(frame);
        }
      }
      bench.run(entropy.nextInt(2_000));
      for (int each = 0; each < NODES; each++) {
        take(each);
      }
    }

    private void take(int index) {
      for (RadioEvent event : bench.events("node " + index)) {
        trace.add(bench.nowMs() + " " + index + " " + event);
        switch (event) {
          case RadioEvent.Transmitted left -> {
            Bytes frame = handedOver.get(index).removeFirst();
            assertTrue(onAir.whole.contains(frame), () -> "told as sent, seed " + seed);
          }
          case RadioEvent.Received got -> {
            received++;
            assertTrue(onAir.begun.contains(got.frame()), () -> "received but not sent, seed " + seed);
          }
          case RadioEvent.Failed failed -> {
            failures++;
            handedOver.get(index).clear();
            nodes.get(index).chip().repair();
            nodes.get(index).begin(RadioNode.EUROPE);
          }
          default -> assertFalse(handedOver.get(index).size() > 1, () -> "two at once, seed " + seed);
        }
      }
    }
  }

  private Run run(long seed) {
    Run run = new Run(seed);
    try {
      for (int turn = 0; turn < TURNS; turn++) {
        run.turn(turn, true);
      }
    } catch (IllegalStateException violation) {
      throw new AssertionError("seed " + seed, violation);
    }
    return run;
  }

  @Test
  void neverTellsWhatDidNotHappen() {
    int received = 0;
    int failures = 0;
    for (long seed = 1; seed <= 20; seed++) {
      Run run = run(seed);
      received += run.received;
      failures += run.failures;
    }
    assertTrue(received > 1_000 && failures > 300, received + " received, " + failures + " failures");
  }

  @Test
  void canRecoverFromEverything() {
    for (long seed = 1; seed <= 10; seed++) {
      Run run = run(seed);
      run.nodes.forEach(node -> node.chip().repair());
      for (int turn = 0; turn < 40; turn++) {
        run.turn(TURNS + turn, false);
      }
      run.bench.run(30_000);
      for (int index = 0; index < NODES; index++) {
        run.take(index);
      }
      run.bench.run(30_000);
      for (N node : run.nodes) {
        assertTrue(node.radio().accepts(), "seed " + seed);
      }
      run.nodes.forEach(node -> bothWays(run, node));
    }
  }

  private void bothWays(Run run, N node) {
    Bytes last = Bytes.utf8("last");
    node.send(last);
    for (N other : run.nodes) {
      if (other != node) {
        assertEquals(last, other.await(RadioEvent.Received.class).frame(), "seed " + run.seed);
      }
    }
  }

  @Test
  void canBeReplayed() {
    assertEquals(run(7).trace, run(7).trace);
  }
}
