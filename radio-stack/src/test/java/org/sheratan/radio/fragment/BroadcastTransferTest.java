package org.sheratan.radio.fragment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;

class BroadcastTransferTest {
  private static final int PIECE_BYTES = 100;
  private static final NodeId SOURCE = TransferTest.source(1);

  private static List<Fragment> burst(BroadcastTransfer transfer) {
    List<Fragment> burst = new ArrayList<>();
    for (Optional<Fragment> next = transfer.next(); next.isPresent(); next = transfer.next()) {
      burst.add(next.get());
    }
    return burst;
  }

  private static Reassembly.Outcome hear(Reassembly receiver, Fragment fragment) {
    return receiver.accept(SOURCE, fragment, 0, 0, 1_000, false);
  }

  @Test
  void shouldSayAllGenerationsAndAskOnceForReports() {
    BroadcastTransfer transfer = new BroadcastTransfer(7, TransferTest.content(10_000), PIECE_BYTES);
    List<Fragment> burst = burst(transfer);
    assertEquals(101, burst.size());
    assertEquals(List.of(burst.getLast()), burst.stream().filter(Fragment::reportWanted).toList());
    assertEquals(2, burst.stream().map(Fragment::generation).distinct().count());
    assertFalse(transfer.hasNext());
  }

  @Test
  void shouldRepairAsManyAsTheOneLacksWhoLacksMost() {
    BroadcastTransfer transfer = new BroadcastTransfer(7, TransferTest.content(1_000), PIECE_BYTES);
    burst(transfer);
    for (int missing : List.of(2, 5, 3)) {
      assertTrue(transfer.onReport(new FragmentReport(7, 0, missing)));
    }
    List<Fragment> repair = burst(transfer);
    assertEquals(5, repair.size());
    assertTrue(repair.stream().allMatch(fragment -> fragment.index() >= fragment.size()), "all fresh");
  }

  @Test
  void shouldHelpEveryoneWhateverTheyLost() {
    Bytes content = TransferTest.content(1_000);
    BroadcastTransfer transfer = new BroadcastTransfer(7, content, PIECE_BYTES);
    List<Fragment> burst = burst(transfer);
    transfer.onReport(new FragmentReport(7, 0, 3));
    List<Fragment> repair = burst(transfer);
    for (int lost = 0; lost + 3 <= burst.size(); lost++) {
      Reassembly receiver = new Reassembly();
      List<Fragment> heard = new ArrayList<>(burst);
      heard.subList(lost, lost + 3).clear();
      heard.forEach(fragment -> hear(receiver, fragment));
      assertEquals(Optional.of(new FragmentReport(7, 0, 3)), receiver.report(SOURCE, 7));
      hear(receiver, repair.get(0));
      hear(receiver, repair.get(1));
      assertEquals(content,
          assertInstanceOf(Reassembly.Outcome.Complete.class, hear(receiver, repair.get(2))).content());
    }
  }

  @Test
  void shouldIgnoreReportsOfNoGenerationOfIts() {
    BroadcastTransfer transfer = new BroadcastTransfer(7, TransferTest.content(1_000), PIECE_BYTES);
    burst(transfer);
    assertFalse(transfer.onReport(new FragmentReport(7, 1, 3)));
    assertFalse(transfer.hasNext());
  }

  @Test
  void shouldNotGoOnForEverHoweverOftenItIsAsked() {
    BroadcastTransfer transfer = new BroadcastTransfer(7, TransferTest.content(1_000), PIECE_BYTES);
    int sent = burst(transfer).size();
    int data = sent;
    while (transfer.onReport(new FragmentReport(7, 0, FragmentLimits.GENERATION))) {
      sent += burst(transfer).size();
    }
    assertEquals(BroadcastTransfer.MOST_FACTOR * data, sent);
  }

  @Test
  void canBringOneContentToManyThroughLoss() {
    for (long seed = 1; seed <= 20; seed++) {
      Entropy entropy = new SeededEntropy(seed);
      Bytes content = TransferTest.content(4_096);
      BroadcastTransfer transfer = new BroadcastTransfer(7, content, 220);
      List<Reassembly> receivers = new ArrayList<>();
      for (int index = 0; index < 10; index++) {
        receivers.add(new Reassembly());
      }
      int sent = 0;
      while (!receivers.isEmpty()) {
        for (Fragment fragment : burst(transfer)) {
          sent++;
          receivers.removeIf(receiver -> !entropy.chance(0.3)
              && hear(receiver, fragment) instanceof Reassembly.Outcome.Complete);
        }
        receivers.forEach(receiver -> receiver.report(SOURCE, 7).ifPresent(transfer::onReport));
        assertTrue(receivers.isEmpty() || transfer.hasNext(), "seed " + seed);
      }
      assertTrue(sent < 60, sent + " pieces, seed " + seed);
    }
  }
}
