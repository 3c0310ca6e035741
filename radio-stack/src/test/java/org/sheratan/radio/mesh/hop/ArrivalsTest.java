package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.MeshTurn;

class ArrivalsTest {
  private record Sent(NodeId to, List<ControlItem> items) {}

  private static final NodeId PEER = Fixtures.id(1);
  private static final long DELAY_MS = 40;

  private final MeshTurn turn = new MeshTurn(new SeededEntropy(1), Now.monotonic(0));
  private final List<Sent> sent = new ArrayList<>();
  private final List<ArrivalKey> told = new ArrayList<>();
  private boolean tells;
  private final Arrivals arrivals = new Arrivals(turn,
      new AckSender(turn, (to, items) -> sent.add(new Sent(to, items))), new Arrivals.Telling() {
        @Override
        public boolean tell(ArrivalKey message) {
          return tells && told.add(message);
        }

        @Override
        public boolean tellAgain(ArrivalKey message) {
          return tell(message);
        }
      });
  private final List<Long> repeated = new ArrayList<>();

  private static ArrivalKey frame(int counter) {
    return new ArrivalKey.InSeal(PEER, 1, counter);
  }

  private long deliver(ArrivalKey key) {
    arrivals.deliver(key, Bytes.utf8("m"), DELAY_MS);
    return ((MeshEvent.MessageArrived) turn.drainEvents().getLast()).arrival();
  }

  private void pass(long forMs) {
    turn.begin(Now.monotonic(turn.nowMs() + forMs));
    turn.timers().runDue(turn.nowMs());
  }

  private static Sent ack(int newest, long earlier) {
    return new Sent(PEER, List.of(new ControlItem.Ack(1, newest, earlier)));
  }

  @Test
  void shouldAcknowledgeAfterTheDelay() {
    deliver(frame(5));
    pass(DELAY_MS - 1);
    assertTrue(sent.isEmpty());
    pass(1);
    assertEquals(List.of(ack(5, 0)), sent);
  }

  @Test
  void shouldAcknowledgeTogetherWhatCameTogether() {
    deliver(frame(5));
    pass(10);
    deliver(frame(6));
    deliver(frame(8));
    pass(25);
    deliver(frame(9));
    pass(5);
    assertEquals(List.of(ack(8, 0b101 << 1 >> 1 & 0b110)), List.of(ack(8, 0b100)));
    assertEquals(List.of(ack(8, 0b110)), sent);
    pass(DELAY_MS);
    assertEquals(ack(9, 0), sent.getLast());
  }

  @Test
  void shouldAcknowledgeSealedOnlyWhatCannotBeToldInAnotherWay() {
    tells = true;
    deliver(frame(5));
    pass(DELAY_MS);
    arrivals.again(frame(5));
    pass(100);
    assertEquals(List.of(frame(5), frame(5)), told);
    assertTrue(sent.isEmpty());
    tells = false;
    arrivals.again(frame(5));
    pass(100);
    assertEquals(List.of(ack(5, 0)), sent);
  }

  @Test
  void shouldStaySilentWhenAnsweredInTime() {
    long arrival = deliver(frame(5));
    assertTrue(arrivals.answer(arrival, PEER, 77));
    pass(1_000);
    assertTrue(sent.isEmpty());
  }

  @Test
  void shouldNotTakeAnAnswerThatIsLateOrForSomebodyElse() {
    long arrival = deliver(frame(5));
    assertFalse(arrivals.answer(arrival, Fixtures.id(2), 77));
    assertFalse(arrivals.answer(arrival + 1, PEER, 77));
    pass(DELAY_MS);
    assertFalse(arrivals.answer(arrival, PEER, 77));
    assertEquals(1, sent.size());
  }

  @Test
  void shouldAnswerARepeatedQuestionAgain() {
    arrivals.repeatAnswersBy(ticket -> repeated.add(ticket));
    long arrival = deliver(frame(5));
    arrivals.answer(arrival, PEER, 77);
    assertTrue(arrivals.again(frame(5)));
    assertEquals(List.of(77L), repeated);
    pass(1_000);
    assertTrue(sent.isEmpty());
  }

  @Test
  void shouldAcknowledgeARepeatWhenTheAnswerIsNoLongerKept() {
    long arrival = deliver(frame(5));
    arrivals.answer(arrival, PEER, 77);
    arrivals.again(frame(5));
    pass(1_000);
    assertEquals(List.of(ack(5, 0)), sent);
  }

  @Test
  void shouldAcknowledgeARepeatAgainOnlyWhenItWasAcknowledgedBefore() {
    deliver(frame(5));
    arrivals.again(frame(5));
    pass(DELAY_MS - 1);
    assertTrue(sent.isEmpty());
    pass(1);
    arrivals.again(frame(5));
    pass(100);
    assertEquals(List.of(ack(5, 0), ack(5, 0)), sent);
    assertEquals(2, turn.tally().of(Count.DUPLICATES));
  }

  @Test
  void shouldAcknowledgeRepeatsFromBeforeARestart() {
    assertFalse(arrivals.again(frame(5)));
    pass(100);
    assertEquals(List.of(ack(5, 0)), sent);
    assertFalse(arrivals.again(new ArrivalKey.InTransfer(PEER, 9)));
    pass(100);
    assertEquals(1, sent.size(), "whose transfer that was is for the hop to know");
  }

  @Test
  void shouldLetTheAcknowledgementOfAnAnswerWaitForARide() {
    long answer = deliver(frame(5));
    arrivals.confirmedBy(answer);
    pass(10_000);
    assertTrue(sent.isEmpty());
    deliver(frame(7));
    pass(DELAY_MS);
    assertEquals(List.of(ack(7, 0b10)), sent);
  }

  @Test
  void shouldAcknowledgeAnAnswerThatCameAsATransfer() {
    long answer = deliver(new ArrivalKey.InTransfer(PEER, 9));
    arrivals.confirmedBy(answer);
    pass(DELAY_MS);
    assertEquals(List.of(new Sent(PEER, List.of(new ControlItem.TransferAck(9)))), sent);
  }

  @Test
  void shouldTakeNoAnswerToWhatIsForgottenOrNeverCame() {
    long first = deliver(frame(0));
    assertFalse(arrivals.answer(first + 1, PEER, 7), "not yet");
    long last = first;
    for (int counter = 1; counter <= MeshLimits.ARRIVALS; counter++) {
      last = deliver(frame(counter));
    }
    assertFalse(arrivals.answer(first, PEER, 7), "another has its place");
    assertFalse(arrivals.answer(Mesh.UNPROMPTED, PEER, 7));
    assertTrue(arrivals.answer(first + 1, PEER, 7), "the eldest that is left");
    assertTrue(arrivals.answer(last, PEER, 8));
    assertFalse(arrivals.answer(last, PEER, 8), "answered already");
  }

  @Test
  void shouldBoundWhatItRemembers() {
    for (int counter = 0; counter < MeshLimits.ARRIVALS + 100; counter++) {
      deliver(frame(counter));
    }
    pass(DELAY_MS);
    long acknowledged = sent.stream().flatMap(each -> each.items().stream())
        .mapToLong(item -> 1 + Long.bitCount(((ControlItem.Ack) item).earlier())).sum();
    assertTrue(acknowledged >= 512, "acknowledged " + acknowledged);
    assertFalse(arrivals.again(frame(0)));
    assertTrue(arrivals.again(frame(MeshLimits.ARRIVALS)));
  }
}
