package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.frame.RevocationNews;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Neighbor;
import org.sheratan.radio.mesh.RevocationWord;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.RevocationSeal;

/** A stolen node is revoked by gossip; and nobody else is. */
class RevocationScenarioTest {
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final long WALL_MS = 1_790_000_000_000L;

  private static World settled(long seed, LinkProfile profile, EtherFaults faults, String... names) {
    World world = new World(seed, faults, profile);
    world.line(names);
    assertTrue(world.runUntil(4 * HOUR_MS, world::everyoneKnowsEveryone), "seed " + seed);
    return world;
  }

  private static void confirm(World world, TestNode author, TestNode... at) {
    for (TestNode node : at) {
      node.mesh.poll(Now.monotonic(world.nowMs()));
      assertTrue(node.mesh.trust(author.id(), Trust.CONFIRMED));
    }
    world.run(100);
  }

  private static void revoke(World world, TestNode author, NodeId subject, String reason) {
    author.mesh.poll(new Now(world.nowMs(), WALL_MS, WallQuality.NTP));
    assertTrue(author.mesh.revoke(subject, reason));
  }

  private static boolean refused(TestNode at, TestNode whom) {
    return at.mesh.blocked(whom.id());
  }

  @Test
  void canRevokeAStolenNodeOverSeveralHops() {
    for (LinkProfile profile : List.of(Fixtures.UDP, Fixtures.RADIO)) {
      for (long seed = 1; seed <= 3; seed++) {
        World world = settled(seed, profile, new EtherFaults(0.1, 0, 0, 0, 5, 0), "a", "b", "c", "d", "s");
        String why = profile.name() + " seed " + seed;
        TestNode stolen = world.node("s");
        List<TestNode> others = List.of(world.node("b"), world.node("c"), world.node("d"));
        // The one in the middle has not compared anybody's fingerprint: it passes on what it does not believe.
        confirm(world, world.node("a"), world.node("b"), world.node("d"));
        revoke(world, world.node("a"), stolen.id(), "lost on the train");
        assertTrue(world.runUntil(HOUR_MS, () -> refused(world.node("d"), stolen)), why);
        assertTrue(refused(world.node("a"), stolen) && refused(world.node("b"), stolen), why);
        assertFalse(refused(world.node("c"), stolen), why);
        RevocationWord word = world.node("d").mesh.revocations().getFirst();
        assertEquals(new RevocationWord(stolen.id(), world.node("a").id(), true, WALL_MS / 1_000,
            "lost on the train", true, true), word, why);
        assertTrue(world.node("d").events.contains(new MeshEvent.RevocationHeard(word)), why);
        long ticket = stolen.send(world.node("a"), Bytes.utf8("it is me"), 10 * MINUTE_MS);
        world.run(48 * HOUR_MS);
        assertFalse(stolen.delivered(ticket), why);
        for (TestNode other : others) {
          assertTrue(other.mesh.peer(stolen.id()).isEmpty(), why + ": its announces are not passed on");
        }
      }
    }
  }

  @Test
  void canTellANodeThatWasAway() {
    for (LinkProfile profile : List.of(Fixtures.UDP, Fixtures.RADIO)) {
      World world = settled(5, profile, EtherFaults.NONE, "s", "a", "b", "c");
      TestNode stolen = world.node("s");
      TestNode away = world.node("c");
      confirm(world, world.node("a"), away, world.node("b"));
      world.crash(away);
      revoke(world, world.node("a"), stolen.id(), "");
      world.run(5 * HOUR_MS);
      assertTrue(refused(world.node("b"), stolen));
      world.restart(away);
      assertFalse(refused(away, stolen));
      assertTrue(world.runUntil(30 * MINUTE_MS, () -> refused(away, stolen)), profile.name());
    }
  }

  /** Nothing was lost but time: both sides kept running, no new session is made. */
  @Test
  void canHealAPartition() {
    for (LinkProfile profile : List.of(Fixtures.UDP, Fixtures.RADIO)) {
      World world = settled(6, profile, EtherFaults.NONE, "s", "a", "b", "c", "d");
      TestNode stolen = world.node("s");
      confirm(world, world.node("a"), world.node("b"), world.node("c"), world.node("d"));
      world.ether.topology().partition(List.of(Set.of("s", "a", "b")));
      revoke(world, world.node("a"), stolen.id(), "");
      world.run(2 * MINUTE_MS);
      world.ether.topology().partition(List.of());
      assertTrue(
          world.runUntil(3 * HOUR_MS,
              () -> refused(world.node("c"), stolen) && refused(world.node("d"), stolen)),
          profile.name());
    }
  }

  @Test
  void neverLetsAHostileMemberShutOutOthers() {
    World world = settled(7, Fixtures.UDP, EtherFaults.NONE, "a", "b", "c", "h");
    List<TestNode> honest = List.of(world.node("a"), world.node("b"), world.node("c"));
    confirm(world, world.node("a"), world.node("b"), world.node("c"));
    for (TestNode victim : honest) {
      revoke(world, world.node("h"), victim.id(), "thief!");
    }
    world.run(HOUR_MS);
    for (TestNode node : honest) {
      assertEquals(3, node.mesh.revocations().size(), "it is told who says what");
      assertTrue(node.mesh.revocations().stream().noneMatch(word -> word.counts() || word.inForce()));
      assertTrue(honest.stream().noneMatch(other -> refused(node, other)));
      assertFalse(node.events.stream().anyMatch(MeshEvent.RevocationHeard.class::isInstance));
    }
    long ticket = world.node("a").send(world.node("c"), Bytes.utf8("still here"), MINUTE_MS);
    assertTrue(world.runUntil(MINUTE_MS, () -> world.node("a").delivered(ticket)));
  }

  /** A thief with a node that everybody had confirmed revokes all the others before they revoke it. */
  @Test
  void neverLetsOneStolenNodeShutOutTheConfirmedOnes() {
    World world = settled(8, Fixtures.UDP, EtherFaults.NONE, "a", "b", "s", "c");
    List<TestNode> honest = List.of(world.node("a"), world.node("b"), world.node("c"));
    TestNode stolen = world.node("s");
    for (TestNode one : honest) {
      confirm(world, stolen, one);
      for (TestNode other : honest) {
        if (one != other) {
          confirm(world, other, one);
        }
      }
    }
    honest.forEach(victim -> revoke(world, stolen, victim.id(), "no, you"));
    world.run(HOUR_MS);
    assertTrue(honest.stream().noneMatch(one -> honest.stream().anyMatch(other -> refused(one, other))));
    revoke(world, world.node("a"), stolen.id(), "stolen");
    world.run(10 * MINUTE_MS);
    assertFalse(refused(world.node("c"), stolen), "the operator there had confirmed it: one word is too few");
    revoke(world, world.node("b"), stolen.id(), "indeed");
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> refused(world.node("c"), stolen)));
    assertTrue(world.node("c").mesh.revocations().stream()
        .filter(word -> word.author().equals(stolen.id())).noneMatch(RevocationWord::counts));
  }

  @Test
  void canTakeItBackAndNoReplayBringsItAgain() {
    World world = settled(9, Fixtures.UDP, EtherFaults.NONE, "a", "b", "s");
    List<Bytes> tape = new ArrayList<>();
    world.ether.tap((atMs, from, to, frame) -> {
      if (RevocationNews.is(FrameHead.peek(frame))) {
        tape.add(frame);
      }
    });
    TestNode b = world.node("b");
    TestNode found = world.node("s");
    confirm(world, world.node("a"), b);
    revoke(world, world.node("a"), found.id(), "mislaid");
    assertTrue(world.runUntil(MINUTE_MS, () -> refused(b, found)));
    List<Bytes> recorded = List.copyOf(tape);
    world.node("a").mesh.poll(Now.monotonic(world.nowMs()));
    assertTrue(world.node("a").mesh.trust(found.id(), Trust.FIRST_USE));
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> !refused(b, found)));
    assertTrue(world.runUntil(MINUTE_MS, () -> b.knowsCardOf(found)), "it is welcome again");
    for (int round = 0; round < 3; round++) {
      recorded.forEach(frame -> world.ether.inject("x", "b", frame));
      world.run(10 * MINUTE_MS);
      assertFalse(refused(b, found));
      world.crash(b);
      world.restart(b);
    }
    assertEquals(List.of(), b.mesh.revocations(), "nothing stands");
  }

  @Test
  void shouldKeepWhatWasSaidThroughARestartAndLetTheOperatorOverrideIt() {
    World world = settled(10, Fixtures.UDP, EtherFaults.NONE, "a", "b", "s");
    TestNode b = world.node("b");
    TestNode stolen = world.node("s");
    confirm(world, world.node("a"), b);
    revoke(world, world.node("a"), stolen.id(), "gone");
    assertTrue(world.runUntil(MINUTE_MS, () -> refused(b, stolen)));
    world.crash(b);
    world.restart(b);
    world.run(MINUTE_MS);
    assertTrue(refused(b, stolen));
    confirm(world, stolen, b);
    assertFalse(refused(b, stolen), "b's operator knows better");
    world.crash(b);
    world.restart(b);
    world.run(10 * MINUTE_MS);
    assertFalse(refused(b, stolen));
    b.mesh.poll(Now.monotonic(world.nowMs()));
    b.mesh.trust(stolen.id(), Trust.FIRST_USE);
    assertTrue(refused(b, stolen), "that was taken back");
    b.mesh.trust(world.node("a").id(), Trust.FIRST_USE);
    assertFalse(refused(b, stolen), "its author has no say any more");
  }

  @Test
  void shouldShowARevokedNodeThatIsInRange() {
    World world = settled(13, Fixtures.RADIO, EtherFaults.NONE, "a", "s", "b");
    TestNode b = world.node("b");
    TestNode stolen = world.node("s");
    confirm(world, world.node("a"), b);
    world.ether.topology().join("a", "b");
    revoke(world, world.node("a"), stolen.id(), "");
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> refused(b, stolen)));
    world.run(12 * HOUR_MS);
    Neighbor near = b.mesh.neighbors().stream().filter(each -> each.id().equals(stolen.id())).findFirst()
        .orElseThrow();
    assertTrue(near.blocked() && !near.proven());
    assertTrue(world.nowMs() - near.lastHeardMs() < 3 * HOUR_MS, "it still announces itself here");
    assertFalse(b.mesh.rooms.neighbors.isNeighbor(stolen.id()));
    b.mesh.poll(Now.monotonic(world.nowMs()));
    b.mesh.trust(stolen.id(), Trust.CONFIRMED);
    assertTrue(b.mesh.neighbors().stream().noneMatch(Neighbor::blocked), "welcome again");
  }

  @Test
  void canKeepARevokedNodeOutOfTheGroup() {
    GroupWorld groups = new GroupWorld(11, EtherFaults.NONE, Fixtures.UDP);
    World world = groups.world;
    List<TestNode> nodes = world.addAll("admin", "b", "s");
    groups.settle();
    TestNode stolen = nodes.get(2);
    GroupId group = groups.group("team", nodes.get(0), nodes.get(1), stolen);
    int epoch = groups.view(nodes.get(1), group).orElseThrow().epoch();
    confirm(world, nodes.get(1), nodes.get(0));
    revoke(world, nodes.get(1), stolen.id(), "");
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> groups.inStep(group, nodes.subList(0, 2))));
    assertEquals(epoch + 1, groups.view(nodes.get(0), group).orElseThrow().epoch());
    groups.say(nodes.get(0), group, "without the thief", true);
    world.run(MINUTE_MS);
    assertEquals(List.of("without the thief"), GroupWorld.heard(nodes.get(1)));
    assertEquals(List.of(), GroupWorld.heard(stolen));
  }

  @Test
  void neverSpendsMoreThanItsShareOnAFloodOfRevocations() {
    for (LinkProfile profile : List.of(Fixtures.UDP, Fixtures.RADIO)) {
      World world = settled(12, profile, EtherFaults.NONE, "a", "b", "c", "s");
      TestNode b = world.node("b");
      confirm(world, world.node("a"), b, world.node("c"));
      Entropy entropy = new SeededEntropy(99);
      RevocationSeal seal = new RevocationSeal(world.network);
      long[] sentMs = {0};
      b.watcher = frame -> sentMs[0] += RevocationNews.is(FrameHead.peek(frame.frame()))
          ? profile.airtimeMs(frame.frame().length())
          : 0;
      long beganMs = world.nowMs();
      for (int number = 0; number < 3_000; number++) {
        Identity invented = Identity.generate(Fixtures.keys(entropy));
        Revocation word = new Revocation(invented.id(), world.node("a").id(), 1, true, 0, "x".repeat(64));
        world.ether.inject("x", "b",
            seal.frame(new RevocationNews.Statement(6, seal.seal(invented, word))));
        if (number % 100 == 0) {
          world.run(MINUTE_MS);
        }
      }
      world.run(HOUR_MS);
      assertTrue(b.mesh.revocations().size() <= MeshLimits.OTHER_REVOCATIONS);
      long overMs = (world.nowMs() - beganMs) * profile.dutyPermille() / 1_000;
      long allowedMs = overMs / 100 + MeshLimits.REVOCATIONS_AT_ONCE * profile.airtimeMs(250);
      assertTrue(sentMs[0] <= allowedMs, profile.name() + ": " + sentMs[0] + " of " + allowedMs + " ms");
      assertTrue(b.mesh.counters().refused() > 2_000);
      revoke(world, world.node("a"), world.node("s").id(), "and this is true");
      assertTrue(world.runUntil(MINUTE_MS, () -> refused(b, world.node("s"))
          && refused(world.node("c"), world.node("s"))),
          profile.name() + ": what is believed has its own share");
    }
  }
}
