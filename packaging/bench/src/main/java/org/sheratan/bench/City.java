package org.sheratan.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import org.sheratan.kernel.Check;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.ether.Sensitivity;

/**
 * Nodes thrown on a square at random, so that all are connected and the median of the shortest ways is as asked for;
 * who writes to whom, and when.
 */
final class City {
  static final LoraModulation SF8 = new LoraModulation(8, 125_000, 5, 8);
  static final PathLoss GROUND = PathLoss.BUILT_UP;
  /** Neither mesh relays further. */
  private static final int MOST_HOPS = 7;
  private static final int CORRESPONDENTS = 3;
  private static final int ATTEMPTS = 20_000;
  private static final double WIDEST_RANGES = 6;
  private static final double NARROWEST_RANGES = 3;

  /** @param atMs after the beginning of the traffic */
  record Message(long atMs, int from, int to) {}

  private final SeededEntropy entropy;
  private final List<Position> positions = new ArrayList<>();
  private final List<List<Integer>> correspondents = new ArrayList<>();
  private int[][] hops = {};

  City(long seed, int nodes, int medianHops) {
    this.entropy = new SeededEntropy(seed).fork("city");
    double rangeMeters = GROUND.metersAt(AirMesh.POWER_DBM - Sensitivity.dbm(SF8));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double side = WIDEST_RANGES - (WIDEST_RANGES - NARROWEST_RANGES) * attempt / ATTEMPTS;
      place(nodes, side * rangeMeters, rangeMeters);
      if (median() == medianHops) {
        choosePartners();
        return;
      }
    }
    throw new IllegalStateException("no such city in " + ATTEMPTS + " attempts");
  }

  Position position(int node) {
    return positions.get(node);
  }

  int nodes() {
    return positions.size();
  }

  /** Poisson arrivals, every sender equally likely, each to one of its few partners. */
  List<Message> traffic(double perHour, long forMs) {
    List<Message> messages = new ArrayList<>();
    double atMs = 0;
    while (true) {
      atMs += -Math.log(1 - entropy.nextDouble()) * 3_600_000 / perHour;
      if (atMs >= forMs) {
        return messages;
      }
      int from = entropy.nextInt(nodes());
      List<Integer> partners = correspondents.get(from);
      messages.add(new Message((long) atMs, from, partners.get(entropy.nextInt(partners.size()))));
    }
  }

  private void place(int nodes, double sideMeters, double rangeMeters) {
    positions.clear();
    for (int node = 0; node < nodes; node++) {
      positions.add(new Position(entropy.nextDouble() * sideMeters, entropy.nextDouble() * sideMeters));
    }
    hops = new int[nodes][nodes];
    for (int from = 0; from < nodes; from++) {
      Arrays.fill(hops[from], Integer.MAX_VALUE);
      hops[from][from] = 0;
      Deque<Integer> open = new ArrayDeque<>(List.of(from));
      while (!open.isEmpty()) {
        int at = open.poll();
        for (int to = 0; to < nodes; to++) {
          if (hops[from][to] == Integer.MAX_VALUE
              && positions.get(at).metersTo(positions.get(to)) <= rangeMeters) {
            hops[from][to] = hops[from][at] + 1;
            open.add(to);
          }
        }
      }
    }
  }

  /** Of all pairs; 0 when some are not connected. */
  private int median() {
    int[] all = Arrays.stream(hops).flatMapToInt(Arrays::stream).filter(count -> count > 0).sorted()
        .toArray();
    return all[all.length - 1] == Integer.MAX_VALUE ? 0 : all[all.length / 2];
  }

  private void choosePartners() {
    for (int node = 0; node < nodes(); node++) {
      List<Integer> partners = new ArrayList<>();
      for (int tries = 0; partners.size() < CORRESPONDENTS; tries++) {
        Check.that(tries < ATTEMPTS, "everyone has somebody within reach");
        int other = entropy.nextInt(nodes());
        if (other != node && hops[node][other] <= MOST_HOPS && !partners.contains(other)) {
          partners.add(other);
        }
      }
      correspondents.add(partners);
    }
  }
}
