package org.sheratan.radio.fragment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.fragment.Reassembly.Outcome;

class FragmentTest {
  private static final NodeId SOURCE = new NodeId(Bytes.copyOf(new byte[32]));

  private static Bytes content(int length) {
    Entropy entropy = new SeededEntropy(length);
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) entropy.nextInt(256);
    }
    return Bytes.copyOf(bytes);
  }

  private static NodeId source(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    return new NodeId(Bytes.copyOf(key));
  }

  @Test
  void shouldCut64KiBIntoOneGenerationOver1200Bytes() {
    OutboundTransfer transfer = new OutboundTransfer(1, content(64 * 1024 + 16), 1200 - 14 - 9);
    assertTrue(transfer.count() <= FragmentLimits.GENERATION, () -> "" + transfer.count());
    assertEquals(transfer.count(), transfer.burst().size());
    assertTrue(transfer.burst().isEmpty());
  }

  @Test
  void shouldCarry64KiBOverTheSmallestFragments() {
    assertEquals(0, FragmentLimits.maxContentBytes(FragmentLimits.MIN_FRAGMENT_BYTES - 1));
    assertArrives(content(FragmentLimits.MAX_CONTENT_BYTES), FragmentLimits.MIN_FRAGMENT_BYTES, 0, 3);
  }

  @Test
  void shouldRepairSelectivelyWhateverIsLost() {
    for (long seed = 0; seed < 50; seed++) {
      int length = 1 + new SeededEntropy(seed).nextInt(70_000 - 5_000);
      int rounds = assertArrives(content(length), 231, 0.3, seed);
      assertTrue(rounds < 200, () -> "rounds " + rounds);
    }
  }

  private static int assertArrives(Bytes content, int fragmentBytes, double loss, long seed) {
    Entropy entropy = new SeededEntropy(seed);
    OutboundTransfer out = new OutboundTransfer(seed, content, fragmentBytes);
    Reassembly in = new Reassembly();
    for (int round = 1; round < 10_000; round++) {
      for (Fragment fragment : out.burst()) {
        if (entropy.chance(loss)) {
          continue;
        }
        Fragment arrived = Fragment.decode(new ByteReader(fragment.encode()));
        if (in.accept(SOURCE, arrived, round * 10, 5) instanceof Outcome.Complete complete) {
          assertEquals(content, complete.content(), "seed " + seed);
          assertEquals(0, in.reservedBytes());
          return round;
        }
      }
      List<Reassembly.DueReport> due = in.dueReports(round * 10 + 5);
      if (due.isEmpty() || entropy.chance(loss)) {
        out.probe();
      } else {
        ByteWriter writer = new ByteWriter();
        due.getFirst().report().encode(writer);
        out.onReport(FragmentReport.decode(new ByteReader(writer.toBytes())));
      }
    }
    throw new AssertionError("never arrived, seed " + seed);
  }

  @Test
  void shouldSendOnlyWhatIsReportedMissing() {
    OutboundTransfer out = new OutboundTransfer(9, content(119), 17);
    out.burst();
    assertTrue(out.onReport(new FragmentReport(9, 0, 0b1000010)));
    assertEquals(List.of(1, 6), out.burst().stream().map(Fragment::index).toList());
    assertFalse(out.onReport(new FragmentReport(9, 5, -1L)));
    out.probe();
    assertEquals(List.of(6), out.burst().stream().map(Fragment::index).toList());
  }

  @Test
  void shouldAcknowledgeRepeatsOfAFinishedTransferOnly() {
    Reassembly in = new Reassembly();
    Fragment whole = new Fragment(7, 0, 1, Bytes.utf8("x"));
    assertInstanceOf(Outcome.Complete.class, in.accept(SOURCE, whole, 0, 5));
    assertInstanceOf(Outcome.Complete.class, in.accept(SOURCE, whole, 0, 5));
    in.finish(SOURCE, 7);
    assertInstanceOf(Outcome.Repeated.class, in.accept(SOURCE, whole, 0, 5));
    assertInstanceOf(Outcome.Complete.class, in.accept(source(2), whole, 0, 5));
  }

  @Test
  void shouldRefuseContradictoryLengths() {
    Reassembly in = new Reassembly();
    in.accept(SOURCE, new Fragment(1, 0, 3, content(20)), 0, 5);
    assertInstanceOf(Outcome.Contradictory.class,
        in.accept(SOURCE, new Fragment(1, 1, 3, content(21)), 0, 5));
    assertInstanceOf(Outcome.Contradictory.class,
        in.accept(SOURCE, new Fragment(1, 2, 3, content(21)), 0, 5));
    assertInstanceOf(Outcome.Contradictory.class,
        in.accept(SOURCE, new Fragment(1, 1, 4, content(20)), 0, 5));
    assertInstanceOf(Outcome.Contradictory.class,
        in.accept(SOURCE, new Fragment(2, 0, 4096, content(60_000)), 0, 5));
    assertEquals(1, in.transfers());
  }

  @Test
  void shouldBoundWhatOneSourceAndAllTogetherMayHold() {
    Reassembly in = new Reassembly();
    for (int transfer = 0; transfer < 10; transfer++) {
      in.accept(SOURCE, new Fragment(transfer, 0, 50, content(1_200)), 0, 5);
    }
    assertEquals(FragmentLimits.TRANSFERS_PER_SOURCE, in.transfers());
    for (int other = 1; other < 100; other++) {
      in.accept(source(other), new Fragment(1, 0, 50, content(1_200)), 0, 5);
    }
    assertEquals(FragmentLimits.TRANSFERS, in.transfers());
    assertTrue(in.reservedBytes() <= FragmentLimits.BYTES);
    assertEquals(0, in.expire(FragmentLimits.IDLE_MS - 1));
    assertEquals(FragmentLimits.TRANSFERS, in.expire(FragmentLimits.IDLE_MS));
    assertEquals(0, in.reservedBytes());
    assertEquals(Long.MAX_VALUE, in.nextDueMs());
  }

  @Test
  void shouldRefuseMalformedFragments() {
    for (String hex : List.of("", "00000001", "000000010000", "0000000101" + "01" + "aa", "00000001" + "0001",
        "00000001" + "00" + "8121" + "aa")) {
      assertThrows(MalformedException.class, () -> Fragment.decode(new ByteReader(Bytes.hex(hex))), hex);
    }
  }

  @Test
  void shouldOnlyThrowMalformedOnRandomInput() {
    Entropy entropy = new SeededEntropy(77);
    Reassembly in = new Reassembly();
    long inputs = Long.getLong("sheratan.fuzz", 1_000_000);
    Bytes valid = new Fragment(1, 3, 70, content(12)).encode();
    for (long input = 0; input < inputs; input++) {
      byte[] bytes = input % 2 == 0 ? new byte[entropy.nextInt(24)] : valid.toArray();
      for (int change = input % 2 == 0 ? bytes.length : 1 + entropy.nextInt(3); change > 0; change--) {
        bytes[entropy.nextInt(bytes.length)] = (byte) entropy.nextInt(256);
      }
      try {
        in.accept(source(entropy.nextInt(40)), Fragment.decode(new ByteReader(Bytes.copyOf(bytes))), input,
            5);
      } catch (MalformedException expected) {
        assertTrue(expected.offset() <= bytes.length);
      }
    }
    assertTrue(in.reservedBytes() <= FragmentLimits.BYTES);
  }
}
