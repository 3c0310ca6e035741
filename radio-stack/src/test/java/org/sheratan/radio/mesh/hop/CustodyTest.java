package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.session.Parcel;

/** {@code left} is the relay, {@code right} the next hop and destination, {@code FROM} the previous hop. */
class CustodyTest {
  private static final NodeId FROM = Fixtures.id(200);

  private final Pair pair = new Pair(1).introduced();
  private final Bench relay = pair.left;
  private final Custody custody = relay.rooms.custody;
  private final Entropy entropy = new SeededEntropy(9);

  private Parcel parcel(int hint, int hopLimit, long lifetimeMs) {
    return parcel(Priority.NORMAL, hint, hopLimit, lifetimeMs);
  }

  private Parcel parcel(Priority priority, int hint, int hopLimit, long lifetimeMs) {
    Bytes envelope = new ByteWriter().u16(hint).u16(FROM.hint()).bytes(Fixtures.bytes(entropy, 30)).toBytes();
    return Parcel.of(new FrameHead(FrameType.RELAY, priority, hopLimit),
        relay.turn.nowMs() + lifetimeMs, envelope);
  }

  private Parcel forRight(long lifetimeMs) {
    return parcel(pair.right.id().hint(), 5, lifetimeMs);
  }

  private int onDisk() {
    return relay.durable.under("mesh/custody/").size();
  }

  private void acknowledgeAll() {
    for (int counter = 0; counter < 200; counter++) {
      relay.rooms.hops.onAck(pair.right.id(), new ControlItem.Ack(0, counter, 0));
    }
  }

  /** Relaying for others filled what was left of a disk. */
  @Test
  void shouldTakeNothingThatMustBeOnDiskWhileThatIsShort() {
    relay.durable.scarce(true);
    Parcel lasting = forRight(120_000);
    assertFalse(custody.take(FROM, lasting));
    assertEquals(Optional.of(ControlItem.Why.NO_ROOM), custody.refusal(Custody.Offer.of(FROM, lasting)));
    assertTrue(custody.take(FROM, forRight(30_000)), "what is soon over is kept in memory alone");
    assertEquals(0, onDisk());
    relay.durable.scarce(false);
    assertTrue(custody.take(FROM, lasting));
    assertEquals(1, onDisk());
  }

  @Test
  void shouldPassOnAndForgetOnceTheNextHopHasIt() {
    assertTrue(custody.take(FROM, forRight(30_000)));
    List<Bytes> sent = relay.sent();
    assertEquals(1, sent.size());
    assertEquals(new FrameHead(FrameType.RELAY, Priority.NORMAL, 4), FrameHead.peek(sent.getFirst()));
    assertEquals(1, custody.size());
    acknowledgeAll();
    assertEquals(0, custody.size());
    assertEquals(1, relay.turn.tally().of(Count.RELAYED));
  }

  @Test
  void shouldWriteOnlyWhatLivesLong() {
    custody.take(FROM, forRight(59_000));
    assertEquals(0, onDisk());
    custody.take(FROM, forRight(60_000));
    assertEquals(1, onDisk());
    acknowledgeAll();
    assertEquals(0, onDisk());
  }

  @Test
  void shouldGoOnAfterARestartWithWhatRemains() {
    Parcel taken = forRight(100_000);
    custody.take(FROM, taken);
    relay.advance(30_000);
    Custody again = new Custody(relay.turn, relay.durable, relay.rooms.peers, relay.rooms.ways,
        relay.rooms.hops, next -> Optional.of(relay.state));
    again.restore();
    assertEquals(1, again.size());
    assertEquals(1, onDisk());
    relay.sent();
    again.onWay(pair.right.id());
    assertFalse(relay.sent().isEmpty());
    relay.advance(100_000);
    assertEquals(0, again.size());
  }

  @Test
  void shouldDropARecordThatCannotBeRead() {
    relay.durable.put("mesh/custody/0000000000000007", Bytes.hex("ff"));
    Custody again = new Custody(relay.turn, relay.durable, relay.rooms.peers, relay.rooms.ways,
        relay.rooms.hops, next -> Optional.of(relay.state));
    again.restore();
    assertEquals(0, again.size());
    assertEquals(0, onDisk());
  }

  @Test
  void shouldTakeACopyOnceAndLetALaterRepeatPass() {
    Parcel parcel = forRight(30_000);
    assertTrue(custody.take(FROM, parcel));
    assertTrue(custody.take(Fixtures.id(201), parcel));
    assertEquals(1, custody.size());
    acknowledgeAll();
    relay.sent();
    assertTrue(custody.take(FROM, parcel));
    assertTrue(relay.sent().isEmpty());
    relay.advance(MeshLimits.PASS_AGAIN_MS);
    assertTrue(custody.take(FROM, parcel));
    assertEquals(1,
        relay.sent().stream().filter(frame -> FrameHead.peek(frame).type() == FrameType.RELAY).count());
  }

  private Parcel led(Parcel parcel, int hopLimit) {
    return new Parcel(parcel.type(), parcel.priority(), hopLimit, parcel.expiresMs(), parcel.content(),
        parcel.destinationHint(), parcel.sourceHint());
  }

  /** Three nodes passed everything for a fourth on in a circle, and took what came round for a copy. */
  @Test
  void shouldSendWhatComesRoundAnotherWay() {
    Bench third = new Bench(1, 3, relay.link.profile());
    third.announceTo(relay, new LinkEndpoint("third"));
    relay.rooms.ways.routes().learn(pair.right.id(), third.id(), 2, 0, relay.turn.nowMs());
    Parcel parcel = forRight(30_000);
    assertTrue(custody.take(FROM, parcel));
    relay.sent();
    assertTrue(custody.take(Fixtures.id(201), led(parcel, 4)), "another way round the node before us");
    assertEquals(0, relay.turn.tally().of(Count.CAME_ROUND));
    assertTrue(relay.sent().isEmpty());
    assertTrue(custody.take(Fixtures.id(201), led(parcel, 3)));
    assertEquals(1, relay.turn.tally().of(Count.CAME_ROUND));
    assertEquals(List.of(FrameType.HANDSHAKE),
        relay.sent().stream().map(FrameHead::peek).map(FrameHead::type).toList(),
        "for the third, which has no session yet");
    assertEquals(1, custody.size());
    long copies = relay.turn.tally().of(Count.DUPLICATES);
    assertTrue(custody.take(Fixtures.id(202), led(parcel, 1)), "no other way remains");
    assertEquals(copies + 1, relay.turn.tally().of(Count.DUPLICATES));
    assertEquals(1, custody.size());
  }

  @Test
  void shouldKnowWhatComesRoundAfterItWasPassedOn() {
    Bench third = new Bench(1, 3, relay.link.profile());
    third.announceTo(relay, new LinkEndpoint("third"));
    relay.rooms.ways.routes().learn(pair.right.id(), third.id(), 2, 0, relay.turn.nowMs());
    Parcel own = forRight(30_000);
    custody.post(pair.right.id(), own);
    acknowledgeAll();
    assertEquals(0, custody.size());
    assertTrue(custody.take(Fixtures.id(201), led(own, 2)));
    assertEquals(1, custody.size());
    assertEquals(1, relay.turn.tally().of(Count.CAME_ROUND));
  }

  /** Anyone can call anything an emergency: the airtime kept for those is not for one who does so all the time. */
  @Test
  void shouldPassOnNoMoreEmergenciesOfOneNeighborThanItsShareWhenTheAirIsTaken() {
    Pair onAir = new Pair(2, Fixtures.LORA).introduced();
    Bench us = onAir.left;
    Custody ours = us.rooms.custody;
    int hint = onAir.right.id().hint();
    assertTrue(ours.take(FROM, parcel(Priority.EMERGENCY, hint, 5, 30_000)));
    assertEquals(List.of(Priority.EMERGENCY), relayedBy(us), "nothing else needs the air");
    us.link.behindMs().set(600_000);
    List<Priority> priorities = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      assertTrue(ours.take(FROM, parcel(Priority.EMERGENCY, hint, 5, 30_000)));
      priorities.addAll(relayedBy(us));
    }
    long emergencies = priorities.stream().filter(Priority.EMERGENCY::equals).count();
    long eachMs = Fixtures.LORA.airtimeMs(34 + Limits.HOP_OVERHEAD_BYTES);
    long reserveMs = 3_600L * Fixtures.LORA.dutyPermille() * 5 / 100;
    assertTrue(emergencies > 0 && emergencies * eachMs <= reserveMs / 4,
        emergencies + " of " + priorities.size());
    assertTrue(ours.take(Fixtures.id(201), parcel(Priority.EMERGENCY, hint, 5, 30_000)));
    assertEquals(List.of(Priority.EMERGENCY), relayedBy(us), "of another neighbor");
  }

  /** What a restart left went on as emergencies without end. */
  @Test
  void shouldPassOnNoMoreEmergenciesOfBeforeARestartThanTheirShareWhenTheAirIsTaken() {
    Pair onAir = new Pair(2, Fixtures.LORA).introduced();
    Bench us = onAir.left;
    int hint = onAir.right.id().hint();
    for (int number = 0; number < 60; number++) {
      assertTrue(us.rooms.custody.take(FROM, parcel(Priority.EMERGENCY, hint, 5, 600_000)));
    }
    us.sent();
    us.link.behindMs().set(600_000);
    Custody again = new Custody(us.turn, us.durable, us.rooms.peers, us.rooms.ways, us.rooms.hops,
        next -> Optional.of(us.state));
    again.restore();
    assertEquals(60, again.size());
    again.onWay(onAir.right.id());
    List<Priority> priorities = new ArrayList<>();
    for (int round = 0; round < 60; round++) {
      for (int counter = 0; counter < 200; counter++) {
        us.rooms.hops.onAck(onAir.right.id(), new ControlItem.Ack(0, counter, 0));
      }
      us.advance(1_000);
      priorities.addAll(relayedBy(us));
    }
    assertTrue(priorities.contains(Priority.HIGH), "once the share is used up: " + priorities);
  }

  private static List<Priority> relayedBy(Bench us) {
    return us.sent().stream().map(FrameHead::peek).filter(head -> head.type() == FrameType.RELAY)
        .map(FrameHead::priority).toList();
  }

  @Test
  void shouldEndAtTheHopLimit() {
    assertTrue(custody.take(FROM, parcel(pair.right.id().hint(), 0, 30_000)));
    assertEquals(0, custody.size());
    assertTrue(relay.sent().isEmpty());
    assertEquals(1, relay.turn.tally().of(Count.REFUSED));
  }

  @Test
  void shouldRefuseWhatItKnowsNoWayFor() {
    assertFalse(custody.take(FROM, parcel(0x1234, 5, 30_000)));
    assertEquals(0, custody.size());
  }

  @Test
  void shouldNotSendBackWhereItCameFrom() {
    assertFalse(custody.take(pair.right.id(), forRight(30_000)));
  }

  @Test
  void shouldBoundWhatOneNeighborAndAllMayLeave() {
    int taken = 0;
    for (int number = 0; number < MeshLimits.CUSTODY_PER_NEIGHBOR + 10; number++) {
      taken += custody.take(FROM, forRight(30_000)) ? 1 : 0;
    }
    assertEquals(MeshLimits.CUSTODY_PER_NEIGHBOR, taken);
    for (int neighbor = 1; neighbor < 10; neighbor++) {
      for (int number = 0; number < MeshLimits.CUSTODY_PER_NEIGHBOR; number++) {
        custody.take(Fixtures.id(neighbor), forRight(30_000));
      }
    }
    assertEquals(MeshLimits.CUSTODY_PER_DESTINATION, custody.size(), "however many hand it over");
    assertTrue(relay.turn.tally().of(Count.REFUSED) > 0);
  }

  /** Four identities filled a relay for a silent node, and it could not even acknowledge its own messages. */
  @Test
  void shouldHaveRoomForItsOwnWhateverOthersLeave() {
    for (int number = 0; number < MeshLimits.CUSTODY_PER_NEIGHBOR; number++) {
      custody.take(FROM, forRight(30_000));
    }
    int before = custody.size();
    custody.post(pair.right.id(), forRight(30_000));
    assertEquals(before + 1, custody.size());
  }

  @Test
  void shouldExpireAndCountIt() {
    custody.take(FROM, forRight(90_000));
    relay.advance(89_999);
    assertEquals(1, custody.size());
    relay.advance(1);
    assertEquals(0, custody.size());
    assertEquals(0, onDisk());
    assertEquals(1, relay.turn.tally().of(Count.EXPIRED));
  }

  @Test
  void shouldReadEveryParcelItWrites() {
    for (int round = 0; round < 100; round++) {
      Parcel parcel = parcel(entropy.nextInt(65_536), entropy.nextInt(8), 1 + entropy.nextLong(1L << 40));
      long nowMs = relay.turn.nowMs();
      assertEquals(parcel, Parcel.decode(parcel.encode(nowMs), nowMs));
    }
  }

  @Test
  void shouldOnlyThrowMalformedForRandomRecords() {
    for (long input = Long.getLong("sheratan.fuzz", 1_000_000); input > 0; input--) {
      try {
        Parcel.decode(Fixtures.bytes(entropy, entropy.nextInt(60)), 0);
      } catch (MalformedException expected) {
        assertTrue(expected.offset() <= 60);
      }
    }
    assertThrows(MalformedException.class, () -> Parcel.decode(Bytes.EMPTY, 0));
  }
}
