package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.ether.Topology;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshCounters;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.session.Seals;
import org.sheratan.radio.secure.AnnounceSeal;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.NetworkKey;

/** Hostile neighbors and strangers. */
class MeshAttackTest {
  private static final long MINUTE_MS = 60_000;

  private record Overheard(String from, String to, Bytes frame) {}

  @Test
  void shouldDropReplaysYetAcknowledgeThem() {
    World world = World.pair(1);
    List<Overheard> tape = new ArrayList<>();
    world.ether.tap((atMs, from, to, frame) -> tape.add(new Overheard(from, to, frame)));
    TestNode a = world.node("a");
    TestNode b = world.node("b");
    for (int number = 0; number < 5; number++) {
      a.send(b, Bytes.utf8("pay " + number), MINUTE_MS);
    }
    world.run(10_000);
    assertEquals(5, b.messages().size());
    List<Overheard> recorded = List.copyOf(tape);
    tape.clear();
    for (Overheard frame : recorded) {
      world.ether.inject(frame.from(), frame.to().equals("*") ? "b" : frame.to(), frame.frame());
    }
    world.run(10_000);
    assertEquals(5, b.messages().size());
    assertTrue(tape.size() <= recorded.size(), "a replay is answered with at most one frame");
    world.crash(b);
    world.restart(b);
    for (Overheard frame : recorded) {
      world.ether.inject(frame.from(), frame.to().equals("*") ? "b" : frame.to(), frame.frame());
    }
    world.run(MINUTE_MS);
    assertTrue(b.messages().size() <= 10, "only what no commit covered may come again after a crash");
  }

  @Test
  void shouldIgnoreAnotherNetwork() {
    World world = new World(2, EtherFaults.NONE);
    TestNode a = world.add("a");
    Entropy entropy = new SeededEntropy(99);
    TestNode stranger = world.add("x", NetworkKey.generate(Fixtures.keys(entropy)),
        Identity.generate(Fixtures.keys(entropy)));
    world.run(10 * MINUTE_MS);
    assertTrue(a.mesh.peers().isEmpty());
    assertTrue(stranger.mesh.peers().isEmpty());
    assertTrue(a.mesh.counters().malformedByLink().get("udp") > 0);
    assertEquals(0, a.mesh.counters().handshakes());
  }

  @Test
  void shouldTellTwoNodesWithOneHintApart() {
    World world = new World(3, EtherFaults.NONE);
    List<Identity> twins = twins();
    assertEquals(twins.getFirst().id().hint(), twins.get(1).id().hint());
    assertNotEquals(twins.getFirst().id(), twins.get(1).id());
    world.ether.topology(Topology.line(List.of("one", "a", "b", "two")));
    TestNode one = world.add("one", world.network, twins.getFirst());
    TestNode a = world.add("a");
    TestNode b = world.add("b");
    TestNode two = world.add("two", world.network, twins.get(1));
    assertTrue(world.runUntil(20 * MINUTE_MS, world::everyoneKnowsEveryone));
    long toOne = b.send(one, Bytes.utf8("for one"), MINUTE_MS);
    long toTwo = a.send(two, Bytes.utf8("for two"), MINUTE_MS);
    long across = one.send(two, Bytes.utf8("twin"), MINUTE_MS);
    assertTrue(
        world.runUntil(MINUTE_MS, () -> b.delivered(toOne) && a.delivered(toTwo) && one.delivered(across)));
    assertEquals(List.of(Bytes.utf8("for one")), one.messages());
    assertEquals(2, two.messages().size());
  }

  /** Two identities whose first two key bytes are equal: a birthday search. */
  private static List<Identity> twins() {
    Map<Integer, Identity> seen = new TreeMap<>();
    Entropy entropy = new SeededEntropy(5);
    while (true) {
      Identity identity = Identity.generate(Fixtures.keys(entropy));
      Identity other = seen.putIfAbsent(identity.id().hint(), identity);
      if (other != null) {
        return List.of(other, identity);
      }
    }
  }

  @Test
  void shouldSurviveAFloodOfGarbageFromAStranger() {
    World world = World.pair(4);
    List<Overheard> tape = new ArrayList<>();
    world.ether.tap((atMs, from, to, frame) -> tape.add(new Overheard(from, to, frame)));
    Entropy entropy = new SeededEntropy(7);
    TestNode a = world.node("a");
    long ticket = a.send(world.node("b"), Bytes.utf8("through the noise"), MINUTE_MS);
    for (int round = 0; round < 100; round++) {
      for (int number = 0; number < 100; number++) {
        world.ether.inject("x" + number, "b", Fixtures.bytes(entropy, entropy.nextInt(150)));
      }
      world.run(10);
    }
    assertTrue(world.runUntil(MINUTE_MS, () -> a.delivered(ticket)));
    MeshCounters counters = world.node("b").mesh.counters();
    // The rest bore another address hint by chance, or was an announce of nobody new.
    assertTrue(counters.malformedByLink().get("udp") > 3_000);
    assertTrue(counters.chargedToNeighbor().isEmpty());
    assertTrue(tape.size() < 20, "a stranger's garbage is not answered, sent " + tape.size());
  }

  @Test
  void shouldBoundAnswersToAStrangerWhoKnowsTheNetworkKey() {
    World world = new World(5, EtherFaults.NONE);
    TestNode victim = world.add("v");
    world.run(MINUTE_MS);
    Entropy entropy = new SeededEntropy(11);
    AnnounceSeal seal = new AnnounceSeal(world.network);
    long before = world.ether.counters().transmissions();
    for (int stranger = 0; stranger < 2_000; stranger++) {
      Identity identity = Identity.generate(Fixtures.keys(entropy));
      Announce announce = new Announce(identity.id(), 1, 1, new CapabilityFilter(0), 0, Announce.NO_CARD);
      world.ether.inject("x" + stranger, "v", seal.seal(identity, announce, MeshLimits.GREETING_HOP_LIMIT));
    }
    world.run(1_000);
    assertTrue(victim.mesh.peers().size() <= MeshLimits.PEERS);
    assertTrue(victim.mesh.counters().neighbors() <= MeshLimits.NEIGHBORS);
    assertTrue(victim.mesh.counters().refused() > 0);
    long answers = world.ether.counters().transmissions() - before;
    assertTrue(answers < 1_500, "answers are bounded, sent " + answers);
  }

  @Test
  void shouldTakeNothingFromABlockedPeerNorSendIt() {
    World world = World.pair(6);
    TestNode a = world.node("a");
    TestNode b = world.node("b");
    a.mesh.trust(b.id(), Trust.BLOCKED);
    b.send(a, Bytes.utf8("let me in"), 30_000);
    long refused = a.send(b, Bytes.utf8("no"), 30_000);
    world.run(2 * MINUTE_MS);
    assertTrue(a.messages().isEmpty());
    assertTrue(b.messages().isEmpty());
    assertTrue(a.events.contains(new MeshEvent.Undelivered(refused, "the peer is blocked")));
    world.crash(a);
    world.restart(a);
    b.send(a, Bytes.utf8("and now"), 30_000);
    world.run(2 * MINUTE_MS);
    assertTrue(a.messages().isEmpty());
    assertTrue(a.mesh.peer(b.id()).isEmpty());
    assertEquals(Map.of(b.id(), Trust.BLOCKED), a.mesh.decisions());
    assertTrue(a.mesh.trust(b.id(), Trust.CONFIRMED));
    assertTrue(world.runUntil(1_000, () -> a.mesh.peer(b.id()).isPresent()), "it is asked for its announce");
    long welcome = b.send(a, Bytes.utf8("friends"), 10 * MINUTE_MS);
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> b.delivered(welcome)));
    assertEquals(Trust.CONFIRMED, a.mesh.peer(b.id()).orElseThrow().trust());
  }

  @Test
  void shouldShowAKnownNameUnderAnotherKeyAsANewPeer() {
    World world = World.pair(7);
    TestNode b = world.node("b");
    world.crash(b);
    Identity other = Identity.generate(Fixtures.keys(new SeededEntropy(4)));
    TestNode impostor = world.add("b", world.network, other);
    TestNode a = world.node("a");
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> a.knowsCardOf(impostor)));
    assertEquals(2, a.mesh.peers().stream().filter(peer -> peer.name().equals("b")).count());
    assertFalse(a.mesh.peer(impostor.id()).orElseThrow().id().equals(b.id()));
  }

  @Test
  void shouldChargeANeighborThatSendsNonsense() {
    World world = World.pair(8);
    TestNode a = world.node("a");
    TestNode b = world.node("b");
    FrameHead head = new FrameHead(FrameType.CONTROL, Priority.NORMAL, 0);
    Bytes nonsense = b.mesh.rooms.seals.hop(a.id(), head, Seals.NO_LIFETIME, Bytes.hex("3f0102"))
        .orElseThrow()
        .content();
    world.ether.inject("b", "a", nonsense);
    world.run(1_000);
    assertEquals(Map.of(b.id().toHex(), 1L), a.mesh.counters().chargedToNeighbor());
    assertFalse(a.mesh.counters().malformedByLink().containsKey("udp"));
  }

  @Test
  void shouldOnlyCountRandomAndMutatedFrames() {
    World world = new World(9, EtherFaults.NONE);
    List<TestNode> nodes = world.addAll("a", "b", "c");
    List<Bytes> seeds = new ArrayList<>();
    world.ether.tap((atMs, from, to, frame) -> seeds.add(frame));
    world.converged();
    nodes.getFirst().send(nodes.get(1), world.random(5_000), MINUTE_MS);
    world.run(5_000);
    Entropy entropy = new SeededEntropy(12);
    long inputs = Long.getLong("sheratan.fuzz", 100_000);
    for (long input = 0; input < inputs; input++) {
      byte[] frame = input % 4 == 0
          ? Fixtures.bytes(entropy, entropy.nextInt(140)).toArray()
          : seeds.get(entropy.nextInt(seeds.size())).toArray();
      for (int change = frame.length == 0 ? 0 : entropy.nextInt(4); change > 0; change--) {
        frame[entropy.nextInt(frame.length)] = (byte) entropy.nextInt(256);
      }
      world.ether.inject("b", "a", Bytes.copyOf(frame));
      if (input % 1_000 == 0) {
        world.run(100);
      }
    }
    world.run(10 * MINUTE_MS);
    assertTrue(world.everyoneKnowsEveryone());
  }
}
