package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.TransmitQueue.Offer;
import org.sheratan.radio.frame.Batch;
import org.sheratan.radio.frame.Priority;

class TransmitQueueTest {
  private static final long LATE_MS = 1_000_000;

  private final FreeAir air = new FreeAir();
  private final TransmitQueue queue = new TransmitQueue(10, 2_000);

  @Test
  void shouldServeTheMostImportantFirst() {
    air.maxFrameBytes = 100;
    offer(Priority.BULK, 1, 90, 1);
    offer(Priority.HIGH, 1, 90, 2);
    offer(Priority.EMERGENCY, 1, 90, 3);
    offer(Priority.NORMAL, 1, 90, 4);
    assertEquals(List.of(3, 2, 4, 1), drain());
  }

  @Test
  void shouldLetFlowsTakeTurnsByBytes() {
    air.maxFrameBytes = 100;
    offer(Priority.NORMAL, 1, 99, 1);
    offer(Priority.NORMAL, 1, 99, 2);
    offer(Priority.NORMAL, 1, 99, 3);
    offer(Priority.NORMAL, 2, 99, 4);
    offer(Priority.NORMAL, 2, 60, 5);
    assertEquals(List.of(1, 4, 2, 5, 3), drain());
  }

  @Test
  void shouldNotLetNewFlowsCatchUpOnThePast() {
    air.maxFrameBytes = 100;
    for (int serial = 1; serial <= 4; serial++) {
      offer(Priority.NORMAL, 1, 99, serial);
    }
    send();
    send();
    offer(Priority.NORMAL, 2, 99, 10);
    offer(Priority.NORMAL, 2, 99, 11);
    offer(Priority.NORMAL, 2, 99, 12);
    assertEquals(List.of(10, 3, 11, 4, 12), drain());
  }

  @Test
  void shouldKeepEqualFramesOnce() {
    assertEquals(Offer.QUEUED, offer(Priority.NORMAL, 1, 50, 1, 200));
    assertEquals(Offer.COALESCED, offer(Priority.NORMAL, 1, 50, 1, LATE_MS));
    assertEquals(1, queue.frames());
    assertEquals(List.of(1), sentAt(5_000));
    assertEquals(1, queue.counters().coalesced());
    assertEquals(Offer.QUEUED, offer(Priority.NORMAL, 1, 50, 1, LATE_MS));
  }

  @Test
  void shouldDropWhatCannotArriveInTime() {
    assertEquals(Offer.EXPIRED, queue.offer(outbound(Priority.NORMAL, 1, 50, 1, 100), 100));
    offer(Priority.HIGH, 1, 50, 2, 1_000);
    offer(Priority.NORMAL, 1, 50, 3, LATE_MS);
    long airtimeMs = Samples.SF8.airtimeMicros(50) / 1_000;
    assertEquals(2, queue.front(1_000 - airtimeMs, air).map(TransmitQueueTest::serial).orElseThrow());
    assertEquals(3, queue.front(1_001 - airtimeMs, air).map(TransmitQueueTest::serial).orElseThrow());
    assertEquals(2, queue.counters().expired());
    assertEquals(1, queue.frames());
  }

  @Test
  void shouldDropWhatIsTooLongForTheAir() {
    offer(Priority.HIGH, 1, 200, 1);
    offer(Priority.NORMAL, 1, 50, 2);
    air.maxFrameBytes = 100;
    assertEquals(List.of(2), drain());
    assertEquals(1, queue.counters().tooLong());
  }

  /** Their airtime was asked for before their length was looked at. */
  @Test
  void shouldDropFramesLongerThanAnyRadioTakes() {
    offer(Priority.HIGH, 1, 300, 1);
    assertEquals(0, queue.airtimeAheadMicros(Priority.BULK, air));
    assertEquals(Optional.empty(), queue.front(0, air));
    assertEquals(1, queue.counters().tooLong());
  }

  @Test
  void shouldPackSmallFrames() {
    for (int serial = 1; serial <= 4; serial++) {
      offer(Priority.NORMAL, serial, 54, serial);
    }
    offer(Priority.BULK, 9, 20, 5);
    Transmission transmission = queue.next(0, air).orElseThrow();
    assertEquals(List.of(1, 2, 3, 4, 5), serials(transmission));
    assertEquals(4 * 54 + 20 + 5, transmission.onAir().length());
    assertEquals(transmission.carried().stream().map(Outbound::frame).toList(),
        Batch.decode(transmission.onAir()).frames());
    assertEquals(Samples.SF8.airtimeMicros(4 * 54 + 20 + 5), transmission.airtimeMicros());
    assertEquals(5, queue.frames());
    queue.onSent(transmission);
    assertEquals(0, queue.frames());
    assertEquals(0, queue.bytes());
  }

  @Test
  void shouldSkipWhatDoesNotFitAndTakeWhatDoes() {
    offer(Priority.NORMAL, 1, 150, 1);
    offer(Priority.NORMAL, 2, 150, 2);
    offer(Priority.NORMAL, 3, 100, 3);
    assertEquals(List.of(1, 3), serials(queue.next(0, air).orElseThrow()));
  }

  @Test
  void shouldPackNoMoreThanNine() {
    for (int serial = 1; serial <= 10; serial++) {
      offer(Priority.NORMAL, 1, 10, serial);
    }
    assertEquals(9, queue.next(0, air).orElseThrow().carried().size());
  }

  @Test
  void shouldKeepDeadlinesWhenPacking() {
    long alone = Samples.SF8.airtimeMicros(50) / 1_000 + 1;
    offer(Priority.HIGH, 1, 50, 1, alone);
    offer(Priority.NORMAL, 1, 50, 2, LATE_MS);
    assertEquals(List.of(1), serials(queue.next(0, air).orElseThrow()));
  }

  @Test
  void shouldWaitForAirtimeForAll() {
    offer(Priority.NORMAL, 1, 50, 1);
    offer(Priority.NORMAL, 1, 50, 2);
    air.freeMicros = Samples.SF8.airtimeMicros(60);
    Transmission both = queue.next(0, air).orElseThrow();
    assertEquals(List.of(1, 2), serials(both));
    assertEquals((Samples.SF8.airtimeMicros(102) - Samples.SF8.airtimeMicros(60)) / 1_000 * 10,
        both.beginMs());
  }

  @Test
  void shouldNotWaitForCompanyBeyondADeadline() {
    offer(Priority.NORMAL, 1, 50, 1, 600);
    offer(Priority.NORMAL, 1, 50, 2);
    air.freeMicros = Samples.SF8.airtimeMicros(60);
    assertEquals(List.of(1), serials(queue.next(0, air).orElseThrow()));
  }

  @Test
  void shouldNotMakeFramesWaitForLessImportantOnes() {
    offer(Priority.HIGH, 1, 50, 1);
    offer(Priority.NORMAL, 1, 50, 2);
    offer(Priority.BULK, 1, 6, 3);
    air.freeMicros = Samples.SF8.airtimeMicros(60);
    assertEquals(List.of(1, 3), serials(queue.next(0, air).orElseThrow()));
    assertEquals(0, queue.next(0, air).orElseThrow().beginMs());
  }

  @Test
  void shouldNotMakeEmergenciesWaitForEachOther() {
    offer(Priority.EMERGENCY, 1, 50, 1);
    offer(Priority.EMERGENCY, 1, 50, 2);
    air.freeMicros = Samples.SF8.airtimeMicros(60);
    assertEquals(List.of(1), serials(queue.next(0, air).orElseThrow()));
  }

  @Test
  void shouldKeepEmergenciesAmongThemselves() {
    offer(Priority.EMERGENCY, 1, 20, 1);
    offer(Priority.HIGH, 1, 20, 2);
    offer(Priority.EMERGENCY, 2, 20, 3);
    assertEquals(List.of(1, 3), serials(queue.next(0, air).orElseThrow()));
  }

  @Test
  void shouldMakeRoomForWhatMattersMore() {
    for (int serial = 1; serial <= 10; serial++) {
      offer(Priority.NORMAL, serial % 2, 50, serial);
    }
    assertEquals(Offer.FULL, offer(Priority.BULK, 3, 50, 20));
    assertEquals(Offer.QUEUED, offer(Priority.EMERGENCY, 3, 50, 21));
    assertEquals(10, queue.frames());
    assertEquals(1, queue.counters().evicted());
    assertEquals(1, queue.counters().full());
  }

  @Test
  void shouldMakeRoomForFlowsThatHaveLess() {
    for (int serial = 1; serial <= 10; serial++) {
      offer(Priority.NORMAL, 1, 50, serial);
    }
    assertEquals(Offer.FULL, offer(Priority.NORMAL, 1, 50, 11));
    for (int serial = 20; serial < 25; serial++) {
      assertEquals(Offer.QUEUED, offer(Priority.NORMAL, 2, 50, serial));
    }
    assertEquals(Offer.FULL, offer(Priority.NORMAL, 2, 50, 25));
  }

  @Test
  void shouldMakeRoomOfWhatIsLate() {
    for (int serial = 1; serial <= 10; serial++) {
      offer(Priority.HIGH, 1, 50, serial, 100);
    }
    assertEquals(Offer.QUEUED, queue.offer(outbound(Priority.BULK, 1, 50, 20, LATE_MS), 100));
    assertEquals(10, queue.counters().expired());
  }

  @Test
  void shouldBoundBytes() {
    TransmitQueue small = new TransmitQueue(100, 200);
    assertEquals(Offer.QUEUED, small.offer(outbound(Priority.NORMAL, 1, 150, 1, LATE_MS), 0));
    assertEquals(Offer.FULL, small.offer(outbound(Priority.NORMAL, 1, 100, 2, LATE_MS), 0));
    assertEquals(Offer.QUEUED, small.offer(outbound(Priority.NORMAL, 1, 50, 3, LATE_MS), 0));
    assertEquals(200, small.bytes());
  }

  @Test
  void shouldTellWhatGoesFirst() {
    offer(Priority.BULK, 1, 50, 1);
    offer(Priority.HIGH, 1, 50, 2);
    long one = Samples.SF8.airtimeMicros(50);
    assertEquals(0, queue.airtimeAheadMicros(Priority.EMERGENCY, air));
    assertEquals(one, queue.airtimeAheadMicros(Priority.NORMAL, air));
    assertEquals(2 * one, queue.airtimeAheadMicros(Priority.BULK, air));
  }

  /** Under any traffic: bounds hold, every frame is accounted for, nothing comes out late or twice. */
  @Test
  void neverLosesCount() {
    for (long seed = 1; seed <= 500; seed++) {
      Entropy entropy = new SeededEntropy(seed);
      TransmitQueue random = new TransmitQueue(1 + entropy.nextInt(40), 300 + entropy.nextInt(3_000));
      Map<Bytes, Long> deadlines = new TreeMap<>();
      long nowMs = 0;
      for (int step = 0; step < 400; step++) {
        nowMs += entropy.nextInt(300);
        if (entropy.chance(0.6)) {
          Outbound outbound = outbound(Priority.of(entropy.nextInt(4)), entropy.nextInt(5),
              6 + entropy.nextInt(260), entropy.nextInt(300), nowMs + entropy.nextInt(4_000));
          random.offer(outbound, nowMs);
          deadlines.merge(outbound.frame(), outbound.deadlineMs(), Math::max);
        } else {
          long atMs = nowMs;
          air.beginMs = nowMs;
          random.next(nowMs, air).ifPresent(transmission -> {
            random.onSent(transmission);
            assertTrue(transmission.onAir().length() <= 255);
            transmission.carried().forEach(one -> assertTrue(
                atMs + transmission.airtimeMicros() / 1_000 <= deadlines.get(one.frame())));
          });
        }
        QueueCounters now = random.counters();
        assertEquals(now.offered(),
            now.coalesced() + now.full() + now.evicted() + now.expired() + now.tooLong()
                + now.refused() + now.sent() + random.frames(),
            "seed " + seed);
      }
    }
  }

  private Offer offer(Priority priority, int hint, int lengthBytes, int serial) {
    return offer(priority, hint, lengthBytes, serial, LATE_MS);
  }

  private Offer offer(Priority priority, int hint, int lengthBytes, int serial, long deadlineMs) {
    return queue.offer(outbound(priority, hint, lengthBytes, serial, deadlineMs), 0);
  }

  private List<Integer> drain() {
    return sentAt(0);
  }

  private List<Integer> sentAt(long nowMs) {
    List<Integer> sent = new ArrayList<>();
    air.beginMs = nowMs;
    Optional<Transmission> next = queue.next(nowMs, air);
    while (next.isPresent()) {
      queue.onSent(next.get());
      sent.addAll(serials(next.get()));
      next = queue.next(nowMs, air);
    }
    return sent;
  }

  private void send() {
    queue.onSent(queue.next(0, air).orElseThrow());
  }

  private static List<Integer> serials(Transmission transmission) {
    return transmission.carried().stream().map(TransmitQueueTest::serial).toList();
  }

  private static int serial(Outbound outbound) {
    return outbound.frame().at(4) << 8 | outbound.frame().at(5);
  }

  private static Outbound outbound(Priority priority, int hint, int lengthBytes, int serial,
      long deadlineMs) {
    return new Outbound(Samples.frame(priority, hint, lengthBytes, serial), priority, "" + hint, deadlineMs);
  }
}
