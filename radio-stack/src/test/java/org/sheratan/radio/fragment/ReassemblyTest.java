package org.sheratan.radio.fragment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.fragment.Reassembly.Outcome;

class ReassemblyTest {
  private static final NodeId SOURCE = TransferTest.source(0);

  private static Fragment piece(int transfer, int generation, int size, int index, int length) {
    return new Fragment(transfer, generation, false, false, size, index, TransferTest.content(length));
  }

  @Test
  void shouldAcknowledgeRepeatsOfAFinishedTransferOnly() {
    Reassembly in = new Reassembly();
    Fragment whole = new OutboundTransfer(7, Bytes.utf8("x"), 17).burst(Integer.MAX_VALUE).getFirst();
    assertInstanceOf(Outcome.Complete.class, in.accept(SOURCE, whole, 0, 5, FragmentLimits.IDLE_MS, false));
    assertInstanceOf(Outcome.Complete.class, in.accept(SOURCE, whole, 0, 5, FragmentLimits.IDLE_MS, false));
    in.finish(SOURCE, 7);
    assertInstanceOf(Outcome.Repeated.class, in.accept(SOURCE, whole, 0, 5, FragmentLimits.IDLE_MS, false));
    assertInstanceOf(Outcome.Complete.class,
        in.accept(TransferTest.source(2), whole, 0, 5, FragmentLimits.IDLE_MS, false));
  }

  @Test
  void shouldRefuseWhatContradictsEarlierFragments() {
    Reassembly in = new Reassembly();
    assertInstanceOf(Outcome.Partial.class,
        in.accept(SOURCE, piece(1, 1, 3, 0, 20), 0, 5, FragmentLimits.IDLE_MS, false));
    Fragment last = new Fragment(1, 2, true, false, 3, 0, TransferTest.content(20));
    List<Fragment> contradictions = List.of(piece(1, 1, 3, 1, 21), piece(1, 1, 4, 1, 20),
        new Fragment(1, 0, true, false, 3, 0, TransferTest.content(20)));
    for (Fragment contradiction : contradictions) {
      assertInstanceOf(Outcome.Contradictory.class,
          in.accept(SOURCE, contradiction, 0, 5, FragmentLimits.IDLE_MS, false));
    }
    assertInstanceOf(Outcome.Partial.class, in.accept(SOURCE, last, 0, 5, FragmentLimits.IDLE_MS, false));
    assertInstanceOf(Outcome.Contradictory.class,
        in.accept(SOURCE, piece(1, 3, 3, 0, 20), 0, 5, FragmentLimits.IDLE_MS, false));
    assertInstanceOf(Outcome.Contradictory.class,
        in.accept(SOURCE, piece(1, 2, 3, 1, 20), 0, 5, FragmentLimits.IDLE_MS, false));
    assertEquals(1, in.transfers());
  }

  @Test
  void shouldRefuseMoreThanTheLargestContent() {
    Reassembly in = new Reassembly();
    assertInstanceOf(Outcome.Contradictory.class,
        in.accept(SOURCE, piece(1, 0, 64, 0, 1_200), 0, 5, FragmentLimits.IDLE_MS, false));
    assertInstanceOf(Outcome.Partial.class,
        in.accept(SOURCE, piece(2, 0, 30, 0, 1_200), 0, 5, FragmentLimits.IDLE_MS, false));
    assertInstanceOf(Outcome.Contradictory.class,
        in.accept(SOURCE, piece(2, 1, 30, 0, 1_200), 0, 5, FragmentLimits.IDLE_MS, false));
  }

  @Test
  void shouldRefuseALengthThatIsALie() {
    for (String hex : List.of("000000aa", "000002aa", "010021aa", "000001")) {
      Reassembly in = new Reassembly();
      assertInstanceOf(Outcome.Contradictory.class,
          in.accept(SOURCE, new Fragment(1, 0, true, true, 1, 0, Bytes.hex(hex)), 0, 5,
              FragmentLimits.IDLE_MS, false),
          hex);
      assertEquals(0, in.reservedBytes());
    }
  }

  @Test
  void shouldReportOnlyWhenTheSenderWantsToKnow() {
    Reassembly in = new Reassembly();
    in.accept(SOURCE, piece(1, 0, 10, 3, 20), 100, 5, FragmentLimits.IDLE_MS, false);
    assertTrue(in.dueReports(1_000).isEmpty());
    in.accept(SOURCE, new Fragment(1, 0, false, true, 10, 12, TransferTest.content(20)), 1_000, 5,
        FragmentLimits.IDLE_MS, false);
    assertTrue(in.dueReports(1_004).isEmpty());
    assertEquals(List.of(new Reassembly.DueReport(SOURCE, new FragmentReport(1, 0, 8))),
        in.dueReports(1_005));
    assertTrue(in.dueReports(1_005).isEmpty());
  }

  /** Found by an audit: a neighbor that had given up four transfers could send none for a minute. */
  @Test
  void shouldLetANewTransferInAfterFourWereGivenUp() {
    Reassembly in = new Reassembly();
    NodeId other = TransferTest.source(1);
    in.accept(other, piece(9, 0, 50, 0, 1_200), 0, 5, FragmentLimits.IDLE_MS, false);
    for (int transfer = 0; transfer < FragmentLimits.TRANSFERS_PER_SOURCE; transfer++) {
      in.accept(SOURCE, piece(transfer, 0, 50, 0, 1_200), 1 + transfer, 5, FragmentLimits.IDLE_MS, false);
    }
    in.accept(SOURCE, piece(0, 0, 50, 1, 1_200), 50, 5, FragmentLimits.IDLE_MS, false);
    assertInstanceOf(Outcome.Partial.class,
        in.accept(SOURCE, piece(7, 0, 50, 0, 1_200), 60, 5, FragmentLimits.IDLE_MS, false));
    in.accept(SOURCE, new Fragment(0, 0, false, true, 50, 2, TransferTest.content(1_200)), 70, 5,
        FragmentLimits.IDLE_MS, false);
    assertEquals(List.of(new Reassembly.DueReport(SOURCE, new FragmentReport(0, 0, 47))), in.dueReports(75),
        "the one that made progress last is kept, the idlest is gone");
    assertEquals(1 + FragmentLimits.TRANSFERS_PER_SOURCE, in.transfers(), "nor is another's");
  }

  /** Where all is held by others, there is nothing of one's own to give up. */
  @Test
  void shouldPushNobodyElseOut() {
    Reassembly in = new Reassembly();
    for (int number = 0; number < FragmentLimits.TRANSFERS; number++) {
      in.accept(TransferTest.source(number), piece(1, 0, 50, 0, 1_200), 0, 5, FragmentLimits.IDLE_MS, false);
    }
    assertInstanceOf(Outcome.Full.class,
        in.accept(TransferTest.source(200), piece(1, 0, 50, 0, 1_200), 1, 5, FragmentLimits.IDLE_MS, false));
  }

  @Test
  void shouldBoundWhatOneSourceAndAllTogetherMayHold() {
    Reassembly in = new Reassembly();
    for (int transfer = 0; transfer < 10; transfer++) {
      in.accept(SOURCE, piece(transfer, 0, 50, 0, 1_200), 0, 5, FragmentLimits.IDLE_MS, false);
    }
    assertEquals(FragmentLimits.TRANSFERS_PER_SOURCE, in.transfers());
    for (int other = 1; other < 100; other++) {
      in.accept(TransferTest.source(other), piece(1, 0, 50, 0, 1_200), 0, 5, FragmentLimits.IDLE_MS, false);
    }
    assertEquals(FragmentLimits.TRANSFERS, in.transfers());
    assertTrue(in.reservedBytes() <= FragmentLimits.BYTES);
    assertEquals(0, in.expire(FragmentLimits.IDLE_MS - 1));
    assertEquals(FragmentLimits.TRANSFERS, in.expire(FragmentLimits.IDLE_MS));
    assertEquals(0, in.reservedBytes());
    assertEquals(Long.MAX_VALUE, in.nextDueMs());
  }
}
