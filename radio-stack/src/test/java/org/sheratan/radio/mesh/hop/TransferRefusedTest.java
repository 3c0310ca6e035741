package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.TestNode;
import org.sheratan.radio.mesh.engine.World;

/**
 * Found by reading: a relay that did not take a large message told nobody, and was sent all of it again and again until
 * its lifetime was over, other ways or not.
 */
class TransferRefusedTest {
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final int MESSAGE_BYTES = 10_000;

  /** One message from the first to the last, and what it costs the first. */
  private static final class Run {
    private final World world;
    private final List<TestNode> nodes;
    private final TestNode from;
    private final TestNode to;
    private final int pieceBytes;
    private final int pieces;
    private final String why;
    private long ticket;
    private int sent;

    private Run(long seed, LinkProfile profile, List<String> names, String... joined) {
      why = "seed " + seed + " over " + profile.name();
      world = NoRoomTest.square(seed, profile, joined);
      nodes = world.addAll(names.toArray(new String[0]));
      from = nodes.getFirst();
      to = nodes.getLast();
      pieceBytes = profile.mtuBytes() * 3 / 4;
      pieces = 1 + MESSAGE_BYTES / (profile.mtuBytes() - 25);
      assertTrue(world.runUntil(HOUR_MS, world::everyoneKnowsEveryone), why);
      long first = from.send(to, Bytes.utf8("before"), 30 * MINUTE_MS);
      assertTrue(world.runUntil(30 * MINUTE_MS, () -> from.delivered(first)), why);
      from.watcher = frame -> sent += frame.frame().length() >= pieceBytes ? 1 : 0;
    }

    private TestNode relay() {
      NodeId via = from.rooms().ways.nextHop(to.id()).orElseThrow();
      return nodes.stream().filter(node -> node.id().equals(via)).findFirst().orElseThrow();
    }

    private void send() {
      ticket = from.send(to, world.random(MESSAGE_BYTES), 12 * HOUR_MS);
    }

    private boolean arrives(long withinMs) {
      return world.runUntil(withinMs, () -> from.delivered(ticket));
    }

    private Run block(TestNode relay) {
      relay.mesh.poll(Now.monotonic(world.nowMs()));
      assertTrue(relay.mesh.trust(to.id(), Trust.BLOCKED));
      return this;
    }
  }

  private static Run square(long seed, LinkProfile profile) {
    return new Run(seed, profile, List.of("a", "r", "s", "d"), "a-r", "a-s", "r-d", "s-d");
  }

  private static Run line(long seed, LinkProfile profile) {
    return new Run(seed, profile, List.of("a", "r", "d"), "a-r", "r-d");
  }

  @Test
  void shouldTakeAnotherWayWhenTheRelayHasNoRoom() {
    for (LinkProfile profile : List.of(Fixtures.UDP, Fixtures.RADIO)) {
      Run run = square(1, profile);
      NoRoomTest.fill(run.world, run.relay(), 12 * HOUR_MS);
      run.send();
      assertTrue(run.arrives(10 * MINUTE_MS), run.why);
      assertTrue(run.sent <= 2 * run.pieces + 4, run.why + ": " + run.sent + " of " + run.pieces);
    }
  }

  @Test
  void shouldTakeAnotherWayWhenTheRelayKnowsNone() {
    for (LinkProfile profile : List.of(Fixtures.UDP, Fixtures.RADIO)) {
      Run run = square(2, profile);
      run.block(run.relay()).send();
      assertTrue(run.arrives(10 * MINUTE_MS), run.why);
      assertTrue(run.sent <= 2 * run.pieces + 4, run.why + ": " + run.sent + " of " + run.pieces);
    }
  }

  @Test
  void shouldAskAgainWithOnePieceUntilTheOnlyRelayHasRoom() {
    for (LinkProfile profile : List.of(Fixtures.UDP, Fixtures.RADIO)) {
      Run run = line(3, profile);
      NoRoomTest.fill(run.world, run.relay(), HOUR_MS);
      run.send();
      run.world.run(50 * MINUTE_MS);
      assertTrue(run.sent >= run.pieces + 5 && run.sent <= run.pieces + 30,
          run.why + ": " + run.sent + " of " + run.pieces);
      assertTrue(run.arrives(20 * MINUTE_MS), run.why);
      assertTrue(run.sent <= 2 * run.pieces + 40, run.why + ": " + run.sent + " of " + run.pieces);
      assertEquals(1, run.to.events.stream()
          .filter(event -> event instanceof org.sheratan.radio.mesh.MeshEvent.MessageArrived arrived
              && arrived.message().length() == MESSAGE_BYTES)
          .count(), run.why);
    }
  }

  @Test
  void shouldNotBeSentRoundAndRoundByTwoThatRefuse() {
    for (LinkProfile profile : List.of(Fixtures.UDP, Fixtures.RADIO)) {
      Run run = square(4, profile);
      run.block(run.nodes.get(1)).block(run.nodes.get(2)).send();
      run.world.run(2 * HOUR_MS);
      assertTrue(run.sent <= 2 * run.pieces + 120, run.why + ": " + run.sent + " of " + run.pieces);
    }
  }

  @Test
  void shouldLetShorterOnesPassWhileOneIsRefused() {
    Run run = line(5, Fixtures.RADIO);
    TestNode relay = run.relay();
    run.block(relay).send();
    run.world.run(10 * MINUTE_MS);
    long other = run.from.send(relay, run.world.random(1_000), HOUR_MS);
    assertTrue(run.world.runUntil(MINUTE_MS, () -> run.from.delivered(other)), run.why);
  }
}
