package org.sheratan.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.message.Draft;
import org.sheratan.core.message.Message;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;

/** SIMULATION: words between people over emulated LoRa boards, when airtime is short and when somebody is away. */
class RadioWordsTest {
  private static final long ANSWER_MS = 50;
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;

  /** A fleet to write in. */
  private static final class Village {
    private final long seed;
    private final Fleet fleet;

    private Village(int nodes, long seed, FleetPlan.Shape shape) {
      this.seed = seed;
      fleet = Fleet.live(FleetPlan.calmRadio(nodes, seed, shape, FleetPlan.MediumKind.SX1276));
      fleet.advance(10 * MINUTE_MS);
      assertTrue(fleet.report().convergedMs() >= 0, "seed " + seed);
    }

    private <A extends Answer> A ask(int node, Command command, Class<A> type) {
      List<Answer> answers = new ArrayList<>();
      assertTrue(fleet.ask(node, command, answers::add));
      fleet.advance(fleet.nowMs() + ANSWER_MS);
      return assertInstanceOf(type, answers.getFirst(), "seed " + seed);
    }

    private NodeId idOf(int node) {
      return ask(node, new Command.Status(), Answer.StatusReport.class).self();
    }

    private MessageId write(int from, NodeId to, String text, Priority priority, long lifetimeMs) {
      Draft draft = new Draft(new Recipient.Node(to), text, priority, lifetimeMs, Optional.empty());
      return ask(from, new Command.SendMessage(draft), Answer.MessageAccepted.class).message().id();
    }

    private Message show(int node, MessageId id) {
      return ask(node, new Command.ShowMessage(id), Answer.OneMessage.class).message();
    }

    private long awaitDelivery(int node, MessageId id, long atMostMs) {
      long beginMs = fleet.nowMs();
      while (show(node, id).state() != MessageState.DELIVERED) {
        assertTrue(fleet.nowMs() - beginMs < atMostMs, "seed " + seed + ": " + show(node, id));
        fleet.advance(fleet.nowMs() + 500);
      }
      return fleet.nowMs() - beginMs;
    }
  }

  /** That it passes a used up share of airtime too, AirGateSimulationTest shows. */
  @Test
  void canSendAnEmergencyPastALongBacklog() {
    for (long seed = 1; seed <= 3; seed++) {
      Village village = new Village(5, seed, FleetPlan.Shape.MESH);
      NodeId there = village.idOf(3);
      for (int message = 0; message < 120; message++) {
        village.write(0, there, "la ".repeat(message % 4 == 0 ? 10 : 130), Priority.NORMAL, 3 * HOUR_MS);
      }
      village.fleet.advance(village.fleet.nowMs() + MINUTE_MS);
      MessageId emergency = village.write(0, there, "come at once", Priority.EMERGENCY, HOUR_MS);
      long tookMs = village.awaitDelivery(0, emergency, 2 * MINUTE_MS);
      System.err.println("SIMULATION emergency among five nodes, 120 messages before it, seed " + seed
          + ": delivered after " + tookMs + " ms");
      village.fleet.advance(village.fleet.nowMs() + HOUR_MS);
      village.fleet.auditAir();
    }
  }

  @Test
  void canKeepWordsForSomebodyWhoIsAway() {
    long seed = 1;
    Village village = new Village(3, seed, FleetPlan.Shape.LINE);
    NodeId away = village.idOf(2);
    long first = village.awaitDelivery(0, village.write(0, away, "hello", Priority.NORMAL, HOUR_MS), HOUR_MS);
    assertTrue(village.fleet.powerOff(2));
    MessageId kept = village.write(0, away, "when you are back", Priority.NORMAL, 6 * HOUR_MS);
    MessageId expires = village.write(0, away, "only within the hour", Priority.NORMAL, HOUR_MS);
    long before = village.fleet.report().transmissions();
    village.fleet.advance(village.fleet.nowMs() + 2 * HOUR_MS);
    long spent = village.fleet.report().transmissions() - before;
    assertEquals(MessageState.EXPIRED, village.show(0, expires).state(), "its author's node says so");
    assertTrue(!village.show(0, kept).state().ended(), "seed " + seed);
    village.fleet.powerOn(2);
    long tookMs = village.awaitDelivery(0, kept, HOUR_MS);
    System.err
        .println("SIMULATION two hops, away for two hours, seed " + seed + ": " + first + " ms while there, "
            + tookMs + " ms after the return, " + spent + " transmissions meanwhile");
    village.fleet.auditAir();
  }
}
