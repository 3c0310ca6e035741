package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.ether.Topology;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Neighbor;
import org.sheratan.radio.mesh.hop.ControlItem;
import org.sheratan.radio.mesh.session.Seals;
import org.sheratan.radio.secure.AnnounceSeal;
import org.sheratan.radio.secure.Identity;

/** A member in range that misbehaves: bounded, counted, penalised, and seen among the neighbors. */
class HostileNeighborTest {
  private static final long MINUTE_MS = 60_000;
  private static final int INVENTED = 1_000;

  private static Neighbor seen(TestNode at, TestNode whom) {
    return at.mesh.neighbors().stream().filter(neighbor -> neighbor.id().equals(whom.id())).findFirst()
        .orElseThrow();
  }

  private static void assertTalking(World world, TestNode from, TestNode to, String why) {
    long ticket = from.send(to, Bytes.utf8("undisturbed"), 30 * MINUTE_MS);
    assertTrue(world.runUntil(30 * MINUTE_MS, () -> from.delivered(ticket)), why);
  }

  @Test
  void neverLetsANeighborFillTheMeshWithInventedIdentities() {
    for (LinkProfile profile : List.of(Fixtures.UDP, Fixtures.RADIO)) {
      World world = new World(31, EtherFaults.NONE, profile);
      List<TestNode> nodes = world.line("hostile", "v", "b", "c");
      assertTrue(world.runUntil(120 * MINUTE_MS, world::everyoneKnowsEveryone), profile.name());
      TestNode hostile = nodes.get(0);
      TestNode victim = nodes.get(1);
      AnnounceSeal seal = new AnnounceSeal(world.network);
      Entropy entropy = new SeededEntropy(3);
      List<Identity> invented = IntStream.range(0, INVENTED)
          .mapToObj(number -> Identity.generate(Fixtures.keys(entropy))).toList();
      long relayedBefore = victim.mesh.counters().announcesRelayed();
      for (int round = 0; round < 3; round++) {
        int sequence = round;
        for (Identity each : invented) {
          Announce announce = new Announce(each.id(), 1, sequence, new CapabilityFilter(0), 0,
              Announce.NO_CARD);
          AnnounceFrame original = AnnounceFrame.decode(seal.seal(each, announce, 6));
          hostile.link.send(LinkEndpoint.EVERYONE, seal.relayed(original, hostile.id()));
        }
        world.run(MINUTE_MS);
      }
      String why = profile.name() + ", seed 31";
      assertTrue(seen(victim, hostile).throttledUntilMs() > world.nowMs(), why + ": it is seen what follows");
      int taken = victim.mesh.peers().size() - 3;
      assertTrue(taken <= MeshLimits.NEWCOMERS_AT_ONCE + 3 * 60, why + ": " + taken + " of 1,000 are known");
      assertTrue(seen(victim, hostile).refused() >= 2 * (INVENTED - taken), why + ": it is seen who did it");
      long relayed = victim.mesh.counters().announcesRelayed() - relayedBefore;
      assertTrue(relayed <= 3L * 3 * taken + 100, why + ": " + relayed + " passed on");
      assertTrue(victim.mesh.peers().containsAll(
          nodes.subList(2, 4).stream().map(node -> victim.mesh.peer(node.id()).orElseThrow()).toList()), why);
      assertTalking(world, victim, nodes.get(3), why);
    }
  }

  @Test
  void neverHoldsMoreForAFloodingNeighborThanItsShare() {
    World world = new World(32, EtherFaults.NONE);
    world.ether.topology(Topology.line(List.of("flood", "v", "gone")).join("v", "b").join("v", "c"));
    List<TestNode> nodes = world.addAll("flood", "v", "gone", "b", "c");
    assertTrue(world.runUntil(20 * MINUTE_MS, world::everyoneKnowsEveryone));
    TestNode flooding = nodes.get(0);
    TestNode victim = nodes.get(1);
    world.crash(nodes.get(2));
    for (int number = 0; number < 600; number++) {
      flooding.send(nodes.get(2), world.random(600), 20 * MINUTE_MS);
    }
    world.run(2 * MINUTE_MS);
    assertTrue(victim.mesh.counters().custody() <= MeshLimits.CUSTODY_PER_NEIGHBOR,
        "held: " + victim.mesh.counters().custody());
    assertTrue(seen(victim, flooding).refused() > 100, "refused: " + seen(victim, flooding).refused());
    assertTalking(world, nodes.get(3), nodes.get(4), "what others send still passes");
  }

  @Test
  void neverLetsPollutedFragmentsStopTheOthers() {
    World world = new World(33, EtherFaults.NONE);
    List<TestNode> nodes = world.addAll("polluter", "v", "b");
    world.converged();
    TestNode polluter = nodes.get(0);
    TestNode victim = nodes.get(1);
    FrameHead head = new FrameHead(FrameType.CONTROL, Priority.NORMAL, 0);
    for (int number = 0; number < 500; number++) {
      // One transfer after the other, and every second piece contradicts the first of its own.
      Fragment piece = new Fragment(number / 2, 0, number % 2 == 1, false, 64, 0,
          Fixtures.bytes(new SeededEntropy(number), number % 2 == 0 ? 900 : 700));
      polluter.mesh.rooms.seals.hop(victim.id(), head, Seals.NO_LIFETIME,
          ControlItem.encode(List.of(new ControlItem.Piece(piece))))
          .ifPresent(sealed -> world.ether.inject("polluter", "v", sealed.content()));
      world.run(10);
    }
    assertEquals(250L, victim.mesh.counters().chargedToNeighbor().get(polluter.id().toHex()));
    long ticket = nodes.get(2).send(victim, world.random(30_000), 10 * MINUTE_MS);
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> nodes.get(2).delivered(ticket)));
    long own = polluter.send(victim, world.random(30_000), 10 * MINUTE_MS);
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> polluter.delivered(own)),
        "its own too, within its bound");
  }

  /** A relay claims to stand next to the destination, takes what it is handed, and drops it. */
  @Test
  void canGoRoundANeighborThatClaimsARouteItDoesNotServe() {
    World world = new World(34, EtherFaults.NONE);
    world.ether.topology(Topology.line(List.of("a", "b", "c", "d", "e")).join("a", "liar"));
    List<TestNode> nodes = world.addAll("a", "b", "c", "d", "e", "liar");
    assertTrue(world.runUntil(60 * MINUTE_MS, world::everyoneKnowsEveryone));
    TestNode a = nodes.getFirst();
    TestNode e = nodes.get(4);
    TestNode liar = nodes.get(5);
    lie(world, e, liar);
    assertEquals(liar.id(), a.mesh.peer(e.id()).orElseThrow().via(), "it is believed");
    long ticket = a.send(e, Bytes.utf8("anyone?"), 30 * MINUTE_MS);
    assertTrue(world.runUntil(30 * MINUTE_MS, () -> a.delivered(ticket)), "seed 34");
    assertEquals(List.of(Bytes.utf8("anyone?")), e.messages());
    assertTrue(seen(a, liar).lost() >= MeshLimits.LOST_BEFORE_DOUBT, "it is seen who lost it");
    assertEquals(1, seen(a, liar).passedBy(), "and that it is passed by");
    lie(world, e, liar);
    long again = a.send(e, Bytes.utf8("again"), MINUTE_MS);
    assertTrue(world.runUntil(MINUTE_MS, () -> a.delivered(again)), "it is not asked again soon");
  }

  /** The liar hands on the newest announce of {@code of} as if it had heard it directly, and acknowledges anything. */
  private static void lie(World world, TestNode of, TestNode liar) {
    of.mesh.poll(Now.monotonic(world.nowMs()));
    of.mesh.load(of.mesh.rooms.own.sequence() % 2 == 0 ? 80 : 10);
    AnnounceFrame newest = AnnounceFrame.decode(of.mesh.rooms.own.frame(world.nowMs()));
    world.ether.inject("liar", "a", new AnnounceSeal(world.network).relayed(newest, liar.id()));
    NodeId nobody = Fixtures.id(77);
    liar.mesh.rooms.neighbors.heard(nobody, liar.link, new LinkEndpoint("nowhere"), true, world.nowMs());
    liar.mesh.rooms.ways.routes().forget(of.id());
    liar.mesh.rooms.ways.routes().learn(of.id(), nobody, 1, Long.MAX_VALUE / 2, world.nowMs());
    world.run(1_000);
  }
}
