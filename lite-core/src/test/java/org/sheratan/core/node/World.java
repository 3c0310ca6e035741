package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;

/** A few nodes in virtual time, with frames that can be lost, doubled or held. */
final class World {
  static final Bytes NETWORK = Bytes.utf8("test");

  final Map<NodeId, WorldNode> nodes = new TreeMap<>();
  final SeededEntropy entropy;
  final Witness witness = new Witness();
  final WordsWitness words = new WordsWitness();
  long nowMs;
  long delayMs = 5;
  double loss;
  double duplication;
  BiPredicate<WorldNode, WorldNode> cut = (from, to) -> false;
  private final TreeMap<Long, Runnable> events = new TreeMap<>();
  private long order;

  World(long seed) {
    this.entropy = new SeededEntropy(seed);
  }

  WorldNode add(String name, NodeSettings settings, String... capabilities) {
    return add(new WorldNode(this, name, settings, capabilities));
  }

  WorldNode add(WorldNode node) {
    nodes.put(node.id(), node);
    node.start();
    return node;
  }

  void at(long atMs, Runnable action) {
    events.put(Math.max(atMs, nowMs) * 1_000_000 + order++, action);
  }

  void carry(WorldNode from, String address, Bytes frame) {
    WorldNode to = nodes.get(NodeId.parse(address));
    int copies = entropy.chance(loss) ? 0 : entropy.chance(duplication) ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      if (!cut.test(from, to)) {
        at(nowMs + delayMs + entropy.nextInt(5) * copy, () -> to.receive(frame));
      }
    }
  }

  void run(long ms) {
    until(nowMs + ms, () -> false);
  }

  /** Fails the test when {@code done} does not come true within {@code ms}. */
  void await(long ms, BooleanSupplier done) {
    long endMs = nowMs + ms;
    until(endMs, done);
    assertTrue(done.getAsBoolean(), "not within " + ms + " ms; " + witness);
  }

  private void until(long endMs, BooleanSupplier done) {
    while (!done.getAsBoolean() && !events.isEmpty() && events.firstKey() / 1_000_000 <= endMs) {
      Map.Entry<Long, Runnable> next = events.pollFirstEntry();
      nowMs = Math.max(nowMs, next.getKey() / 1_000_000);
      next.getValue().run();
    }
    if (!done.getAsBoolean()) {
      nowMs = endMs;
    }
  }
}
