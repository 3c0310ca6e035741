package org.sheratan.core.sim;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.node.NodeSettings;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.kernel.Entropy;

/**
 * What kind of node a simulated one is.
 *
 * @param capabilities kinds of jobs that it runs
 * @param catalog kinds that it knows
 * @param settings of one boot
 */
record SimHabits(List<String> capabilities, ToolCatalog catalog, Function<Entropy, NodeSettings> settings,
    Craft craft) {
  private static final int PRICES_MICROS = 1_000;
  private static final long SAME_PRICE_MICROS = 500;

  SimHabits {
    capabilities = List.copyOf(capabilities);
  }

  /**
   * The first two nodes can do everything, so that there is always somebody; the others roll for it. What goes on elsewhere
   * is never for the first one.
   */
  static SimHabits usual(int index, SimWork work, Entropy entropy) {
    List<String> kinds = Workload.CATALOG.names().stream()
        .filter(kind -> kind.equals(Workload.STATEFUL.name())
            ? index > 0
            : work.alike() || index < 2 || entropy.chance(0.6))
        .toList();
    return new SimHabits(kinds, Workload.CATALOG,
        life -> new NodeSettings(2, 4, SubmitLimits.onlyDepth(1_000), new TreeMap<>(),
            work.alike() ? SAME_PRICE_MICROS : 1 + life.nextInt(PRICES_MICROS), false),
        new UsualCraft(work));
  }
}
