package org.sheratan.core.sim;

import org.sheratan.radio.ether.EtherFaults;

/**
 * What a simulation is to do.
 *
 * @param nodes 2..1000
 * @param seed determines everything that happens
 * @param shape who hears whom
 * @param faultsMs true time with faults and new jobs; afterwards everything heals
 * @param quietMs true time from then on in which every living owner must come to know every outcome
 * @param jobs submitted within {@code faultsMs}
 * @param messages between people, written within {@code faultsMs}; nobody can promise them anything when disks are
 *     rolled back
 * @param groupWords said in a group within {@code faultsMs}; 0: nobody makes one
 * @param faults of the ether while they last
 * @param crashes whether nodes crash, die, are cut off and lose track of time, and jobs come that gates hold
 * @param rollbacks whether disks are restored from backups, emptied and copied to a second card
 * @param medium what carries the frames; {@code faults} are those of packets only, radios have their own
 * @param work what the nodes can do, and how long it takes
 */
public record FleetPlan(int nodes, long seed, Shape shape, long faultsMs, long quietMs, int jobs,
    int messages, int groupWords, EtherFaults faults, boolean crashes, boolean rollbacks, MediumKind medium,
    SimWork work) {
  /** Who hears whom. */
  public enum Shape {
    MESH, LINE, RING
  }

  /** What carries the frames. */
  public enum MediumKind {
    PACKETS, SX1276, SX1262, RNODE
  }

  private static final long MINUTE_MS = 60_000;
  /** Enough for what can go wrong in groups; in every seed they would make builds too long. */
  private static final int SEEDS_FOR_ONE_WITH_GROUPS = 3;

  /** As every build runs it three hundred times: three to seven nodes, everything goes wrong for ten minutes. */
  public static FleetPlan harsh(long seed) {
    int nodes = 3 + (int) Long.remainderUnsigned(seed, 5);
    Shape shape = Shape.values()[(int) Long.remainderUnsigned(seed / 5, Shape.values().length)];
    int groupWords = Long.remainderUnsigned(seed, SEEDS_FOR_ONE_WITH_GROUPS) == 0 ? 2 * nodes : 0;
    return new FleetPlan(nodes, seed, shape, 10 * MINUTE_MS, 10 * MINUTE_MS, 2 * nodes, 2 * nodes, groupWords,
        EtherFaults.HARSH,
        true, false, MediumKind.PACKETS, SimWork.VARIED);
  }

  /** The same on one ether, with old disks coming back to life: what was shown to others must not be shown again. */
  public static FleetPlan rolledBack(long seed) {
    FleetPlan harsh = harsh(seed);
    return new FleetPlan(harsh.nodes, seed, Shape.MESH, harsh.faultsMs, harsh.quietMs, 4 * harsh.nodes,
        0, 0, harsh.faults, true, true, MediumKind.PACKETS, SimWork.VARIED);
  }

  /** What {@code sheratan sim up} shows: a healthy network under a light load. */
  public static FleetPlan calm(int nodes, long seed, Shape shape) {
    return new FleetPlan(nodes, seed, shape, 2 * MINUTE_MS, 5 * MINUTE_MS, nodes, nodes, 0, EtherFaults.NONE,
        false,
        false, MediumKind.PACKETS, SimWork.VARIED);
  }

  /** The same over emulated LoRa boards, which are slower by three orders of magnitude. */
  public static FleetPlan calmRadio(int nodes, long seed, Shape shape, MediumKind medium) {
    return new FleetPlan(nodes, seed, shape, 60 * MINUTE_MS, 120 * MINUTE_MS, nodes, nodes, 0,
        EtherFaults.NONE,
        false,
        false, medium, SimWork.VARIED);
  }

  /** A healthy mesh that is asked for nothing but what its driver hands in. */
  static FleetPlan quiet(int nodes, long seed, SimWork work) {
    return new FleetPlan(nodes, seed, Shape.MESH, 0, 0, 0, 0, 0, EtherFaults.NONE, false, false,
        MediumKind.PACKETS, work);
  }
}
