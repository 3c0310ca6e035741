package org.sheratan.radio.mesh.announce;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.Roll;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.mesh.route.RouteTable;

/** What this node can put into its rolls, and what another's roll says beside it. */
final class RollBook {
  /** One announce held. */
  record Known(NodeId id, AnnounceFrame frame) {
    private int hint() {
      return id.hint();
    }
  }

  /**
   * @param told how far the sender is from whom we know too, if by another announce; {@link Roll#NO_WAY} when it knows no way
   * @param lacking announces of ours that it does not have, the nearest first
   * @param behind it has some that we do not have
   */
  record Reading(Map<NodeId, Integer> told, List<Known> lacking, boolean behind) {}

  private final OwnAnnounce own;
  private final PeerTable peers;
  private final NeighborTable neighbors;
  private final RouteTable routes;

  RollBook(OwnAnnounce own, PeerTable peers, NeighborTable neighbors, RouteTable routes) {
    this.own = own;
    this.peers = peers;
    this.neighbors = neighbors;
    this.routes = routes;
  }

  /** Links between us and {@code id}, as far as one can be sure of them now. */
  int sureHops(NodeId id) {
    if (id.equals(own.id())) {
      return 0;
    }
    // The shortest, which may not be the cheapest: where hops are scarce, it is the one that will be taken.
    return routes.to(id).stream()
        .filter(way -> neighbors.best(way.via()).filter(contact -> !contact.gone()).isPresent())
        .mapToInt(RouteTable.Way::hops).filter(hops -> hops <= MeshLimits.MAX_HOPS).min().orElse(Roll.NO_WAY);
  }

  /** The part of it about {@code these}, for a roll that tells changes. */
  List<Roll.Entry> entries(Set<NodeId> these) {
    return known().stream().filter(each -> these.contains(each.id())).map(this::entry).toList();
  }

  /**
   * All of it, in as many rolls as it takes.
   *
   * @param most entries of one, 1..{@link Roll#MOST}
   */
  List<Roll> rolls(int most) {
    List<Known> all = known();
    all.sort(Comparator.comparingInt(Known::hint));
    List<Roll> rolls = new ArrayList<>();
    int first = 0;
    int begin = 0;
    do {
      int end = end(all, begin, most);
      int next = end;
      // More than a roll holds share a hint, which nobody but a forger of keys brings about: the rest is left out.
      while (next > begin && next < all.size() && all.get(next).hint() == all.get(next - 1).hint()) {
        next++;
      }
      int last = next == all.size() ? Roll.MOST_HINT : all.get(next).hint() - 1;
      rolls.add(Roll.whole(own.id().hint(), first, last,
          all.subList(begin, end).stream().map(this::entry).toList()));
      first = last + 1;
      begin = next;
    } while (begin < all.size());
    return rolls;
  }

  /** Where the roll that starts with {@code begin} ends: those that share a hint stay together if they can. */
  private static int end(List<Known> all, int begin, int most) {
    int full = Math.min(begin + most, all.size());
    int end = full;
    while (end < all.size() && end > begin && all.get(end).hint() == all.get(end - 1).hint()) {
      end--;
    }
    return end == begin ? full : end;
  }

  Reading read(Roll roll) {
    Map<Integer, List<Known>> byHint = new TreeMap<>();
    known().forEach(each -> byHint.computeIfAbsent(each.hint(), any -> new ArrayList<>(1)).add(each));
    Map<NodeId, Integer> told = new LinkedHashMap<>();
    Set<NodeId> there = new LinkedHashSet<>();
    boolean behind = false;
    for (Roll.Entry entry : roll.entries()) {
      List<Known> sharing = byHint.getOrDefault(entry.hint(), List.of());
      List<Known> meant = sharing.stream().filter(each -> entry.names(each.frame())).toList();
      behind |= meant.isEmpty() && !peers.gone(entry);
      meant.forEach(each -> there.add(each.id()));
      // A newer announce than ours, or an older, leaves the way to its node as it is.
      List<Known> about = meant.isEmpty() ? sharing : meant;
      if (about.size() == 1 && (!meant.isEmpty() || !told.containsKey(about.getFirst().id()))) {
        told.put(about.getFirst().id(), entry.hops());
      }
    }
    List<Known> lacking = new ArrayList<>();
    byHint.values().forEach(some -> some.stream()
        .filter(each -> roll.covers(each.hint()) && !there.contains(each.id())).forEach(lacking::add));
    lacking.sort(Comparator.comparingInt((Known each) -> sureHops(each.id())).thenComparing(Known::id));
    return new Reading(told, lacking, behind);
  }

  private Roll.Entry entry(Known each) {
    return Roll.Entry.of(each.frame(), sureHops(each.id()));
  }

  private List<Known> known() {
    List<Known> known = new ArrayList<>();
    own.said().ifPresent(frame -> known.add(new Known(own.id(), frame)));
    peers.all().forEach(peer -> known.add(new Known(peer.id(), peer.frame())));
    return known;
  }
}
