package org.sheratan.radio.mesh.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Route;
import org.sheratan.radio.mesh.neighbor.Unserved;

/**
 * Ways to peers, one through each neighbor: learned from announces, as whoever passed one on can pass messages back, and
 * on shared media from rolls, by which neighbors say how far they are from whom, and from whom no more. A way is of the
 * announce that was the newest when it was learned: those of newer ones win, then the cheapest. One longer than the
 * shortest by more than one hop may lead back through us and is not kept.
 */
public final class RouteTable {
  /** One way: through which neighbor, how long, and of which announce. */
  public record Way(NodeId via, int hops, long sequence, long heardMs) {}

  private static final int FRESH_SEQUENCES = 1;
  private static final int HOP_MILLI = 1_000;

  private final Map<NodeId, List<Way>> ways = new TreeMap<>();
  private final Unserved unserved = new Unserved();
  private final ToIntFunction<NodeId> neighborCostMilli;
  private final ToIntFunction<NodeId> neighborNominalMilli;

  /** @param neighborCostMilli expected transmissions to a neighbor in thousandths, large when it is failing */
  public RouteTable(ToIntFunction<NodeId> neighborCostMilli, ToIntFunction<NodeId> neighborNominalMilli) {
    this.neighborCostMilli = neighborCostMilli;
    this.neighborNominalMilli = neighborNominalMilli;
  }

  /** @param sequence orders the announces of one peer, epoch in its high bits */
  public void learn(NodeId to, NodeId via, int hops, long sequence, long nowMs) {
    List<Way> known = ways.computeIfAbsent(to, id -> new ArrayList<>());
    known.removeIf(way -> way.via().equals(via) && way.sequence() <= sequence
        && (way.sequence() < sequence || way.hops() >= hops));
    // A way that is none must not keep out longer ones that are.
    int shortest = known.stream()
        .filter(way -> way.sequence() == sequence && !unserved.doubted(to, way.via()))
        .mapToInt(Way::hops).min().orElse(hops);
    if (hops > shortest + 1 || known.stream().anyMatch(way -> way.via().equals(via))) {
      return;
    }
    if (!unserved.doubted(to, via)) {
      known.removeIf(way -> way.sequence() == sequence && way.hops() > hops + 1);
    }
    known.add(new Way(via, hops, sequence, nowMs));
    if (known.size() > MeshLimits.WAYS_PER_PEER) {
      known.sort(order(known));
      known.removeLast();
    }
  }

  public Unserved unserved() {
    return unserved;
  }

  /** The best way now, not through any of {@code avoiding} and not above {@code mostHops} if there is another. */
  public Optional<Way> best(NodeId to, List<NodeId> avoiding, int mostHops) {
    List<Way> known = ways.get(to);
    if (known == null || known.size() == 1) {
      return known == null ? Optional.empty() : Optional.of(known.getFirst());
    }
    return known.stream()
        .min(Comparator.comparing((Way way) -> avoiding.contains(way.via()))
            .thenComparing(way -> way.hops() > mostHops).thenComparing(order(known)));
  }

  public Optional<Way> best(NodeId to) {
    return best(to, List.of(), MeshLimits.MAX_HOPS);
  }

  /** Every way to {@code to}, in no order. */
  public List<Way> to(NodeId to) {
    return ways.getOrDefault(to, List.of());
  }

  /** Every way, by destination, the best first. */
  public List<Route> view() {
    List<Route> view = new ArrayList<>();
    ways.forEach((to, known) -> known.stream().sorted(order(known)).forEach(
        way -> view.add(new Route(to, way.via(), way.hops(), costMilli(way), way.heardMs()))));
    return view;
  }

  /** Hops of the ways through {@code via}, by destination. */
  public Map<NodeId, Integer> through(NodeId via) {
    Map<NodeId, Integer> through = new TreeMap<>();
    ways.forEach((to, known) -> known.stream().filter(way -> way.via().equals(via))
        .forEach(way -> through.put(to, way.hops())));
    return through;
  }

  boolean knows(NodeId to) {
    return ways.containsKey(to);
  }

  /** A neighbor is gone, and every way through it. */
  public void forgetVia(NodeId via) {
    ways.values().forEach(known -> known.removeIf(way -> way.via().equals(via)));
    ways.values().removeIf(List::isEmpty);
  }

  /** {@code via} has no way to {@code to} any more. */
  public void forget(NodeId to, NodeId via) {
    List<Way> known = ways.get(to);
    if (known != null && known.removeIf(way -> way.via().equals(via)) && known.isEmpty()) {
      ways.remove(to);
    }
  }

  public void forget(NodeId to) {
    ways.remove(to);
  }

  public void expire(long nowMs, long lifeMs) {
    unserved.expire(nowMs);
    ways.values().forEach(known -> known.removeIf(way -> nowMs - way.heardMs() > lifeMs));
    ways.values().removeIf(List::isEmpty);
  }

  private Comparator<Way> order(List<Way> known) {
    long newest = known.stream().mapToLong(Way::sequence).max().orElse(0);
    return Comparator.comparing((Way way) -> way.sequence() < newest - FRESH_SEQUENCES)
        .thenComparingInt(this::costMilli).thenComparing(Way::via);
  }

  private int costMilli(Way way) {
    int firstMilli = neighborCostMilli.applyAsInt(way.via());
    // The other hops are likely of the same kind, as far as one can know.
    long othersMilli = (way.hops() - 1L) * Math.max(HOP_MILLI, neighborNominalMilli.applyAsInt(way.via()));
    return (int) Math.min(Integer.MAX_VALUE, firstMilli + othersMilli);
  }
}
