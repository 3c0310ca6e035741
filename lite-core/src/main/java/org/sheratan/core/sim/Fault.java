package org.sheratan.core.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.sheratan.kernel.Entropy;

/** Something that goes wrong at a moment of true time. Nodes are named by index. */
sealed interface Fault {
  long atMs();

  /** Power fails; unsynced writes are lost or torn. Back after {@code downMs}. */
  record Crash(long atMs, int node, long downMs) implements Fault {}

  /** Power fails for good. */
  record Die(long atMs, int node) implements Fault {}

  /** {@code side} and the rest do not hear each other for {@code forMs}. */
  record Partition(long atMs, SortedSet<Integer> side, long forMs) implements Fault {}

  /** Wall time leaps, forward or back. */
  record WallJump(long atMs, int node, long byMs) implements Fault {}

  /** The disk is copied while the node runs, or is down: a backup. */
  record Backup(long atMs, int node) implements Fault {}

  /** Power fails; the node comes back from its latest backup, if there is one. */
  record Restore(long atMs, int node, long downMs) implements Fault {}

  /** Power fails; the newest file of the journal comes back with no byte in it. */
  record Empty(long atMs, int node, long downMs) implements Fault {}

  /** A copy of the node's card runs beside it for {@code forMs}. */
  record Clone(long atMs, int node, long forMs) implements Fault {}

  /** What brings old disks back to life. */
  static List<Fault> rollbacks(int nodes, long untilMs, Entropy entropy) {
    List<Fault> plan = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      plan.add(new Backup(entropy.nextLong(untilMs / 2), node));
    }
    for (int count = 1 + entropy.nextInt(3); count > 0; count--) {
      plan.add(new Restore(untilMs / 2 + entropy.nextLong(untilMs / 2), entropy.nextInt(nodes),
          100 + entropy.nextLong(60_000)));
    }
    for (int count = entropy.nextInt(3); count > 0; count--) {
      plan.add(
          new Empty(entropy.nextLong(untilMs), entropy.nextInt(nodes), 100 + entropy.nextLong(60_000)));
    }
    for (int count = 1 + entropy.nextInt(2); count > 0; count--) {
      plan.add(new Clone(entropy.nextLong(untilMs), entropy.nextInt(nodes),
          10_000 + entropy.nextLong(untilMs / 4)));
    }
    return List.copyOf(plan);
  }

  /** Faults for {@code nodes} nodes within {@code untilMs}; at most 30 % of the nodes die. */
  static List<Fault> plan(int nodes, long untilMs, Entropy entropy) {
    List<Fault> plan = new ArrayList<>();
    for (int count = entropy.nextInt(2 + nodes); count > 0; count--) {
      plan.add(new Crash(entropy.nextLong(untilMs), entropy.nextInt(nodes), 100 + entropy.nextLong(60_000)));
    }
    for (int count = entropy.nextInt(4); count > 0; count--) {
      plan.add(
          new Partition(entropy.nextLong(untilMs), side(nodes, entropy), 1_000 + entropy.nextLong(90_000)));
    }
    for (int count = entropy.nextInt(3); count > 0; count--) {
      long dayMs = 86_400_000L;
      plan.add(new WallJump(entropy.nextLong(untilMs), entropy.nextInt(nodes),
          entropy.nextLong(2 * dayMs) - dayMs));
    }
    for (int count = entropy.nextInt(nodes * 3 / 10 + 1); count > 0; count--) {
      plan.add(new Die(entropy.nextLong(untilMs), entropy.nextInt(nodes)));
    }
    return List.copyOf(plan);
  }

  private static SortedSet<Integer> side(int nodes, Entropy entropy) {
    SortedSet<Integer> side = new TreeSet<>();
    for (int node = 0; node < nodes; node++) {
      if (entropy.chance(0.5)) {
        side.add(node);
      }
    }
    return side;
  }
}
