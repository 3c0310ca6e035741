package org.sheratan.core.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.radio.mesh.Peer;

/** SIMULATION: how long nodes on one LoRa channel take to know each other, all being switched on within two seconds. */
class FirstContactTest {
  private static final long LOOK_MS = 1_000;
  private static final long ANSWER_MS = 50;
  private static final long NEVER = Long.MAX_VALUE;

  /** When all knew all, and when all knew all names, in the order of length. */
  private record Times(List<Long> knownMs, List<Long> namedMs) {
    static long middle(List<Long> of) {
      return of.get(of.size() / 2);
    }

    static long longest(List<Long> of) {
      return of.getLast();
    }
  }

  /** What the nodes say when asked. */
  private static final class Look {
    private int known;
    private int named;

    private Look(Fleet fleet) {
      for (int node = 0; node < fleet.names().size(); node++) {
        fleet.ask(node, new Command.ListNodes(), answer -> count((Answer.Nodes) answer));
      }
      fleet.advance(fleet.nowMs() + ANSWER_MS);
    }

    private void count(Answer.Nodes nodes) {
      known += nodes.peers().size();
      named += (int) nodes.peers().stream().map(Peer::card).filter(card -> card.isPresent()).count();
    }
  }

  private static Times measure(int nodes, int seeds, boolean names) {
    Times times = new Times(new ArrayList<>(), new ArrayList<>());
    long transmissions = 0;
    for (long seed = 1; seed <= seeds; seed++) {
      Fleet fleet = Fleet
          .live(FleetPlan.calmRadio(nodes, seed, FleetPlan.Shape.MESH, FleetPlan.MediumKind.SX1276));
      int pairs = nodes * (nodes - 1);
      long knownMs = NEVER;
      long namedMs = NEVER;
      while (fleet.nowMs() < 600_000 && (names ? namedMs : knownMs) == NEVER) {
        fleet.advance(fleet.nowMs() + LOOK_MS);
        Look look = new Look(fleet);
        knownMs = look.known == pairs ? Math.min(knownMs, fleet.nowMs()) : knownMs;
        namedMs = look.named == pairs ? fleet.nowMs() : namedMs;
      }
      times.knownMs.add(knownMs);
      times.namedMs.add(namedMs);
      transmissions += fleet.report().transmissions();
    }
    times.knownMs.sort(null);
    times.namedMs.sort(null);
    System.err.println("SIMULATION first contact, " + nodes + " nodes, seeds 1.." + seeds + ": known after "
        + Times.middle(times.knownMs) + " ms (longest " + Times.longest(times.knownMs) + "), "
        + (names
            ? "named after " + Times.middle(times.namedMs) + " (longest " + Times.longest(times.namedMs)
                + "), "
            : "")
        + transmissions / seeds + " transmissions");
    return times;
  }

  private static void check(int nodes, int seeds, boolean names, long middleMs, long longestMs,
      long namedMs) {
    Times times = measure(nodes, seeds, names);
    assertTrue(Times.middle(times.knownMs) <= middleMs, () -> "seeds 1.." + seeds + ": " + times.knownMs);
    assertTrue(Times.longest(times.knownMs) <= longestMs, () -> "seeds 1.." + seeds + ": " + times.knownMs);
    assertTrue(!names || Times.middle(times.namedMs) <= namedMs,
        () -> "seeds 1.." + seeds + ": " + times.namedMs);
  }

  @Test
  void canKnowEachOtherWithinSeconds() {
    check(2, 40, true, 6_000, 20_000, 25_000);
    check(5, 20, true, 10_000, 40_000, 90_000);
  }

  @Test
  void canKnowEachOtherInACrowd() {
    check(20, 3, false, 200_000, 400_000, NEVER);
  }

  @Test
  @Tag("campaign")
  void canKnowEachOtherFromAHundredSeeds() {
    check(2, 100, true, 6_000, 30_000, 25_000);
    check(5, 100, true, 10_000, 60_000, 90_000);
    check(20, 100, false, 200_000, 500_000, NEVER);
  }
}
