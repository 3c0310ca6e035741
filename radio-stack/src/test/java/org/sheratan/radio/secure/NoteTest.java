package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Limits;

class NoteTest {
  private final Party alice = new Party(1);
  private final Party bob = new Party(2);

  NoteTest() {
    alice.knows(bob);
    bob.knows(alice);
  }

  private void assertReplay(Note note) {
    OpenedNote.Replay again = assertInstanceOf(OpenedNote.Replay.class, bob.openNote(note.packet()));
    assertEquals(note.proof(), again.proof());
    assertEquals(alice.id, again.from());
  }

  @Test
  void shouldBringItsMessageOnceAndProveItEveryTime() {
    Note note = alice.note(bob, "hello");
    OpenedNote.Message opened = bob.readNote(note);
    assertEquals(alice.id, opened.from());
    assertEquals("hello", opened.message().toUtf8());
    assertEquals(note.proof(), opened.proof());
    assertReplay(note);
    assertReplay(note);
    assertFalse(bob.sessions.ready(alice.id), "no session comes of it");
  }

  @Test
  void shouldAddFortyEightBytesToAnEnvelope() {
    Bytes longest = Bytes.copyOf(new byte[Limits.MAX_NOTE_BYTES]);
    Bytes packet = alice.sessions.writeNote(bob.id, bob.epoch, longest).orElseThrow().packet();
    assertEquals(longest.length() + Limits.INNER_OVERHEAD_BYTES + 48, packet.length());
    assertEquals(250, packet.length() + Limits.HOP_OVERHEAD_BYTES);
  }

  @Test
  void shouldRefuseAReplayedNote() {
    Note first = alice.note(bob, "first");
    Note second = alice.note(bob, "second");
    bob.readNote(first);
    bob.readNote(second);
    assertEquals(Refusal.OLD_COUNTER, bob.noteRefusal(first));
    assertReplay(second);
    alice.handshake(bob);
    assertEquals(Refusal.OLD_COUNTER, bob.noteRefusal(first));
  }

  @Test
  void shouldRefuseAReplayedNoteAfterItsSenderCameBackByXxWithALowerCounter() {
    Note recorded = alice.note(bob, "first");
    Note newest = alice.note(bob, "second");
    Note overtaken = alice.note(bob, "third");
    bob.readNote(recorded);
    bob.readNote(newest);
    alice.handshake(bob);
    Party reborn = new Party(1);
    reborn.knows(bob);
    Bytes second = assertInstanceOf(HandshakeResult.Answer.class, bob.on(reborn.begin(bob, Pattern.XX)))
        .packet();
    Bytes third = assertInstanceOf(HandshakeResult.AnswerAndEstablished.class, reborn.on(second)).packet();
    assertInstanceOf(HandshakeResult.NewPeer.class, bob.on(third));
    assertEquals(Refusal.OLD_COUNTER, bob.noteRefusal(recorded));
    assertEquals(Refusal.OLD_COUNTER, bob.noteRefusal(overtaken));
    assertReplay(newest);
    bob.commit();
    bob.crash();
    bob.epoch++;
    Bytes first = reborn.begin(bob, Pattern.KK);
    assertInstanceOf(HandshakeResult.AnswerAndEstablished.class, bob.on(first));
  }

  @Test
  void shouldKnowANoteAgainAfterARestart() {
    Note note = alice.note(bob, "hello");
    bob.readNote(note);
    bob.commit();
    bob.crash();
    bob.epoch++;
    assertReplay(note);
    assertEquals("more", bob.readNote(alice.note(bob, "more")).message().toUtf8());
  }

  @Test
  void shouldTakeANoteWhoseEffectsWereLostInACrash() {
    Note note = alice.note(bob, "hello");
    bob.readNote(note);
    bob.crash();
    assertEquals("hello", bob.readNote(note).message().toUtf8());
  }

  @Test
  void shouldRefuseARecordedNoteAfterARestoredBackup() {
    Note recorded = alice.note(bob, "hello");
    bob.readNote(recorded);
    Party restored = new Party(2);
    restored.knows(alice);
    restored.startAfresh();
    restored.epoch = bob.epoch + 70_000;
    assertEquals(Refusal.BAD_HANDSHAKE, restored.noteRefusal(recorded));
  }

  @Test
  void shouldNotTakeANewNoteUnderACounterThatWasUsed() {
    bob.readNote(alice.note(bob, "before the crash"));
    Party forgetful = new Party(1);
    Note other = forgetful.note(bob, "after it");
    assertEquals(Refusal.OLD_COUNTER, bob.noteRefusal(other), "and it is not told that it arrived");
  }

  @Test
  void shouldDoNoExpensiveWorkForReplaysStrangersAndOthers() {
    Note first = alice.note(bob, "first");
    Note taken = alice.note(bob, "second");
    bob.readNote(taken);
    Party carol = new Party(3);
    Party elsewhere = new Party(4, NetworkKey.of(Bytes.hex("99".repeat(32))));
    bob.knows(elsewhere);
    int before = bob.curve.calls;
    assertReplay(taken);
    assertEquals(Refusal.OLD_COUNTER, bob.noteRefusal(first));
    assertEquals(Refusal.UNKNOWN_SENDER, bob.noteRefusal(carol.note(bob, "hello")));
    assertEquals(Refusal.WRONG_NETWORK, bob.noteRefusal(elsewhere.note(bob, "hello")));
    assertEquals(Refusal.NOT_FOR_US, bob.noteRefusal(carol.note(alice, "hello")));
    assertEquals(Refusal.MALFORMED, bob.noteRefusal(new Note(taken.packet().slice(1), taken.proof())));
    assertEquals(Refusal.UNEXPECTED, bob.noteRefusal(new Note(alice.begin(bob, Pattern.KK), taken.proof())));
    assertEquals(Refusal.UNEXPECTED, bob.refusal(taken.packet()), "alone it is no handshake");
    assertEquals(before, bob.curve.calls);
  }

  @Test
  void shouldRefuseANoteInAnothersName() {
    // 35 and 117 share a hint.
    Party one = new Party(35);
    Party other = new Party(117);
    bob.knows(one);
    Note note = other.note(bob, "hello");
    Refusal why = bob.noteRefusal(note);
    assertTrue(why == Refusal.BAD_HANDSHAKE || why == Refusal.UNKNOWN_SENDER, why.name());
    bob.knows(other);
    assertEquals(other.id, bob.readNote(note).from());
  }

  @Test
  void shouldLetTwoNotesCross() {
    Note there = alice.note(bob, "there");
    Note back = bob.note(alice, "back");
    assertEquals("there", bob.readNote(there).message().toUtf8());
    assertEquals("back", alice.readNote(back).message().toUtf8());
  }

  @Test
  void shouldTakeANoteWhileItsOwnHandshakeIsUnderWay() {
    Bytes begun = bob.begin(alice, Pattern.KK);
    assertEquals("hello", bob.readNote(alice.note(bob, "hello")).message().toUtf8());
    Bytes answer = assertInstanceOf(HandshakeResult.AnswerAndEstablished.class, alice.on(begun)).packet();
    assertInstanceOf(HandshakeResult.Established.class, bob.on(answer));
  }

  @Test
  void shouldTellByTheAnswerToAHandshakeWhichNoteArrived() {
    Note arrived = alice.note(bob, "arrived");
    bob.readNote(arrived);
    bob.commit();
    bob.crash();
    bob.epoch++;
    assertEquals(arrived.proof(), lastNote());
    Note lost = alice.note(bob, "lost");
    assertEquals(arrived.proof(), lastNote());
    assertEquals(Refusal.OLD_COUNTER, bob.noteRefusal(lost),
        "too late: its sender was told that it is not here");
  }

  @Test
  void shouldSayNothingOfNotesWhereThereWereNone() {
    assertEquals(Bytes.EMPTY, lastNote());
  }

  private Bytes lastNote() {
    Bytes first = alice.begin(bob, Pattern.KK);
    Bytes answer = assertInstanceOf(HandshakeResult.AnswerAndEstablished.class, bob.on(first)).packet();
    return assertInstanceOf(HandshakeResult.Established.class, alice.on(answer)).lastNote();
  }

  @Test
  void shouldEndOldSessionsWithAPeerThatHasNone() {
    alice.meet(bob);
    Party reborn = new Party(1);
    reborn.crash();
    reborn.nowMs = bob.nowMs;
    // Beyond what the lost disk had used.
    reborn.startAfresh();
    reborn.knows(bob);
    bob.nowMs += 60_000;
    bob.readNote(reborn.note(bob, "a minute later"));
    assertTrue(bob.sessions.ready(alice.id), "it may be made since the note was written");
    bob.nowMs += SecureLimits.NOTE_DELAY_MS;
    bob.readNote(reborn.note(bob, "long after"));
    assertFalse(bob.sessions.ready(alice.id));
  }

  @Test
  void shouldWriteNoneToItselfNorToAKeyThatLeadsNowhere() {
    assertTrue(alice.sessions.writeNote(alice.id, 1, Bytes.utf8("x")).isEmpty());
  }
}
