package org.sheratan.radio.fragment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.fragment.Reassembly.Outcome;

class TransferTest {
  /** What a 255-byte LoRa frame leaves for a piece: hop envelope 14, item kind 1, fragment head 6. */
  private static final int LORA_PIECE_BYTES = 255 - 14 - 1 - FragmentLimits.HEAD_BYTES;

  static Bytes content(int length) {
    Entropy entropy = new SeededEntropy(length);
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) entropy.nextInt(256);
    }
    return Bytes.copyOf(bytes);
  }

  static NodeId source(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    return new NodeId(Bytes.copyOf(key));
  }

  /** What a transfer cost. */
  private record Cost(int fragments, int reports) {}

  private static Cost send(Bytes content, int fragmentBytes, double loss, long seed) {
    Entropy entropy = new SeededEntropy(seed);
    OutboundTransfer out = new OutboundTransfer((int) seed, content, fragmentBytes);
    Reassembly in = new Reassembly();
    int fragments = 0;
    int reports = 0;
    for (int round = 1; round < 10_000; round++) {
      for (Fragment fragment : out.burst(Integer.MAX_VALUE)) {
        fragments++;
        if (entropy.chance(loss)) {
          continue;
        }
        Fragment arrived = Fragment.decode(new ByteReader(fragment.encode()));
        if (in.accept(source(1), arrived, round * 10, 5,
            FragmentLimits.IDLE_MS, false) instanceof Outcome.Complete complete) {
          assertEquals(content, complete.content(), "seed " + seed);
          assertEquals(0, in.reservedBytes());
          return new Cost(fragments, reports);
        }
      }
      List<Reassembly.DueReport> due = in.dueReports(round * 10 + 5);
      reports += due.size();
      if (due.isEmpty() || entropy.chance(loss)) {
        out.probe();
      } else {
        out.onReport(due.getFirst().report());
      }
    }
    throw new AssertionError("never arrived, seed " + seed);
  }

  @Test
  void shouldCut64KiBIntoOneGenerationOver1200Bytes() {
    OutboundTransfer transfer = new OutboundTransfer(1, content(64 * 1024 + 16), 1200 - 14 - 1 - 6);
    assertTrue(transfer.count() <= FragmentLimits.GENERATION, () -> "" + transfer.count());
    assertEquals(transfer.count(), transfer.burst(Integer.MAX_VALUE).size());
    assertTrue(transfer.burst(Integer.MAX_VALUE).isEmpty());
  }

  @Test
  void shouldCarry64KiBOverTheSmallestFragments() {
    assertEquals(0, FragmentLimits.maxContentBytes(FragmentLimits.MIN_FRAGMENT_BYTES - 1));
    OutboundTransfer transfer = new OutboundTransfer(1, content(FragmentLimits.MAX_CONTENT_BYTES),
        FragmentLimits.MIN_FRAGMENT_BYTES);
    assertTrue(transfer.count() <= FragmentLimits.MAX_FRAGMENTS, () -> "" + transfer.count());
    send(content(FragmentLimits.MAX_CONTENT_BYTES), FragmentLimits.MIN_FRAGMENT_BYTES, 0, 3);
  }

  /** 64 KiB in LoRa frames of 255 bytes: at least 91 % of what is on air is content, loss-free. */
  @Test
  void shouldSpendUnderNineOfAHundredOnOverheadAtBulk() {
    int fragments = send(content(64 * 1024), LORA_PIECE_BYTES, 0, 1).fragments();
    assertTrue(64 * 1024 >= 0.91 * 255 * fragments, () -> fragments + " frames");
  }

  /** Every repair piece that arrives helps, so only what is lost is sent again. */
  @Test
  void shouldSendHardlyMoreThanIsLost() {
    double loss = 0.3;
    int sent = 0;
    int needed = 0;
    for (long seed = 0; seed < 200; seed++) {
      sent += send(content(64 * 1024), LORA_PIECE_BYTES, loss, seed).fragments();
      needed += new OutboundTransfer(1, content(64 * 1024), LORA_PIECE_BYTES).count();
    }
    double ratio = sent / (needed / (1 - loss));
    assertTrue(ratio <= 1.05, () -> "transmissions by the ideal: " + ratio);
  }

  @Test
  void shouldArriveWhateverIsLost() {
    for (long seed = 0; seed < 200; seed++) {
      Entropy entropy = new SeededEntropy(seed);
      int length = 1 + entropy.nextInt(65_000);
      send(content(length), 17 + entropy.nextInt(1_100), 0.6 * entropy.nextDouble(), seed);
    }
  }

  @Test
  void shouldSendAsManyFreshRepairPiecesAsAreMissing() {
    OutboundTransfer out = new OutboundTransfer(9, content(116), 17);
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6),
        out.burst(Integer.MAX_VALUE).stream().map(Fragment::index).toList());
    assertTrue(out.onReport(new FragmentReport(9, 0, 2)));
    List<Fragment> repair = out.burst(Integer.MAX_VALUE);
    assertEquals(List.of(7, 8), repair.stream().map(Fragment::index).toList());
    assertEquals(List.of(false, true), repair.stream().map(Fragment::reportWanted).toList());
    assertFalse(out.onReport(new FragmentReport(9, 5, 64)));
    out.probe();
    assertEquals(List.of(9), out.burst(Integer.MAX_VALUE).stream().map(Fragment::index).toList());
  }

  /** Ten receivers with losses of their own: the neediest decides, and the pieces sent for it serve all. */
  @Test
  void shouldServeManyReceiversWithTheSameRepairPieces() {
    double ratios = 0;
    int seeds = 200;
    for (long seed = 0; seed < seeds; seed++) {
      ratios += broadcast(content(4_096), 128, 10, 0.3, seed) / 32.0;
    }
    double mean = ratios / seeds;
    // The ideal rateless code needs 1.66 for k = 32, ten receivers and 30 % loss.
    assertTrue(mean <= 1.25 * 1.66, () -> "transmissions by pieces of data: " + mean);
  }

  private static int broadcast(Bytes content, int pieceBytes, int receivers, double loss, long seed) {
    Entropy entropy = new SeededEntropy(seed);
    OutboundTransfer out = new OutboundTransfer(1, content, pieceBytes + 1);
    List<Reassembly> open = new ArrayList<>();
    for (int receiver = 0; receiver < receivers; receiver++) {
      open.add(new Reassembly());
    }
    int sent = 0;
    while (!open.isEmpty()) {
      for (Fragment fragment : out.burst(Integer.MAX_VALUE)) {
        sent++;
        open.removeIf(in -> !entropy.chance(loss)
            && in.accept(source(1), fragment, 0, 0, FragmentLimits.IDLE_MS,
                false) instanceof Outcome.Complete);
      }
      out.probe();
      for (Reassembly in : open) {
        in.dueReports(0).forEach(due -> out.onReport(due.report()));
      }
    }
    return sent;
  }
}
