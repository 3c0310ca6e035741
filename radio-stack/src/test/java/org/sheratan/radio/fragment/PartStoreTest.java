package org.sheratan.radio.fragment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.fragment.PartStore.Cause;
import org.sheratan.radio.fragment.Reassembly.Outcome;

class PartStoreTest {
  private static final NodeId SOURCE = TransferTest.source(3);
  private static final Bytes CONTENT = TransferTest.content(30_000);
  private static final int PIECE_BYTES = 233;

  private final TreeMap<String, Bytes> disk = new TreeMap<>();
  private final List<PartStore.Dropped> dropped = new ArrayList<>();

  private boolean scarce;

  private final Durable durable = new Durable() {
    @Override
    public void put(String name, Bytes value) {
      disk.put(name, value);
    }

    @Override
    public void remove(String name) {
      disk.remove(name);
    }

    @Override
    public SortedMap<String, Bytes> under(String prefix) {
      return new TreeMap<>(disk.subMap(prefix, prefix + '\uffff'));
    }

    @Override
    public boolean scarce() {
      return scarce;
    }
  };

  private Reassembly start(long epoch) {
    dropped.clear();
    return new Reassembly(new PartStore(durable, epoch), 0, dropped);
  }

  private static Outcome feed(Reassembly in, List<Fragment> fragments) {
    Outcome last = new Outcome.Partial(false);
    for (Fragment fragment : fragments) {
      last = in.accept(SOURCE, Fragment.decode(new ByteReader(fragment.encode())), 0, 5, 60_000, true);
    }
    return last;
  }

  /** Two of three generations; returns the sender. */
  private OutboundTransfer twoGenerations(Reassembly in) {
    OutboundTransfer out = new OutboundTransfer(77, CONTENT, PIECE_BYTES);
    feed(in, out.burst(Integer.MAX_VALUE));
    out.onReport(new FragmentReport(77, 1, 64));
    feed(in, out.burst(Integer.MAX_VALUE));
    return out;
  }

  @Test
  void shouldGoOnAfterARestartWithTheGenerationsItHad() {
    OutboundTransfer out = twoGenerations(start(5));
    assertEquals(2, disk.size());
    Reassembly again = start(6);
    assertEquals(List.of(), dropped);
    out.probe();
    assertInstanceOf(Outcome.Partial.class, feed(again, out.burst(1)));
    FragmentReport report = again.dueReports(5).getFirst().report();
    assertEquals(2, report.generation());
    out.onReport(report);
    Outcome.Complete complete = assertInstanceOf(Outcome.Complete.class,
        feed(again, out.burst(Integer.MAX_VALUE)));
    assertEquals(CONTENT, complete.content());
    assertTrue(complete.fromDisk());
    assertTrue(disk.isEmpty());
    again.finish(SOURCE, 77);
    assertEquals(1, disk.size());
    out.probe();
    assertInstanceOf(Outcome.Repeated.class, feed(start(7), out.burst(1)), "after one more restart");
  }

  /** Parts of transfers filled what was left of a disk. */
  @Test
  void shouldKeepNothingMoreWhileTheDiskIsShort() {
    scarce = true;
    Reassembly in = start(5);
    OutboundTransfer out = twoGenerations(in);
    assertTrue(disk.isEmpty());
    scarce = false;
    out.onReport(new FragmentReport(77, 2, 64));
    assertEquals(CONTENT,
        assertInstanceOf(Outcome.Complete.class, feed(in, out.burst(Integer.MAX_VALUE))).content());
    scarce = true;
    in.finish(SOURCE, 77);
    assertTrue(disk.isEmpty());
  }

  @Test
  void shouldDropWhatIsRottedWhateverByteItIs() {
    twoGenerations(start(5));
    TreeMap<String, Bytes> sound = new TreeMap<>(disk);
    String first = disk.firstKey();
    for (int at = 0; at < 40; at++) {
      disk.putAll(sound);
      byte[] rotted = sound.get(first).toArray();
      rotted[at] ^= 0x10;
      disk.put(first, Bytes.copyOf(rotted));
      Reassembly in = start(6);
      assertEquals(List.of(new PartStore.Dropped(first, Cause.UNREADABLE)), dropped, "byte " + at);
      assertEquals(1, in.transfers());
      assertEquals(1, disk.size());
    }
  }

  @Test
  void shouldDropWhatIsStaleOrOfAnotherFuture() {
    for (long epoch : new long[]{5 + FragmentLimits.STORED_STARTS + 1, 4}) {
      disk.clear();
      twoGenerations(start(5));
      assertEquals(0, start(epoch).transfers());
      assertEquals(List.of(Cause.STALE, Cause.STALE),
          dropped.stream().map(PartStore.Dropped::cause).toList());
      assertTrue(disk.isEmpty());
    }
  }

  @Test
  void shouldDropPartsThatDoNotGoTogether() {
    twoGenerations(start(5));
    String name = disk.lastKey();
    disk.put(name, new StoredGeneration(5, 1, false, 2, Bytes.copyOf(new byte[2 * 100])).encode());
    assertEquals(0, start(6).transfers());
    assertEquals(List.of(Cause.CONTRADICTORY), dropped.stream().map(PartStore.Dropped::cause).toList());
    disk.put("mesh/part/nonsense", Bytes.EMPTY);
    start(6);
    assertEquals(List.of(new PartStore.Dropped("mesh/part/nonsense", Cause.UNREADABLE)), dropped);
    assertTrue(disk.isEmpty());
  }

  @Test
  void shouldTakeNoMoreFromDiskThanFromTheAir() {
    PartStore parts = new PartStore(durable, 5);
    for (int transfer = 0; transfer < 10; transfer++) {
      parts.put(SOURCE, transfer, 0, false, 2, Bytes.copyOf(new byte[40]));
    }
    assertEquals(FragmentLimits.TRANSFERS_PER_SOURCE, start(6).transfers());
    assertEquals(6, dropped.stream().filter(each -> each.cause() == Cause.TOO_MANY).count());
    assertEquals(FragmentLimits.TRANSFERS_PER_SOURCE, disk.size());
  }

  @Test
  void shouldForgetWhatNobodyGoesOnWith() {
    twoGenerations(start(5));
    Reassembly in = start(6);
    assertEquals(0, in.expire(FragmentLimits.STORED_IDLE_MS - 1));
    assertEquals(1, in.expire(FragmentLimits.STORED_IDLE_MS));
    assertTrue(disk.isEmpty());
  }

  @Test
  void shouldRememberABoundedNumberOfFinishedTransfers() {
    PartStore parts = new PartStore(durable, 5);
    for (int transfer = 0; transfer < 100; transfer++) {
      parts.finished(SOURCE, transfer);
    }
    assertEquals(FragmentLimits.FINISHED_KEPT, disk.size());
    Reassembly in = start(6);
    OutboundTransfer latest = new OutboundTransfer(99, CONTENT, PIECE_BYTES);
    assertInstanceOf(Outcome.Repeated.class, feed(in, latest.burst(1)));
  }

  /** Its source numbers from elsewhere at every start, and one day comes by that number again. */
  @Test
  void shouldNotTakeATransferForOneThatEndedManyStartsAgo() {
    new PartStore(durable, 5).finished(SOURCE, 77);
    String name = disk.firstKey();
    List<Fragment> first = new OutboundTransfer(77, CONTENT, PIECE_BYTES).burst(1);
    assertInstanceOf(Outcome.Repeated.class, feed(start(5 + FragmentLimits.STORED_STARTS), first));
    assertInstanceOf(Outcome.Partial.class, feed(start(5 + FragmentLimits.STORED_STARTS + 1), first));
    assertEquals(List.of(new PartStore.Dropped(name, Cause.STALE)), dropped);
    assertTrue(disk.isEmpty());
  }

  @Test
  void shouldDropAnEndThatCannotBeRead() {
    PartStore parts = new PartStore(durable, 5);
    parts.finished(SOURCE, 77);
    String name = disk.firstKey();
    for (String rotted : List.of("", "000005", "0000000500", "00001005")) {
      disk.put(name, Bytes.hex(rotted));
      start(6);
      assertEquals(List.of(name), dropped.stream().map(PartStore.Dropped::name).toList(), rotted);
      assertTrue(disk.isEmpty());
    }
  }

  /** Fuzz: whatever is on disk, it is taken as it was written or not at all. */
  @Test
  void shouldReadOnlyWhatItWrote() {
    Entropy entropy = new SeededEntropy(9);
    Bytes sound = new StoredGeneration(5, 3, true, 4, TransferTest.content(80)).encode();
    assertEquals(sound, StoredGeneration.decode(sound).encode());
    for (int round = 0; round < 100_000; round++) {
      byte[] bytes = entropy.chance(0.5) ? sound.toArray() : new byte[entropy.nextInt(60)];
      for (int change = entropy.nextInt(4); change >= 0 && bytes.length > 0; change--) {
        bytes[entropy.nextInt(bytes.length)] ^= (byte) (1 + entropy.nextInt(255));
      }
      Bytes record = Bytes.copyOf(bytes).slice(0, entropy.nextInt(bytes.length + 1));
      if (!record.equals(sound)) {
        assertThrows(MalformedException.class, () -> StoredGeneration.decode(record));
      }
    }
  }
}
