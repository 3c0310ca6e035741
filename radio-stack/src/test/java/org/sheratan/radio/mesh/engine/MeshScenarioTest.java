package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.ether.Topology;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.mesh.Trust;

/** Ordinary use in less ordinary surroundings. */
class MeshScenarioTest {
  private static final long MINUTE_MS = 60_000;
  private static final LinkProfile SMALL = new LinkProfile("radio", 255, 100, 250_000, true, false);

  @Test
  void canHaveEachOthersCardsTwoSecondsAfterTheStart() {
    long slowestMs = 0;
    for (long seed = 1; seed <= 50; seed++) {
      World world = new World(seed, EtherFaults.NONE);
      world.addAll("a", "b", "c");
      assertTrue(world.runUntil(2_000, world::everyoneKnowsEveryone), "seed " + seed);
      slowestMs = Math.max(slowestMs, world.nowMs());
    }
    System.out
        .println("MeshScenarioTest: 50 seeds, three nodes have all cards after at most " + slowestMs + " ms");
  }

  /** It did not: frames nobody acknowledges, cards above all, went to the old endpoint until that was forgotten. */
  @Test
  void canMeetANodeAgainThatWasBlockedAndRestartedElsewhere() {
    for (long seed = 1; seed <= 50; seed++) {
      World world = new World(seed, EtherFaults.NONE);
      TestNode a = world.add("a");
      TestNode b = world.add("b");
      assertTrue(world.runUntil(10_000, () -> a.knowsCardOf(b)));
      a.mesh.trust(b.id(), Trust.BLOCKED);
      world.run(seed * 7 % 300);
      world.crash(a);
      world.restartAt(a, "elsewhere");
      world.run(seed * 37 % 1_500);
      a.mesh.trust(b.id(), Trust.FIRST_USE);
      assertTrue(world.runUntil(8_000, world::everyoneKnowsEveryone), "seed " + seed);
    }
  }

  @Test
  void shouldReachSevenHopsAndNoFurther() {
    String[] names = IntStream.range(0, 9).mapToObj(number -> "n" + number).toArray(String[]::new);
    World world = new World(1, EtherFaults.NONE);
    List<TestNode> line = world.line(names);
    TestNode first = line.getFirst();
    assertTrue(world.runUntil(20 * MINUTE_MS, () -> first.knowsCardOf(line.get(7))));
    assertEquals(7, first.mesh.peer(line.get(7).id()).orElseThrow().hops());
    assertTrue(first.mesh.peer(line.get(8).id()).isEmpty());
    long ticket = first.send(line.get(7), Bytes.utf8("far"), MINUTE_MS);
    assertTrue(world.runUntil(MINUTE_MS, () -> first.delivered(ticket)));
  }

  @Test
  void shouldLetTheAnswerBeTheAcknowledgementOverSeveralHops() {
    World world = new World(2, EtherFaults.NONE);
    List<TestNode> line = world.line("a", "b", "c");
    world.converged();
    world.run(10 * MINUTE_MS);
    TestNode a = line.getFirst();
    TestNode c = line.getLast();
    c.application = (node, message) -> node.mesh.send(message.from(), Bytes.copyOf(new byte[40]),
        Priority.NORMAL,
        MINUTE_MS, message.arrival());
    List<Integer> sealed = new ArrayList<>();
    world.ether.tap((atMs, from, to, frame) -> {
      if (frame.at(0) >> 5 != 0) {
        sealed.add(frame.length());
      }
    });
    long ticket = a.send(c, Bytes.copyOf(new byte[40]), MINUTE_MS);
    a.application = (node, message) -> node.mesh.confirmed(ticket, message.arrival());
    world.run(10 * MINUTE_MS);
    assertEquals(1, a.messages().size());
    assertEquals(4, sealed.stream().filter(length -> length == 68).count(), sealed::toString);
    assertEquals(4, sealed.stream().filter(length -> length == 18).count(), sealed::toString);
    assertEquals(8, sealed.size(), sealed::toString);
  }

  @Test
  void shouldCarryTheLargestMessageOverASmallMtu() {
    World world = new World(3, new EtherFaults(0.1, 0.05, 0.1, 0.01, 5, 50), SMALL);
    List<TestNode> nodes = world.addAll("a", "b");
    assertTrue(world.runUntil(60 * MINUTE_MS, world::everyoneKnowsEveryone));
    Bytes large = world.random(Mesh.MAX_MESSAGE_BYTES);
    TestNode a = nodes.getFirst();
    long ticket = a.send(nodes.get(1), large, 60 * MINUTE_MS);
    assertTrue(world.runUntil(60 * MINUTE_MS, () -> a.delivered(ticket)));
    assertEquals(List.of(large), nodes.get(1).messages());
  }

  @Test
  void shouldMeetByGreetingWhereNoBroadcastReaches() {
    World world = new World(4, EtherFaults.NONE);
    List<TestNode> nodes = world.addAll("a", "b", "c");
    nodes.forEach(node -> node.broadcasts = false);
    nodes.get(0).mesh.greet(nodes.get(0).link, new LinkEndpoint("b"));
    nodes.get(2).mesh.greet(nodes.get(2).link, new LinkEndpoint("b"));
    world.converged();
    TestNode a = nodes.getFirst();
    assertEquals(2, a.mesh.peer(nodes.get(2).id()).orElseThrow().hops());
    world.run(30 * MINUTE_MS);
    assertTrue(a.events.stream().noneMatch(MeshEvent.PeerLost.class::isInstance), "and stay in touch");
    long ticket = a.send(nodes.get(2), Bytes.utf8("via b"), MINUTE_MS);
    assertTrue(world.runUntil(MINUTE_MS, () -> a.delivered(ticket)));
  }

  @Test
  void shouldStopAndGoOnWithTheLink() {
    World world = World.pair(5);
    TestNode a = world.node("a");
    a.mesh.onLink(a.link, false, Now.monotonic(world.nowMs()));
    long ticket = a.send(world.node("b"), Bytes.utf8("wait"), 20 * MINUTE_MS);
    world.run(5 * MINUTE_MS);
    assertFalse(a.delivered(ticket));
    assertEquals(0, a.mesh.counters().neighbors());
    a.mesh.onLink(a.link, true, Now.monotonic(world.nowMs()));
    assertTrue(world.runUntil(5 * MINUTE_MS, () -> a.delivered(ticket)));
  }

  @Test
  void shouldTellNewsOfNeighborsToEveryone() {
    World world = new World(6, EtherFaults.NONE);
    List<TestNode> line = world.line("a", "b", "c");
    world.converged();
    world.run(10 * MINUTE_MS);
    TestNode a = line.getFirst();
    TestNode c = line.getLast();
    c.mesh.load(80);
    assertTrue(world.runUntil(10_000, () -> a.mesh.peer(c.id()).orElseThrow().loadPercent() == 80));
    c.mesh.describe(new Card("renamed", List.of("gpu"), List.of("disk"), List.of()));
    assertTrue(world.runUntil(30_000,
        () -> a.mesh.peer(c.id()).flatMap(Peer::card).filter(card -> card.name().equals("renamed"))
            .isPresent()));
    assertEquals("renamed", a.mesh.peer(c.id()).orElseThrow().name());
  }

  @Test
  void shouldCarryOnAfterTheRestartOfAPeerThatKeptItsSessions() {
    World world = World.pair(7);
    TestNode a = world.node("a");
    TestNode b = world.node("b");
    long handshakes = a.mesh.counters().handshakes();
    world.crash(b);
    world.run(10_000);
    world.restart(b);
    long ticket = a.send(b, Bytes.utf8("welcome back"), MINUTE_MS);
    assertTrue(world.runUntil(MINUTE_MS, () -> a.delivered(ticket)));
    assertEquals(handshakes, a.mesh.counters().handshakes());
    assertTrue(world.runUntil(MINUTE_MS, () -> a.mesh.peer(b.id()).orElseThrow().epoch() == 2));
  }

  @Test
  void shouldEstimateLongerForFartherAndLarger() {
    World world = new World(8, EtherFaults.NONE);
    List<TestNode> line = world.line("a", "b", "c");
    world.converged();
    TestNode a = line.getFirst();
    long near = a.mesh.expectedMs(line.get(1).id(), 100).orElseThrow();
    long far = a.mesh.expectedMs(line.get(2).id(), 100).orElseThrow();
    long large = a.mesh.expectedMs(line.get(2).id(), 60_000).orElseThrow();
    assertTrue(near < far && far < large, near + " " + far + " " + large);
    assertTrue(a.mesh.expectedMs(Fixtures.id(3), 1).isEmpty());
  }

  @Test
  void shouldCallFreeOnlyNeighborsThatALinkAddresses() {
    World world = new World(8, EtherFaults.NONE);
    List<TestNode> line = world.line("a", "b", "c");
    world.converged();
    TestNode a = line.getFirst();
    assertTrue(a.mesh.free(line.get(1).id()));
    assertFalse(a.mesh.free(line.get(2).id()));
    assertFalse(a.mesh.free(Fixtures.id(3)));
    World radio = World.radioLine(8, EtherFaults.NONE, 60 * MINUTE_MS, "a", "b");
    assertFalse(radio.node("a").mesh.free(radio.node("b").id()));
  }

  /** Found after a start: the first auction was over before there was a session to bid over. */
  @Test
  void shouldCountTheMakingOfASessionInWhatItExpects() {
    for (LinkProfile profile : List.of(Fixtures.UDP, Fixtures.RADIO)) {
      World world = new World(8, EtherFaults.NONE, profile);
      List<TestNode> both = world.addAll("a", "b");
      TestNode a = both.getFirst();
      TestNode b = both.getLast();
      assertTrue(world.runUntil(MINUTE_MS, () -> a.mesh.peer(b.id()).isPresent()));
      long first = a.mesh.expectedMs(b.id(), 40).orElseThrow();
      world.converged();
      long later = a.mesh.expectedMs(b.id(), 40).orElseThrow();
      assertTrue(first >= later + 2 * profile.roundTripMs(), profile + ": " + first + " " + later);
    }
  }

  @Test
  void shouldListPeersInOrder() {
    World world = new World(9, EtherFaults.NONE);
    List<TestNode> nodes = world.addAll("a", "b", "c", "d", "e");
    world.converged();
    List<Peer> peers = nodes.getFirst().mesh.peers();
    assertEquals(4, peers.size());
    for (int index = 1; index < peers.size(); index++) {
      assertTrue(peers.get(index - 1).id().compareTo(peers.get(index).id()) < 0);
    }
    assertEquals(nodes.getFirst().id(), nodes.getFirst().mesh.self());
  }

  @Test
  void shouldRefuseItsOwnersMistakes() {
    World world = new World(10, EtherFaults.NONE);
    TestNode a = world.add("a");
    TestNode b = world.add("b");
    assertThrows(IllegalStateException.class, () -> a.send(b, Bytes.EMPTY, 1_000));
    assertThrows(IllegalStateException.class,
        () -> a.send(b, Bytes.copyOf(new byte[Mesh.MAX_MESSAGE_BYTES + 1]), 1_000));
    assertThrows(IllegalStateException.class, () -> a.send(a, Bytes.utf8("me"), 1_000));
    assertThrows(IllegalStateException.class, () -> a.send(b, Bytes.utf8("x"), 0));
    a.mesh.poll(Now.monotonic(5_000));
    assertThrows(IllegalStateException.class, () -> a.mesh.poll(Now.monotonic(4_999)));
    a.mesh.confirmed(99, 99);
    a.mesh.abandon(99);
  }

  @Test
  void shouldSpreadOverAStarThroughItsCenter() {
    World world = new World(11, EtherFaults.HARSH);
    Topology star = Topology.empty();
    List<String> rim = List.of("r0", "r1", "r2", "r3", "r4");
    rim.forEach(name -> star.join("hub", name));
    world.ether.topology(star);
    world.add("hub");
    List<TestNode> nodes = world.addAll(rim.toArray(String[]::new));
    assertTrue(world.runUntil(20 * MINUTE_MS, world::everyoneKnowsEveryone));
    List<Long> tickets = new ArrayList<>();
    for (int number = 1; number < nodes.size(); number++) {
      tickets.add(nodes.getFirst().send(nodes.get(number), world.random(3_000), 20 * MINUTE_MS));
    }
    assertTrue(world.runUntil(20 * MINUTE_MS, () -> tickets.stream().allMatch(nodes.getFirst()::delivered)));
  }

  @Test
  void shouldNameNothingUnboundThatAcknowledges() {
    World world = World.pair(12);
    List<TestNode> nodes = List.of(world.node("a"), world.node("b"));
    List<PolledMesh.OutboundFrame> out = new ArrayList<>();
    nodes.forEach(node -> node.watcher = out::add);
    world.node("a").send(world.node("b"), world.random(5_000), MINUTE_MS);
    world.node("a").send(world.node("b"), Bytes.utf8("x"), MINUTE_MS);
    world.run(5_000);
    List<PolledMesh.OutboundFrame> sealed = out.stream().filter(frame -> frame.frame().at(0) >> 5 >= 2)
        .toList();
    assertTrue(sealed.size() > 5);
    assertTrue(sealed.stream().allMatch(PolledMesh.OutboundFrame::bound));
    assertTrue(out.stream().filter(frame -> frame.frame().at(0) >> 5 == 0)
        .noneMatch(PolledMesh.OutboundFrame::bound));
  }
}
