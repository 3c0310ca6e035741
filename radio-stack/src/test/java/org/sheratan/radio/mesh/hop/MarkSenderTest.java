package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;
import org.sheratan.radio.mesh.neighbor.Contact;
import org.sheratan.radio.secure.MarkSeal;

class MarkSenderTest {
  private static final long DELAY_MS = 200;
  private static final Bytes CONTENT = Bytes.utf8("an envelope");

  private final Bench bench = new Bench(1, 1, Fixtures.RADIO);
  private final Bench other = new Bench(1, 2, Fixtures.RADIO);
  private final MarkSeal seal = new MarkSeal(bench.network);
  private final MarkSender marks = new MarkSender(bench.id(), bench.turn, bench.rooms.neighbors, seal);
  private final int mark = seal.mark(bench.id(), CONTENT);

  MarkSenderTest() {
    bench.rooms.neighbors.heard(other.id(), bench.link, LinkEndpoint.EVERYONE, true, bench.turn.nowMs());
  }

  private ArrivalKey.InSeal key(int counter) {
    return new ArrivalKey.InSeal(other.id(), 0, counter);
  }

  private List<Integer> said() {
    List<Integer> said = new ArrayList<>();
    bench.sent().stream().filter(frame -> CustodyMarks.is(FrameHead.peek(frame)))
        .forEach(frame -> said.addAll(CustodyMarks.decode(frame).marks()));
    return said;
  }

  @Test
  void shouldExpectWhatTheTakerWillSay() {
    assertEquals(mark, marks.expected(bench.id(), bench.link, CONTENT));
    assertEquals(CustodyMarks.NONE,
        marks.expected(bench.id(), Fixtures.deadLink(Fixtures.UDP), CONTENT));
    assertFalse(mark == seal.mark(other.id(), CONTENT));
  }

  @Test
  void shouldSayItAloneWhenNothingGoesOut() {
    assertTrue(marks.took(key(1), CONTENT, DELAY_MS));
    assertEquals(List.of(), said());
    bench.advance(DELAY_MS);
    assertEquals(List.of(mark), said());
    bench.advance(60_000);
    assertEquals(List.of(), said(), "one that answers is told once");
  }

  @Test
  void shouldSayThatThereIsNoRoomAndSayItAgainWhenAsked() {
    int noRoom = seal.noRoom(bench.id(), CONTENT);
    assertFalse(noRoom == mark);
    assertEquals(noRoom, marks.expectedNoRoom(bench.id(), bench.link, CONTENT));
    assertEquals(CustodyMarks.NONE,
        marks.expectedNoRoom(bench.id(), Fixtures.deadLink(Fixtures.UDP), CONTENT));
    marks.noRoom(key(1), CONTENT, DELAY_MS);
    bench.advance(DELAY_MS);
    assertEquals(List.of(noRoom), said());
    assertTrue(marks.again(key(1), 10));
    bench.advance(10);
    assertEquals(List.of(noRoom), said());
  }

  @Test
  void shouldSayItBesideAFrameAndTwiceMore() {
    marks.took(key(1), CONTENT, DELAY_MS);
    for (int times = 0; times < 5; times++) {
      marks.beside(bench.link, 60);
      assertEquals(times < 3 ? List.of(mark) : List.of(), said(), "time " + times);
    }
  }

  @Test
  void shouldJoinAFrameOfTheSameTurn() {
    marks.beside(bench.link, 60);
    marks.took(key(1), CONTENT, DELAY_MS);
    assertEquals(List.of(mark), said());
  }

  @Test
  void shouldNotCrowdOutAFullFrame() {
    marks.took(key(1), CONTENT, DELAY_MS);
    marks.beside(bench.link, 250);
    assertEquals(List.of(), said());
    bench.advance(DELAY_MS);
    assertEquals(List.of(mark), said());
  }

  @Test
  void shouldSayItTwiceToANeighborThatHearsBadly() {
    Contact contact = bench.rooms.neighbors.best(other.id()).orElseThrow();
    for (int lost = 0; lost < 4; lost++) {
      contact.unanswered();
    }
    marks.took(key(1), CONTENT, DELAY_MS);
    bench.advance(DELAY_MS);
    assertEquals(List.of(mark), said());
    bench.advance(2 * Contact.ackDelayMs(bench.link));
    assertEquals(List.of(mark), said());
    bench.advance(60_000);
    assertEquals(List.of(), said());
  }

  @Test
  void shouldSayItAgainToWhoeverRepeats() {
    assertFalse(marks.again(key(1), DELAY_MS), "never taken");
    marks.took(key(1), CONTENT, DELAY_MS);
    bench.advance(DELAY_MS);
    said();
    assertTrue(marks.again(key(1), 10));
    bench.advance(10);
    assertEquals(List.of(mark), said());
  }

  @Test
  void shouldBoundWhatOneFrameSays() {
    for (int counter = 0; counter < 40; counter++) {
      marks.took(key(counter), Bytes.utf8("envelope " + counter), DELAY_MS);
    }
    bench.advance(DELAY_MS);
    List<Bytes> frames = bench.sent();
    assertEquals(3, frames.size());
    assertTrue(
        frames.stream().allMatch(frame -> CustodyMarks.decode(frame).marks().size() <= CustodyMarks.MOST));
  }

  @Test
  void shouldAcknowledgeSealedWhereFramesAreAddressed() {
    Pair pair = new Pair(1).introduced();
    MarkSender sealed = new MarkSender(pair.left.id(), pair.left.turn, pair.left.rooms.neighbors, seal);
    assertFalse(sealed.took(new ArrivalKey.InSeal(pair.right.id(), 0, 1), CONTENT, DELAY_MS));
  }
}
