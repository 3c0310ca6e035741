package org.sheratan.radio.ether;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who hears whom (directed), and which islands a partition has made. */
public final class Topology {
  private final boolean meshed;
  private final Map<String, Set<String>> hearers = new TreeMap<>();
  private final Map<String, Set<String>> severed = new TreeMap<>();
  private Map<String, Integer> islands = new TreeMap<>();

  private Topology(boolean meshed) {
    this.meshed = meshed;
  }

  /** Everyone hears everyone, stations attached later included. */
  public static Topology full() {
    return new Topology(true);
  }

  /** Nobody hears anybody until {@link #join}ed. */
  public static Topology empty() {
    return new Topology(false);
  }

  /** Each station hears the one before and the one after it. */
  public static Topology line(List<String> stations) {
    Topology topology = empty();
    for (int index = 1; index < stations.size(); index++) {
      topology.join(stations.get(index - 1), stations.get(index));
    }
    return topology;
  }

  /** A line whose ends hear each other. */
  public static Topology ring(List<String> stations) {
    return line(stations).join(stations.getFirst(), stations.getLast());
  }

  /** Both hear each other from now on. */
  public Topology join(String one, String other) {
    return connect(one, other).connect(other, one);
  }

  /** {@code to} hears {@code from} from now on. */
  public Topology connect(String from, String to) {
    hearers.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
    severed.computeIfAbsent(from, name -> new TreeSet<>()).remove(to);
    return this;
  }

  /** {@code to} no longer hears {@code from}. */
  public Topology sever(String from, String to) {
    hearers.computeIfAbsent(from, name -> new TreeSet<>()).remove(to);
    severed.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
    return this;
  }

  /** Cuts the medium into islands; stations in none of them share one more. Replaces an earlier partition. */
  public void partition(List<? extends Set<String>> cut) {
    Map<String, Integer> next = new TreeMap<>();
    for (int island = 0; island < cut.size(); island++) {
      for (String station : cut.get(island)) {
        next.put(station, island);
      }
    }
    islands = next;
  }

  /** Ends the partition; severed directions stay severed. */
  public void heal() {
    islands = new TreeMap<>();
  }

  public boolean hears(String from, String to) {
    if (from.equals(to) || !islands.getOrDefault(from, -1).equals(islands.getOrDefault(to, -1))) {
      return false;
    }
    if (meshed) {
      return !severed.getOrDefault(from, Collections.emptySet()).contains(to);
    }
    return hearers.getOrDefault(from, Collections.emptySet()).contains(to);
  }
}
