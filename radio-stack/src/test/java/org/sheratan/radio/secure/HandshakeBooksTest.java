package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.HandshakeHeader;
import org.sheratan.radio.frame.HandshakeStep;

/** Counters, attempts and strangers, apart from any key exchange. */
class HandshakeBooksTest {
  private static final NodeId LOW = lower(1, 2);
  private static final NodeId HIGH = lower(1, 2).equals(Party.identity(1).id())
      ? Party.identity(2).id()
      : Party.identity(1).id();

  private final MemoryDurable disk = new MemoryDurable();
  private final Attempts attempts = new Attempts();

  @Test
  void shouldCountUpAcrossBlocksAndRestarts() {
    HandshakeCounters counters = new HandshakeCounters(disk);
    for (long expected = 1; expected <= 3 * SecureLimits.HANDSHAKE_BLOCK; expected++) {
      assertEquals(expected, counters.take());
    }
    long next = new HandshakeCounters(disk).take();
    assertTrue(next > 3 * SecureLimits.HANDSHAKE_BLOCK && next <= 4 * SecureLimits.HANDSHAKE_BLOCK + 1);
  }

  /** One bad record stopped every start. */
  @Test
  void shouldStartWithRecordsThatCannotBeRead() {
    HandshakeCounters before = new HandshakeCounters(disk);
    before.accept(LOW, 7);
    disk.put("secure/handshake/accepted/none", Bytes.hex("00000001"));
    disk.put("secure/handshake/accepted/" + HIGH.toHex(), Bytes.hex("0000"));
    HandshakeCounters counters = new HandshakeCounters(disk);
    assertFalse(counters.fresh(LOW, 7));
    assertTrue(counters.fresh(LOW, 8));
    assertFalse(counters.fresh(HIGH, 9), "it is not known what was accepted of it");
    disk.put("secure/handshake/noted/none", Bytes.hex("00000001"));
    disk.put("secure/handshake/noted/" + LOW.toHex(), Bytes.hex("00000001"));
    assertEquals(Optional.empty(), new NoteBook(disk).last(LOW));
  }

  @Test
  void shouldLeapBeyondABackup() {
    HandshakeCounters counters = new HandshakeCounters(disk);
    long before = counters.take();
    counters.leap();
    assertTrue(counters.take() >= before + SecureLimits.HANDSHAKE_LEAP);
    assertTrue(new HandshakeCounters(disk).take() > before + SecureLimits.HANDSHAKE_LEAP);
  }

  @Test
  void shouldStayWithinFourBytes() {
    HandshakeCounters counters = new HandshakeCounters(disk);
    for (int leap = 0; leap < 5_000; leap++) {
      counters.leap();
    }
    assertEquals(HandshakeHeader.MAX_COUNTER, counters.take());
    assertEquals(HandshakeHeader.MAX_COUNTER, counters.take());
  }

  @Test
  void shouldAcceptRisingCountersOfEachKeyApart() {
    HandshakeCounters counters = new HandshakeCounters(disk);
    assertTrue(counters.fresh(LOW, 1));
    counters.accept(LOW, 5);
    assertFalse(counters.fresh(LOW, 5));
    assertFalse(counters.fresh(LOW, 4));
    assertTrue(counters.fresh(LOW, 6));
    assertTrue(counters.fresh(HIGH, 1));
    assertFalse(new HandshakeCounters(disk).fresh(LOW, 5));
  }

  private static NodeId key(int number) {
    return new NodeId(
        new ByteWriter().u32(number).bytes(Bytes.copyOf(new byte[NodeId.LENGTH - 4])).toBytes());
  }

  /** Found by reading: a member with a new identity a minute left 1,440 records a day, for good. */
  @Test
  void shouldKeepABoundedNumberOfAcceptedCounters() {
    HandshakeCounters counters = new HandshakeCounters(disk);
    for (int number = 0; number < SecureLimits.ACCEPTED; number++) {
      counters.accept(key(number), 9);
    }
    assertTrue(counters.fresh(key(99_999), 1), "nothing was forgotten yet");
    for (int number = 0; number < 2_000; number++) {
      counters.accept(key(10_000 + number), 9);
    }
    assertEquals(SecureLimits.ACCEPTED, disk.under("secure/handshake/accepted/").size());
    assertFalse(counters.fresh(key(10_000), 9));
    assertTrue(counters.fresh(key(10_000), 10));
    for (HandshakeCounters each : List.of(counters, new HandshakeCounters(disk))) {
      assertFalse(each.fresh(key(0), 9), "a recording of a forgotten one");
      assertFalse(each.fresh(key(0), 10), "perhaps a recording too");
      assertFalse(each.freshForNote(key(0), 10));
    }
    counters.accept(key(0), 11);
    assertTrue(counters.fresh(key(0), 12), "XX showed that it is there");
  }

  @Test
  void shouldForgetCountersOfThoseInUseLast() {
    NodeId friend = key(1);
    HandshakeCounters counters = new HandshakeCounters(disk, friend::equals);
    counters.accept(friend, 5);
    for (int number = 2; number < 2 * SecureLimits.ACCEPTED; number++) {
      counters.accept(key(number), 9);
    }
    assertTrue(counters.fresh(friend, 6));
    assertFalse(counters.fresh(friend, 5));
    HandshakeCounters all = new HandshakeCounters(disk, any -> true);
    all.accept(key(0), 1);
    assertEquals(SecureLimits.ACCEPTED, disk.under("secure/handshake/accepted/").size());
  }

  private static NoteBook.Taken note(int epoch) {
    return new NoteBook.Taken(epoch, 3, Bytes.hex("0102030405060708"), Bytes.hex("a1a2a3a4a5"));
  }

  @Test
  void shouldNoteABoundedNumberAndForgetNoneOfThisEpoch() {
    NoteBook book = new NoteBook(disk);
    for (int number = 0; number < SecureLimits.NOTED; number++) {
      assertTrue(book.hasRoom(key(number), 1 + number % 2));
      book.take(key(number), note(1 + number % 2));
    }
    for (NoteBook each : List.of(book, new NoteBook(disk))) {
      assertTrue(each.hasRoom(key(99_999), 1), "in place of one of another epoch");
      assertTrue(each.hasRoom(key(99_999), 2));
    }
    for (int number = 0; number < SecureLimits.NOTED / 2; number++) {
      book.take(key(10_000 + number), note(2));
    }
    assertEquals(SecureLimits.NOTED, disk.under("secure/handshake/noted/").size());
    assertEquals(Optional.empty(), book.last(key(0)));
    assertEquals(Optional.of(note(2)), book.last(key(1)));
    for (NoteBook each : List.of(book, new NoteBook(disk))) {
      assertFalse(each.hasRoom(key(99_999), 2));
      assertTrue(each.hasRoom(key(1), 2), "it is noted already");
      assertTrue(each.hasRoom(key(99_999), 3), "after a start");
    }
  }

  @Test
  void shouldKeepTheLastTwoAttemptsWithAPeer() {
    for (long counter = 1; counter <= 3; counter++) {
      attempts.add(attempt(HIGH, Pattern.KK, counter));
    }
    assertEquals(Optional.empty(), attempts.answeredBy(answer(HIGH, 1), Pattern.KK));
    assertTrue(attempts.answeredBy(answer(HIGH, 2), Pattern.KK).isPresent());
    assertTrue(attempts.answeredBy(answer(HIGH, 3), Pattern.KK).isPresent());
    assertEquals(Optional.empty(), attempts.answeredBy(answer(HIGH, 3), Pattern.XX));
    attempts.end(HIGH);
    assertEquals(Optional.empty(), attempts.answeredBy(answer(HIGH, 3), Pattern.KK));
  }

  @Test
  void shouldOutrankHigherKeysOnlyWhileAnAttemptLasts() {
    assertFalse(attempts.outrank(LOW, HIGH.hint()));
    attempts.add(attempt(HIGH, Pattern.KK, 1));
    assertTrue(attempts.outrank(LOW, HIGH.hint()));
    assertFalse(attempts.outrank(LOW, HIGH.hint() ^ 1));
    attempts.expire(SecureLimits.HANDSHAKE_MS + 1);
    assertFalse(attempts.outrank(LOW, HIGH.hint()));
    attempts.add(attempt(LOW, Pattern.KK, 1));
    assertFalse(attempts.outrank(HIGH, LOW.hint()));
  }

  @Test
  void shouldHoldABoundedNumberOfAttempts() {
    for (int number = 0; number <= SecureLimits.ATTEMPTS; number++) {
      attempts.add(attempt(Party.identity(number).id(), Pattern.KK, 1));
    }
    assertEquals(Optional.empty(), attempts.answeredBy(answer(Party.identity(0).id(), 1), Pattern.KK));
    assertTrue(attempts.answeredBy(answer(Party.identity(1).id(), 1), Pattern.KK).isPresent());
  }

  @Test
  void shouldForgetStrangersAfterAWhile() {
    Strangers strangers = new Strangers();
    HandshakeHeader first = header(HIGH, 1);
    strangers.add(first, null, 0);
    strangers.expire(SecureLimits.HANDSHAKE_MS);
    assertTrue(strangers.knows(first));
    strangers.expire(SecureLimits.HANDSHAKE_MS + 1);
    assertFalse(strangers.knows(first));
  }

  private static Attempts.Attempt attempt(NodeId peer, Pattern pattern, long counter) {
    return new Attempts.Attempt(peer, pattern, header(peer, counter), null, 0);
  }

  private static HandshakeHeader header(NodeId peer, long counter) {
    return new HandshakeHeader(HandshakeStep.KK_1, 0, 0, true, peer.hint(), 7, counter);
  }

  private static HandshakeHeader answer(NodeId peer, long counter) {
    return header(peer, counter).turned(HandshakeStep.KK_2);
  }

  private static NodeId lower(int one, int other) {
    NodeId first = Party.identity(one).id();
    NodeId second = Party.identity(other).id();
    return first.compareTo(second) < 0 ? first : second;
  }
}
