package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;

/** Large messages over a slow link whose ends crash. What the application owes it sends again after a restart. */
class ResumeTest {
  private static final long HOUR_MS = 3_600_000;
  private static final int MESSAGE_BYTES = 30_000;
  private static final int PIECE_FRAME_BYTES = 200;
  /** 30,000 bytes are 130 pieces in three generations. */
  private static final int PIECES = 130;
  private static final int GENERATION = 44;
  private static final EtherFaults LOSSY = new EtherFaults(0.2, 0, 0, 0, 5, 0);

  /** Two nodes, one message, and what it costs. */
  private static final class Run {
    private final World world;
    private final TestNode sender;
    private final TestNode receiver;
    private final Bytes message;
    private long ticket;
    private int pieces;

    private Run(long seed, EtherFaults faults) {
      world = new World(seed, faults, Fixtures.RADIO);
      List<TestNode> nodes = world.addAll("sender", "receiver");
      sender = nodes.getFirst();
      receiver = nodes.getLast();
      world.converged();
      message = world.random(MESSAGE_BYTES);
      world.ether.tap((atMs, from, to, frame) -> pieces += frame.length() > PIECE_FRAME_BYTES ? 1 : 0);
      submit();
    }

    private void submit() {
      ticket = sender.send(receiver, message, 6 * HOUR_MS);
    }

    private void crash(TestNode node, long downMs) {
      boolean owed = !sender.delivered(ticket);
      world.crash(node);
      world.run(downMs);
      world.restart(node);
      if (node == sender && owed) {
        submit();
      }
    }

    private void arrives(String why) {
      assertTrue(world.runUntil(HOUR_MS, () -> sender.delivered(ticket)), why);
      assertTrue(receiver.messages().stream().allMatch(message::equals), why);
      assertEquals(1, receiver.messages().size(), why);
    }

    private Map<String, Bytes> stored() {
      return receiver.durable.under("mesh/part/");
    }
  }

  @Test
  void shouldSendOnlyWhatIsMissingWhenTheSenderRestarts() {
    Run run = new Run(1, EtherFaults.NONE);
    assertTrue(run.world.runUntil(HOUR_MS, () -> run.pieces >= 100));
    run.crash(run.sender, 5_000);
    run.arrives("seed 1");
    assertTrue(run.pieces <= PIECES + 6, "pieces " + run.pieces);
    assertTrue(run.sender.durable.under("mesh/transfer/").isEmpty());
  }

  @Test
  void shouldArriveWithoutARecordWhileTheDiskIsShortAndWithOneAfter() {
    Run run = new Run(4, EtherFaults.NONE);
    run.sender.durable.scarce(true);
    run.receiver.durable.scarce(true);
    run.crash(run.sender, 1_000);
    assertTrue(run.world.runUntil(HOUR_MS, () -> run.pieces >= 100));
    assertTrue(run.stored().isEmpty() && run.sender.durable.under("mesh/transfer/").isEmpty());
    run.sender.durable.scarce(false);
    run.crash(run.sender, 1_000);
    run.arrives("seed 4");
  }

  @Test
  void shouldSendAtMostOneGenerationAgainWhenTheReceiverRestarts() {
    Run run = new Run(2, EtherFaults.NONE);
    assertTrue(run.world.runUntil(HOUR_MS, () -> run.pieces >= 125));
    assertEquals(2, run.stored().size(), () -> "stored " + run.stored().keySet());
    run.crash(run.receiver, 5_000);
    run.arrives("seed 2");
    assertTrue(run.pieces <= PIECES + GENERATION + 6, "pieces " + run.pieces);
    assertTrue(run.stored().keySet().stream().allMatch(name -> name.endsWith("done")),
        () -> "stored " + run.stored().keySet());
  }

  /** SIMULATION: crashes of either side at any moment; never a wrong byte, never twice, bounded extra airtime. */
  @Test
  void canGoOnWhoeverCrashesWhenever() {
    int extra = 0;
    int crashes = 0;
    for (long seed = 1; seed <= 60; seed++) {
      boolean lossy = seed % 2 == 0;
      Run run = new Run(seed, lossy ? LOSSY : EtherFaults.NONE);
      Entropy entropy = new SeededEntropy(seed).fork("crashes");
      int count = 1 + entropy.nextInt(4);
      for (int crash = 0; crash < count; crash++) {
        run.world.run(entropy.nextLong(40_000));
        run.crash(entropy.chance(0.5) ? run.sender : run.receiver, entropy.nextLong(20_000));
      }
      run.arrives("seed " + seed);
      int most = (int) (PIECES / (lossy ? 0.75 : 1)) + count * (GENERATION + 20);
      assertTrue(run.pieces <= most, "seed " + seed + ": " + run.pieces + " pieces, " + count + " crashes");
      extra += lossy ? 0 : run.pieces - PIECES;
      crashes += lossy ? 0 : count;
    }
    System.err.println("SIMULATION resume, seeds 1..60: " + (double) extra / crashes
        + " pieces more for each crash, of " + PIECES);
    assertTrue(extra <= crashes * GENERATION, extra + " pieces more for " + crashes + " crashes");
  }

  @Test
  void neverTakesAStoredPartThatRotted() {
    Run run = new Run(3, EtherFaults.NONE);
    assertTrue(run.world.runUntil(HOUR_MS, () -> run.stored().size() == 2));
    String name = run.stored().keySet().iterator().next();
    byte[] rotted = run.stored().get(name).toArray();
    rotted[500] ^= 1;
    run.receiver.durable.put(name, Bytes.copyOf(rotted));
    run.receiver.durable.commit();
    run.crash(run.receiver, 1_000);
    run.arrives("seed 3");
    assertTrue(run.receiver.events.contains(new MeshEvent.RecordDropped(name, "unreadable")));
  }

  /** A part that is sound and of another message: noticed when all is there, and all is sent again. */
  @Test
  void neverMixesTwoMessages() {
    Run other = new Run(4, EtherFaults.NONE);
    assertTrue(other.world.runUntil(HOUR_MS, () -> other.stored().size() == 1));
    Run run = new Run(5, EtherFaults.NONE);
    assertTrue(run.world.runUntil(HOUR_MS, () -> run.stored().size() == 2));
    String name = run.stored().keySet().iterator().next();
    run.receiver.durable.put(name, other.stored().values().iterator().next());
    run.receiver.durable.commit();
    run.crash(run.receiver, 1_000);
    run.arrives("seeds 4 and 5");
    assertTrue(run.receiver.events.stream().anyMatch(
        event -> event instanceof MeshEvent.RecordDropped part && part.cause().equals("contradictory")));
    assertEquals(0, run.sender.mesh.counters().chargedToNeighbor().size());
    assertEquals(0, run.receiver.mesh.counters().chargedToNeighbor().size(), "nobody is to blame");
  }

  /** Found with the receiver restarted: it asked for an earlier generation, and the sender went on probing the later. */
  @Test
  void shouldBeginAgainForAReceiverThatLostAll() {
    Run run = new Run(6, EtherFaults.NONE);
    assertTrue(run.world.runUntil(HOUR_MS, () -> run.stored().size() == 2));
    run.stored().keySet().forEach(run.receiver.durable::remove);
    run.receiver.durable.commit();
    run.crash(run.receiver, 1_000);
    run.arrives("seed 6");
  }

  @Test
  void shouldForgetInterruptedTransfersThatNobodyGoesOnWith() {
    Run run = new Run(7, EtherFaults.NONE);
    assertTrue(run.world.runUntil(HOUR_MS, () -> run.pieces >= 20));
    assertEquals(1, run.sender.durable.under("mesh/transfer/").size());
    for (int start = 0; start <= MeshLimits.TRANSFER_STARTS; start++) {
      run.world.crash(run.sender);
      run.world.restart(run.sender);
      run.world.run(100);
    }
    assertTrue(run.sender.durable.under("mesh/transfer/").isEmpty());
    assertTrue(run.receiver.messages().isEmpty());
  }

  /** Found by reading: it stayed in the receiver's memory and on its disk for an hour. */
  @Test
  void shouldDropAtOnceWhatTheSenderGivesUp() {
    Run run = new Run(8, EtherFaults.NONE);
    assertTrue(run.world.runUntil(HOUR_MS, () -> run.stored().size() == 2));
    run.sender.mesh.abandon(run.ticket);
    run.world.run(5_000);
    assertEquals(Set.of(), run.stored().keySet());
    assertTrue(run.sender.durable.under("mesh/transfer/").isEmpty());
    run.submit();
    run.arrives("seed 8");
  }
}
