package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.ArrivalMarks;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.session.Parcel;
import org.sheratan.radio.secure.MarkSeal;

/** A relay that heard an envelope from one side and word of its arrival from the other. */
class HomewardTest {
  private static final Bytes ENVELOPE = Bytes.hex("abcd12340007" + "00".repeat(24) + "0102030405060708");
  private static final Bytes PROOF = Bytes.hex("a1a2a3a4a5");
  private static final ArrivalMarks.Mark FROM_BEYOND = new ArrivalMarks.Mark(0x010203, 1, PROOF);
  private static final ArrivalMarks.Mark PASSED_ON = FROM_BEYOND.further().further();

  private final Bench bench = new Bench(1, 1, Fixtures.RADIO);
  private final Bench other = new Bench(1, 2, Fixtures.RADIO);
  private final MarkSeal seal = new MarkSeal(bench.network);
  private final Homeward homeward = new Homeward(bench.turn, bench.rooms.neighbors,
      new MarkSender(bench.id(), bench.turn, bench.rooms.neighbors, seal), bench.rooms.frames,
      bench.rooms.custody,
      bench.rooms.outbox);

  HomewardTest() {
    bench.rooms.neighbors.heard(other.id(), bench.link, LinkEndpoint.EVERYONE, true, bench.turn.nowMs());
    bench.sent();
  }

  private static ArrivalKey.InSeal key(int counter) {
    return new ArrivalKey.InSeal(Fixtures.id(7), 0, counter);
  }

  private boolean passing(FrameType type, int counter) {
    return homeward.onPassing(other.id(), parcel(type, 3), key(counter));
  }

  private Parcel parcel(FrameType type, int hopLimit) {
    return Parcel.of(new FrameHead(type, Priority.NORMAL, hopLimit), bench.turn.nowMs() + 60_000, ENVELOPE);
  }

  private List<ArrivalMarks.Mark> said() {
    return bench.sent().stream().filter(frame -> ArrivalMarks.is(FrameHead.peek(frame)))
        .flatMap(frame -> ArrivalMarks.decode(frame).marks().stream()).toList();
  }

  private int saidWithin(long forMs) {
    int times = said().size();
    for (long passed = 0; passed < forMs; passed += 100) {
      bench.advance(100);
      times += said().size();
    }
    return times;
  }

  @Test
  void shouldPassAMarkOnWithOneHopMore() {
    assertFalse(passing(FrameType.RELAY, 1));
    assertEquals(List.of(), said());
    homeward.onMark(bench.state, FROM_BEYOND);
    assertEquals(List.of(FROM_BEYOND.further()), said());
  }

  @Test
  void shouldSayItUntilItIsHeardPassedOn() {
    passing(FrameType.RELAY, 1);
    homeward.onMark(bench.state, FROM_BEYOND);
    assertTrue(saidWithin(10_000) > 1);
    homeward.onMark(bench.state, PASSED_ON);
    assertEquals(0, saidWithin(60_000));
  }

  @Test
  void shouldSayItUntilTheTakerSaysThatItKnows() {
    passing(FrameType.RELAY, 1);
    homeward.onMark(bench.state, FROM_BEYOND);
    homeward.onTaken(seal.mark(bench.id(), FROM_BEYOND.content()));
    assertTrue(saidWithin(10_000) > 1, "somebody else's word does not count");
    homeward.onTaken(seal.mark(other.id(), FROM_BEYOND.content()));
    assertEquals(0, saidWithin(60_000));
  }

  @Test
  void shouldKeepTheFirstWayHomeOfWhatCameRound() {
    passing(FrameType.RELAY, 1);
    homeward.onPassing(Fixtures.id(8), parcel(FrameType.RELAY, 1), key(2));
    homeward.onMark(bench.state, FROM_BEYOND);
    homeward.onTaken(seal.mark(other.id(), FROM_BEYOND.content()));
    assertEquals(1, saidWithin(60_000), "who handed it over first knows");
  }

  @Test
  void shouldGiveUpAfterAWhileAndAnswerWhoeverAsksAgain() {
    passing(FrameType.RELAY, 1);
    homeward.onMark(bench.state, FROM_BEYOND);
    assertEquals(6, saidWithin(600_000));
    assertTrue(homeward.again(key(1)), "the same frame again");
    assertEquals(List.of(FROM_BEYOND.further()), said());
    assertTrue(passing(FrameType.RELAY, 2), "its origin tries again");
    assertEquals(List.of(FROM_BEYOND.further()), said());
    assertTrue(homeward.again(key(2)));
  }

  @Test
  void shouldLetAnEnvelopePassWhoseOriginDoesNotBelieveTheMark() {
    passing(FrameType.RELAY, 1);
    homeward.onMark(bench.state, FROM_BEYOND);
    assertTrue(passing(FrameType.RELAY, 2));
    assertTrue(passing(FrameType.RELAY, 3));
    assertFalse(passing(FrameType.RELAY, 4));
    assertFalse(homeward.again(key(4)));
  }

  @Test
  void shouldQuietWhoeverSaysItAgainFromBeyond() {
    passing(FrameType.RELAY, 1);
    homeward.onMark(bench.state, FROM_BEYOND);
    bench.sent();
    homeward.onMark(bench.state, FROM_BEYOND);
    bench.advance(100);
    List<Bytes> marks = bench.sent().stream().filter(frame -> CustodyMarks.is(FrameHead.peek(frame)))
        .toList();
    assertEquals(
        List.of(new CustodyMarks(List.of(seal.mark(bench.id(), FROM_BEYOND.content()))).encode()), marks);
  }

  @Test
  void shouldPassOnTwoProofsForOneEnvelopeAtMost() {
    passing(FrameType.RELAY, 1);
    for (int lie = 0; lie < 5; lie++) {
      homeward.onMark(bench.state, new ArrivalMarks.Mark(0x010203, 1, Bytes.hex("000000000" + lie)));
    }
    assertEquals(2, said().size());
  }

  @Test
  void shouldIgnoreWhatItKnowsNothingOf() {
    homeward.onMark(bench.state, FROM_BEYOND);
    passing(FrameType.RELAY_CONTROL, 1);
    homeward.onMark(bench.state, FROM_BEYOND);
    passing(FrameType.RELAY, 2);
    homeward.onMark(bench.state, new ArrivalMarks.Mark(0x010203, Limits.MAX_HOPS, PROOF));
    homeward.onMark(bench.state, new ArrivalMarks.Mark(0x010204, 1, PROOF));
    homeward.onTaken(5);
    assertFalse(homeward.again(key(2)));
    assertFalse(homeward.tell(key(2)));
    assertFalse(homeward.tellAgain(key(3)));
    assertEquals(0, saidWithin(10_000));
  }

  @Test
  void shouldBeSilentWhenTheWayBackIsGone() {
    passing(FrameType.RELAY, 1);
    bench.rooms.neighbors.forget(other.id());
    homeward.onMark(bench.state, FROM_BEYOND);
    assertEquals(0, saidWithin(10_000));
    assertEquals(Optional.empty(), bench.rooms.neighbors.best(other.id()));
  }
}
