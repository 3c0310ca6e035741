package org.sheratan.radio.mesh.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.GroupFrame;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.frame.SignedRoster;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.GroupWorld;
import org.sheratan.radio.mesh.engine.MemoryDurable;
import org.sheratan.radio.mesh.engine.TestNode;
import org.sheratan.radio.mesh.hop.ControlItem;
import org.sheratan.radio.mesh.hop.GroupWord;
import org.sheratan.radio.secure.GroupKeys;
import org.sheratan.radio.secure.GroupPlace;
import org.sheratan.radio.secure.JoinCode;
import org.sheratan.radio.secure.NetworkKey;
import org.sheratan.radio.secure.Opened;
import org.sheratan.radio.secure.OpenedGroup;
import org.sheratan.radio.secure.RosterSeal;
import org.sheratan.radio.secure.SenderKey;

/** Hostile members, removed ones, strangers. */
class GroupAttackTest {
  private static final long MINUTE_MS = GroupWorld.MINUTE_MS;

  private final GroupWorld on = new GroupWorld(1, EtherFaults.NONE, Fixtures.UDP);
  private final List<Bytes> recorded = new ArrayList<>();
  private TestNode alice;
  private TestNode bob;
  private TestNode mallory;
  private TestNode outside;
  private GroupId group;

  @BeforeEach
  void meet() {
    List<TestNode> nodes = on.world.addAll("alice", "bob", "mallory", "outside");
    alice = nodes.get(0);
    bob = nodes.get(1);
    mallory = nodes.get(2);
    outside = nodes.get(3);
    on.settle();
    group = on.group("team", alice, bob, mallory);
    alice.watcher = frame -> {
      if (GroupFrame.is(FrameHead.peek(frame.frame()))) {
        recorded.add(frame.frame());
      }
    };
  }

  /** What mallory holds: keys do not vanish from the disk of a thief. */
  private GroupKeys stolenKeys() {
    MemoryDurable copy = new MemoryDurable();
    mallory.durable.under("secure/group/").forEach(copy::put);
    return new GroupKeys(mallory.id(), on.world.network, copy, Fixtures.keys(new SeededEntropy(5)));
  }

  private void hear(TestNode node, Bytes frame) {
    on.groups(node);
    node.hear(new LinkEndpoint("mallory"), frame);
    on.world.run(1);
  }

  private void word(TestNode to, TestNode from, GroupWord word) {
    on.groups(to);
    to.groupRooms().onWord(from.id(), word);
    on.world.run(10_000);
  }

  private void removeMallory() {
    on.groups(alice).remove(group, mallory.id());
    assertTrue(on.world.runUntil(MINUTE_MS, () -> on.inStep(group, List.of(alice, bob))));
  }

  @Test
  void shouldNotTellARemovedMemberWhoCameAfter() {
    removeMallory();
    JoinCode code = on.code(alice, group);
    on.groups(outside).join(code, 10 * MINUTE_MS);
    assertTrue(on.world.runUntil(10 * MINUTE_MS, () -> on.inStep(group, List.of(alice, bob, outside))));
    List<Bytes> heard = new ArrayList<>();
    on.world.ether.tap((atMs, from, to, frame) -> {
      if (to.equals("mallory")) {
        heard.add(frame);
      }
    });
    for (TestNode member : List.of(alice, bob)) {
      on.groups(member);
      member.groupRooms().onWord(mallory.id(), new GroupWord.State(group, 1, 0, 0));
    }
    on.world.run(1);
    List<GroupWord> told = new ArrayList<>();
    for (Bytes frame : heard) {
      if (mallory.open(frame) instanceof Opened.Frame opened
          && opened.header().head().type() == FrameType.CONTROL) {
        ControlItem.decode(opened.plaintext()).stream().filter(ControlItem.Group.class::isInstance)
            .forEach(item -> told.add(((ControlItem.Group) item).word()));
      }
    }
    assertTrue(told.stream().noneMatch(word -> word instanceof GroupWord.Newest newest
        && newest.roster().roster().has(outside.id())), told.toString());
  }

  @Test
  void shouldNotBeReadByARemovedMemberThatKeptItsKeys() {
    GroupKeys kept = stolenKeys();
    removeMallory();
    on.say(alice, group, "secret", false);
    on.world.run(MINUTE_MS);
    assertEquals(List.of("secret"), GroupWorld.heard(bob));
    assertEquals(false, recorded.isEmpty());
    for (Bytes frame : recorded) {
      assertInstanceOf(OpenedGroup.Refused.class, kept.open(kept.read(frame).orElseThrow()));
    }
  }

  @Test
  void shouldNotHearARemovedMemberThatKeptItsKeys() {
    GroupKeys kept = stolenKeys();
    removeMallory();
    for (int epoch = 1; epoch <= 3; epoch++) {
      hear(bob,
          kept.seal(group, epoch, Priority.NORMAL, 7,
              place -> new GroupContent.Plain(Bytes.utf8("still here"))
                  .encode())
              .content());
    }
    assertEquals(List.of(), GroupWorld.heard(bob));
  }

  @Test
  void shouldNotTakeAKeyFromARemovedMember() {
    removeMallory();
    GroupKeys kept = stolenKeys();
    SenderKey key = kept.own(group, 2);
    word(bob, mallory, new GroupWord.Key(group, key));
    hear(bob,
        kept.seal(group, 2, Priority.NORMAL, 7, place -> new GroupContent.Plain(Bytes.utf8("x")).encode())
            .content());
    assertEquals(List.of(), GroupWorld.heard(bob));
  }

  @Test
  void shouldNotHandItsKeyToARemovedMemberOrAStranger() {
    removeMallory();
    List<Bytes> before = List.copyOf(mallory.durable.under("secure/group/").values());
    word(bob, mallory, new GroupWord.State(group, 1, 0, 0));
    word(bob, outside, new GroupWord.State(group, 9, 0, 0));
    assertEquals(before, List.copyOf(mallory.durable.under("secure/group/").values()));
    assertEquals(0, outside.durable.under("secure/group/").size());
  }

  @Test
  void shouldNotHearOldFramesAgainAfterARestart() {
    on.say(alice, group, "once", false);
    on.world.run(MINUTE_MS);
    bob.durable.put("application", Bytes.utf8("kept what it heard"));
    on.world.run(1_000);
    on.world.crash(bob);
    on.world.restart(bob);
    on.world.run(1_000);
    recorded.forEach(frame -> hear(bob, frame));
    assertEquals(List.of("once"), GroupWorld.heard(bob));
  }

  @Test
  void shouldNotLetAMemberReplaceTheKeyOfAnother() {
    SenderKey forged = new SenderKey(1, 9, 0, Bytes.hex("66".repeat(32)));
    word(bob, mallory, new GroupWord.Key(group, forged));
    on.say(alice, group, "from alice", false);
    on.world.run(MINUTE_MS);
    assertEquals(alice.id(), GroupWorld.messages(bob).getFirst().from());
    assertEquals(List.of("from alice"), GroupWorld.heard(bob));
  }

  @Test
  void shouldTellASignedMessageThatAnotherMemberMade() {
    SenderKey handed = alice.groupRooms().keys.own(group, 1);
    Bytes forged = new GroupContent.Signed(
        new RosterSeal(on.world.network).sign(mallory.identity, group,
            new GroupPlace(1, handed.serial(), handed.nextCounter()), Bytes.utf8("pay")),
        Bytes.utf8("pay")).encode();
    hear(bob, sealedWithTheKeyOfAlice(forged));
    assertEquals(List.of(), GroupWorld.heard(bob));
    assertEquals(1, bob.mesh.counters().groupForgeries());
  }

  @Test
  void shouldNotTakeASignedMessageAtAnotherPlace() {
    on.say(alice, group, "open the gate", true);
    on.world.run(MINUTE_MS);
    GroupKeys stolen = stolenKeys();
    Bytes plaintext = recorded.stream().map(frame -> stolen.open(stolen.read(frame).orElseThrow()))
        .filter(OpenedGroup.Frame.class::isInstance).map(opened -> ((OpenedGroup.Frame) opened).plaintext())
        .findFirst().orElseThrow();
    hear(bob, sealedWithTheKeyOfAlice(plaintext));
    assertEquals(List.of("open the gate"), GroupWorld.heard(bob), "once");
    assertEquals(1, bob.mesh.counters().groupForgeries());
  }

  /** As a member can who has alice's key. */
  private Bytes sealedWithTheKeyOfAlice(Bytes plaintext) {
    return alice.groupRooms().keys.seal(group, 1, Priority.NORMAL, 7, place -> plaintext).content();
  }

  @Test
  void shouldNotTakeRostersThatTheAdminDidNotSign() {
    Roster roster = alice.groupRooms().book.of(group).orElseThrow();
    Roster usurped = new Roster(roster.admin(), roster.salt(), 99, 9, roster.name(),
        List.of(bob.id(), mallory.id(), outside.id()));
    word(bob, mallory, new GroupWord.Newest(new SignedRoster(usurped, Bytes.copyOf(new byte[64]))));
    assertEquals(1, bob.mesh.counters().chargedToNeighbor().get(mallory.id().toHex()));
    Roster own = new Roster(mallory.id(), roster.salt(), 99, 9, roster.name(),
        List.of(bob.id(), mallory.id()));
    word(bob, mallory, new GroupWord.Newest(new RosterSeal(on.world.network).seal(mallory.identity, own)));
    assertEquals(1, on.groups(bob).all().size(), "nobody is put into a group");
    assertEquals(roster.version(), on.view(bob, group).orElseThrow().version());
  }

  @Test
  void shouldNotTakeAnOlderRosterOfTheAdmin() {
    SignedRoster before = alice.groupRooms().book.signed(group).orElseThrow();
    removeMallory();
    word(bob, mallory, new GroupWord.Newest(before));
    assertEquals(2, on.view(bob, group).orElseThrow().members().size());
  }

  @Test
  void shouldNotLetAnybodyInWhoGuesses() {
    on.code(alice, group);
    for (int guess = 0; guess < 100; guess++) {
      word(alice, outside, new GroupWord.Join(Fixtures.bytes(new SeededEntropy(guess), 16)));
    }
    assertEquals(3, on.view(alice, group).orElseThrow().members().size());
  }

  @Test
  void shouldNotBeLedIntoAGroupByWhoDoesNotKnowTheCode() {
    TestNode newcomer = outside;
    on.groups(newcomer).join(on.code(alice, group), MINUTE_MS);
    SignedRoster trap = new RosterSeal(on.world.network).seal(mallory.identity, new Roster(mallory.id(),
        Bytes.hex("00".repeat(8)), 1, 1, "trap", List.of(newcomer.id(), mallory.id())));
    on.groups(newcomer);
    newcomer.groupRooms().onWord(mallory.id(), new GroupWord.Admit(Bytes.copyOf(new byte[16]), trap));
    newcomer.groupRooms().onWord(alice.id(), new GroupWord.Admit(Bytes.copyOf(new byte[16]), trap));
    assertEquals(List.of(), on.groups(newcomer).all());
  }

  @Test
  void shouldNotLetARemovedMemberBackInWithItsUsedCode() {
    GroupId other = on.create(alice, "other");
    var code = on.code(alice, other);
    on.groups(mallory).join(code, MINUTE_MS);
    on.world.run(MINUTE_MS);
    on.groups(alice).remove(other, mallory.id());
    on.world.run(MINUTE_MS);
    on.groups(mallory).join(code, MINUTE_MS);
    on.world.run(2 * MINUTE_MS);
    assertEquals(List.of(alice.id()), on.view(alice, other).orElseThrow().members());
  }

  @Test
  void shouldBlameTheLinkForFramesOfAnotherNetwork() {
    GroupKeys stranger = new GroupKeys(mallory.id(), NetworkKey.of(Bytes.hex("4f".repeat(32))),
        new MemoryDurable(),
        Fixtures.keys(new SeededEntropy(1)));
    hear(bob, stranger.seal(group, 1, Priority.NORMAL, 7, place -> Bytes.utf8("x")).content());
    assertEquals(1, bob.mesh.counters().malformedByLink().get("udp"));
  }

  @Test
  void shouldBoundWhatAFloodMakesARelaySay() {
    long before = outside.mesh.counters().groupFramesRelayed();
    GroupKeys flooder = new GroupKeys(mallory.id(), on.world.network, new MemoryDurable(),
        Fixtures.keys(new SeededEntropy(1)));
    for (int frame = 0; frame < 2_000; frame++) {
      on.groups(outside);
      outside.hear(new LinkEndpoint("mallory"),
          flooder.seal(group, 1, Priority.NORMAL, 7, place -> Bytes.utf8("flood")).content());
    }
    on.world.run(10_000);
    long said = outside.mesh.counters().groupFramesRelayed() - before;
    assertTrue(said <= MeshLimits.PENDING_RELAYS * (1 + MeshLimits.SPREAD_REPEATS), "said " + said);
    assertTrue(said <= MeshLimits.RELAYED_ANNOUNCES_BURST + 11 * MeshLimits.RELAYED_ANNOUNCES_PER_SECOND,
        "said " + said);
  }
}
