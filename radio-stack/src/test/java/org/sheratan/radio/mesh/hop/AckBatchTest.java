package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.neighbor.MeshTurn;

class AckBatchTest {
  private static final NodeId ONE = Fixtures.id(1);
  private static final NodeId TWO = Fixtures.id(2);

  private final AckBatch batch = new AckBatch();

  @Test
  void shouldNameExactlyWhatWasAdded() {
    Entropy entropy = new SeededEntropy(1);
    for (int round = 0; round < 200; round++) {
      Set<Integer> added = new TreeSet<>();
      for (int count = 1 + entropy.nextInt(40); count > 0; count--) {
        added.add(entropy.nextInt(300));
      }
      added.forEach(counter -> batch.addCounter(ONE, 2, counter));
      List<ControlItem> items = ControlItem.decode(ControlItem.encode(batch.take(ONE)));
      for (int counter = 0; counter < 400; counter++) {
        int asked = counter;
        long named = items.stream().filter(item -> ((ControlItem.Ack) item).names(asked)).count();
        assertEquals(added.contains(counter) ? 1 : 0, named, "round " + round + ", counter " + counter);
      }
    }
  }

  @Test
  void shouldKeepPeersAndSessionsApart() {
    batch.addCounter(ONE, 0, 5);
    batch.addCounter(ONE, 3, 5);
    batch.addCounter(TWO, 0, 6);
    batch.addTransfer(ONE, 9);
    assertEquals(List.of(new ControlItem.Ack(0, 5, 0), new ControlItem.Ack(3, 5, 0),
        new ControlItem.TransferAck(9)), batch.take(ONE));
    assertEquals(List.of(new ControlItem.Ack(0, 6, 0)), batch.take(TWO));
    assertEquals(List.of(), batch.take(ONE));
  }

  @Test
  void shouldSayEachThingOnce() {
    batch.addCounter(ONE, 0, 5);
    batch.addCounter(ONE, 0, 5);
    batch.addTransfer(ONE, 9);
    batch.addTransfer(ONE, 9);
    assertEquals(2, batch.take(ONE).size());
  }

  @Test
  void shouldBoundWhatWaits() {
    for (int counter = 0; counter < 5_000; counter++) {
      batch.addCounter(ONE, 0, counter);
      batch.addTransfer(ONE, counter);
    }
    assertTrue(batch.take(ONE).size() < 600);
  }

  @Test
  void shouldNotWrapAroundTheBitmap() {
    ControlItem.Ack ack = new ControlItem.Ack(0, 70, 1L << 62 | 1);
    assertTrue(ack.names(70));
    assertTrue(ack.names(69));
    assertTrue(ack.names(7));
    assertFalse(ack.names(8));
    assertFalse(ack.names(6));
    assertFalse(ack.names(71));
    assertFalse(ack.names(5));
  }

  @Test
  void shouldFlushTogetherAtTheEarliestTime() {
    MeshTurn turn = new MeshTurn(new SeededEntropy(1), Now.monotonic(0));
    List<List<ControlItem>> sent = new ArrayList<>();
    AckSender sender = new AckSender(turn, (to, items) -> sent.add(items));
    sender.addWithin(new ArrivalKey.InSeal(ONE, 0, 1), 50);
    sender.addWithin(new ArrivalKey.InTransfer(ONE, 3), 20);
    sender.addWithin(new ArrivalKey.InSeal(ONE, 0, 2), 70);
    turn.begin(Now.monotonic(19));
    turn.timers().runDue(19);
    assertTrue(sent.isEmpty());
    turn.begin(Now.monotonic(200));
    turn.timers().runDue(200);
    assertEquals(List.of(List.of(new ControlItem.Ack(0, 2, 1), new ControlItem.TransferAck(3))), sent);
  }
}
