package org.sheratan.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.Airwaves;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.ether.Sensitivity;
import org.sheratan.radio.ether.Tuning;
import org.sheratan.radio.link.lora.RadioSettings;

/**
 * Our simulation of managed flooding beside Meshtasticator's, the simulator of Meshtastic's own authors, in the setting
 * whose outcome they publish: tests/test_full_discrete_sim.py in github.com/meshtastic/Meshtasticator at 838e550, ten
 * nodes by lib/config.py. LONG_FAST, 15 km x 15 km, each node within reach of an earlier one, suburban 3GPP path loss
 * with antennas at 1 m, 30 dBm, 2 dB of difference between links, 40 bytes to everyone by everyone every 100 s on
 * average for half an hour, three hops.
 *
 * <p>Theirs is one town, in which 51 % of the pairs hear each other at the start and four nodes move; ours is the mean
 * of many, with as many pairs, in which nobody moves; our receivers follow the preamble by our own rules of capture.
 */
class PublishedFloodTest {
  private static final double REACH = 0.8506;
  /** Receptions that bring something new. */
  private static final double USEFULNESS = 0.5024;
  private static final double TRANSMISSIONS_PER_MESSAGE = 875 / 180.0;
  private static final double REACH_TOLERANCE = 0.05;
  private static final double USEFULNESS_TOLERANCE = 0.1;
  private static final double TRANSMISSIONS_TOLERANCE = 0.15;

  private static final int NODES = 10;
  private static final int TOWNS = 20;
  private static final double SIDE_METERS = 15_000;
  private static final double PERIOD_MS = 100_000;
  private static final long TRAFFIC_MS = 30 * 60_000;
  private static final double POWER_DBM = 30;
  private static final double LEAST_LINKED = 0.47;
  private static final double MOST_LINKED = 0.55;
  private static final LoraModulation LONG_FAST = new LoraModulation(11, 250_000, 5, 16);
  /** At 908.75 MHz: 45.5 + (35.46 - 1.1 h) log10(f in MHz) + 0.7 h at 1 km, and 44.9 dB a decade. */
  private static final PathLoss SUBURB = new PathLoss(147.85, 1_000, 4.49, 0);

  private record Outcome(int messages, int reached, long transmissions, long receptions) {}

  @Test
  void canReproduceWhatTheOthersSimulatorPublishes() {
    int messages = 0;
    int reached = 0;
    long transmissions = 0;
    long receptions = 0;
    for (long seed = 1; seed <= TOWNS; seed++) {
      Outcome outcome = run(new SeededEntropy(seed));
      messages += outcome.messages();
      reached += outcome.reached();
      transmissions += outcome.transmissions();
      receptions += outcome.receptions();
    }
    String seen = String.format(
        "reach %.3f useful %.3f transmissions %.2f a message, %d messages, seeds 1 to %d",
        reached / (double) (messages * (NODES - 1)), reached / (double) receptions,
        transmissions / (double) messages, messages, TOWNS);
    System.out.println("PublishedFloodTest: " + seen);
    assertEquals(REACH, reached / (double) (messages * (NODES - 1)), REACH_TOLERANCE, seen);
    assertEquals(USEFULNESS, reached / (double) receptions, USEFULNESS_TOLERANCE, seen);
    assertEquals(1, transmissions / (double) messages / TRANSMISSIONS_PER_MESSAGE, TRANSMISSIONS_TOLERANCE,
        seen);
  }

  private static Outcome run(SeededEntropy entropy) {
    List<Position> town = town(entropy.fork("town"));
    Airwaves air = new Airwaves(entropy.fork("air"), SUBURB.shadowed(2));
    Tuning tuning = new Tuning(908_750_000, LONG_FAST, RadioSettings.SYNC_WORD, false);
    Set<List<Integer>> reached = new HashSet<>();
    List<FloodNode> nodes = new ArrayList<>();
    for (int number = 0; number < NODES; number++) {
      int self = number;
      FloodNode node = new FloodNode(FloodRules.SIMULATOR_2_1, number,
          air.attach("n" + number, "board " + number, town.get(number)), POWER_DBM, tuning,
          entropy.fork("node " + number), packet -> reached.add(List.of(self, packet.number())));
      nodes.add(node);
      node.start();
    }
    SeededEntropy chance = entropy.fork("traffic");
    int messages = 0;
    for (double atMs = next(chance); atMs < TRAFFIC_MS; atMs += next(chance)) {
      air.advance((long) (atMs * 1_000));
      nodes.get(chance.nextInt(NODES)).broadcast(messages++);
    }
    air.advance((TRAFFIC_MS + 60_000) * 1_000);
    return new Outcome(messages, reached.size(), air.counters().transmissions(), air.counters().intact());
  }

  /** Until anyone of them sends. */
  private static double next(SeededEntropy chance) {
    return -Math.log(1 - chance.nextDouble()) * PERIOD_MS / NODES;
  }

  /** Thrown as theirs, again and again until as many pairs are linked. */
  private static List<Position> town(SeededEntropy chance) {
    double rangeMeters = SUBURB.metersAt(POWER_DBM - Sensitivity.dbm(LONG_FAST));
    while (true) {
      List<Position> town = new ArrayList<>();
      while (town.size() < NODES) {
        Position next = new Position(chance.nextDouble() * SIDE_METERS, chance.nextDouble() * SIDE_METERS);
        if (town.isEmpty() || town.stream().anyMatch(other -> other.metersTo(next) <= rangeMeters)) {
          town.add(next);
        }
      }
      double linked = town.stream().mapToLong(
          one -> town.stream().filter(other -> other != one && other.metersTo(one) <= rangeMeters).count())
          .sum() / (double) (NODES * (NODES - 1));
      if (linked >= LEAST_LINKED && linked <= MOST_LINKED) {
        return town;
      }
    }
  }
}
