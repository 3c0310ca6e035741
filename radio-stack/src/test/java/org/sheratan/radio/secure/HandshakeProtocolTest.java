package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.secure.HandshakeResult.Answer;
import org.sheratan.radio.secure.HandshakeResult.AnswerAndEstablished;
import org.sheratan.radio.secure.HandshakeResult.Established;
import org.sheratan.radio.secure.HandshakeResult.NewPeer;

class HandshakeProtocolTest {
  private final Party alice = new Party(1);
  private final Party bob = new Party(2);

  @Test
  void shouldMeetByKkInTwoMessages() {
    alice.knows(bob);
    bob.knows(alice);
    Bytes first = alice.begin(bob, Pattern.KK);
    AnswerAndEstablished answer = assertInstanceOf(AnswerAndEstablished.class, bob.on(first));
    assertEquals(new Established(bob.id, Bytes.EMPTY), alice.on(answer.packet()));
    assertEquals(alice.id, answer.peer());
    assertEquals(List.of(62, 62), List.of(first.length(), answer.packet().length()));
    assertEquals("hello", bob.text(alice.seal(bob, "hello").content()));
    assertEquals("there", alice.text(bob.seal(alice, "there").content()));
  }

  @Test
  void shouldMeetByXxWhenTheResponderDoesNotKnowUs() {
    alice.knows(bob);
    Bytes first = alice.begin(bob, Pattern.XX);
    Answer second = assertInstanceOf(Answer.class, bob.on(first));
    AnswerAndEstablished third = assertInstanceOf(AnswerAndEstablished.class, alice.on(second.packet()));
    assertEquals(new NewPeer(alice.id), bob.on(third.packet()));
    assertEquals(List.of(46, 110, 78),
        List.of(first.length(), second.packet().length(), third.packet().length()));
    assertEquals("hello", bob.text(alice.seal(bob, "hello").content()));
    assertEquals("there", alice.text(bob.seal(alice, "there").content()));
  }

  @Test
  void shouldTellBothSignsOfAKeyApart() {
    for (int number = 10; number < 20; number++) {
      Party party = new Party(number);
      Answer second = assertInstanceOf(Answer.class, bob.on(party.begin(bob, Pattern.XX)));
      Bytes third = assertInstanceOf(AnswerAndEstablished.class, party.on(second.packet())).packet();
      assertEquals(new NewPeer(party.id), bob.on(third));
    }
  }

  @Test
  void shouldDoNoExpensiveWorkForAnotherNetwork() {
    Party stranger = new Party(3, NetworkKey.of(Bytes.hex("99".repeat(32))));
    bob.knows(stranger);
    int before = bob.curve.calls;
    assertEquals(Refusal.WRONG_NETWORK, bob.refusal(stranger.begin(bob, Pattern.KK)));
    assertEquals(Refusal.WRONG_NETWORK, bob.refusal(stranger.begin(bob, Pattern.XX)));
    assertEquals(before, bob.curve.calls);
  }

  @Test
  void shouldDoNoExpensiveWorkForReplaysStrangersAndOthers() {
    alice.meet(bob);
    Bytes recorded = alice.begin(bob, Pattern.KK);
    bob.on(recorded);
    Party carol = new Party(3);
    int before = bob.curve.calls;
    assertEquals(Refusal.OLD_COUNTER, bob.refusal(recorded));
    assertEquals(Refusal.UNKNOWN_SENDER, bob.refusal(carol.begin(bob, Pattern.KK)));
    assertEquals(Refusal.NOT_FOR_US, bob.refusal(carol.begin(alice, Pattern.KK)));
    assertEquals(Refusal.MALFORMED, bob.refusal(recorded.slice(1)));
    assertEquals(Refusal.MALFORMED, bob.refusal(Bytes.EMPTY));
    assertEquals(before, bob.curve.calls);
  }

  @Test
  void shouldIgnoreARecordedFirstMessageAfterARestart() {
    alice.knows(bob);
    bob.knows(alice);
    Bytes recorded = alice.begin(bob, Pattern.KK);
    bob.on(recorded);
    bob.commit();
    bob.crash();
    assertEquals(Refusal.OLD_COUNTER, bob.refusal(recorded));
  }

  @Test
  void shouldStartOverWhenMessagesAreLost() {
    alice.knows(bob);
    bob.knows(alice);
    alice.begin(bob, Pattern.KK);
    bob.on(alice.begin(bob, Pattern.KK));
    assertFalse(alice.sessions.ready(bob.id));
    alice.handshake(bob);
    assertEquals("hello", bob.text(alice.seal(bob, "hello").content()));
    assertEquals("there", alice.text(bob.seal(alice, "there").content()));
  }

  @Test
  void shouldTakeALateAnswerToTheAttemptBefore() {
    alice.knows(bob);
    bob.knows(alice);
    Bytes first = alice.begin(bob, Pattern.KK);
    alice.begin(bob, Pattern.KK);
    Bytes answer = assertInstanceOf(AnswerAndEstablished.class, bob.on(first)).packet();
    assertEquals(new Established(bob.id, Bytes.EMPTY), alice.on(answer));
    assertEquals("hello", bob.text(alice.seal(bob, "hello").content()));
  }

  @Test
  void shouldForgetAttemptsAfterAWhile() {
    alice.knows(bob);
    bob.knows(alice);
    Bytes answer = assertInstanceOf(AnswerAndEstablished.class, bob.on(alice.begin(bob, Pattern.KK)))
        .packet();
    alice.nowMs += SecureLimits.HANDSHAKE_MS + 1;
    assertEquals(Refusal.UNEXPECTED, alice.refusal(answer));
  }

  @Test
  void shouldLetTheLowerKeyWinWhenBothBegin() {
    for (Pattern pattern : Pattern.values()) {
      Party low = new Party(1);
      Party high = new Party(2);
      if (low.id.compareTo(high.id) > 0) {
        low = new Party(2);
        high = new Party(1);
      }
      low.knows(high);
      high.knows(low);
      Bytes fromLow = low.begin(high, Pattern.KK);
      Bytes fromHigh = high.begin(low, pattern);
      assertEquals(Refusal.SIMULTANEOUS, low.refusal(fromHigh));
      Bytes answer = assertInstanceOf(AnswerAndEstablished.class, high.on(fromLow)).packet();
      assertEquals(new Established(high.id, Bytes.EMPTY), low.on(answer));
      assertEquals("hello", high.text(low.seal(high, "hello").content()));
      assertEquals("there", low.text(high.seal(low, "there").content()));
    }
  }

  @Test
  void shouldFindTheSenderAmongKeysWithOneHint() {
    Party one = new Party(35);
    Party other = new Party(117);
    assertEquals(one.id.hint(), other.id.hint());
    bob.knows(one, other);
    one.knows(bob);
    other.knows(bob);
    other.handshake(bob);
    one.handshake(bob);
    assertTrue(bob.sessions.ready(one.id) && bob.sessions.ready(other.id));
  }

  @Test
  void shouldNotAnswerAForgerWhoKnowsTheNetworkKey() {
    alice.knows(bob);
    bob.knows(alice);
    Bytes honest = alice.begin(bob, Pattern.KK);
    byte[] forged = honest.toArray();
    forged[50] ^= 1;
    Bytes content = Bytes.copyOf(forged, 0, forged.length - 4);
    Bytes packet = content.concat(Party.NETWORK.mac(NetworkKey.Purpose.HANDSHAKE, content));
    assertEquals(Refusal.BAD_HANDSHAKE, bob.refusal(packet));
    assertInstanceOf(AnswerAndEstablished.class, bob.on(honest), "the forgery used up the counter");
  }

  @Test
  void shouldNoticeEveryChangedByteOfEveryStep() {
    alice.knows(bob);
    bob.knows(alice);
    assertNoDamagePasses(bob, alice.begin(bob, Pattern.KK));
    Bytes answer = assertInstanceOf(AnswerAndEstablished.class, bob.on(alice.begin(bob, Pattern.KK)))
        .packet();
    assertNoDamagePasses(alice, answer);
    Bytes second = assertInstanceOf(Answer.class, bob.on(alice.begin(bob, Pattern.XX))).packet();
    assertNoDamagePasses(alice, second);
    Bytes third = assertInstanceOf(AnswerAndEstablished.class, alice.on(second)).packet();
    assertNoDamagePasses(bob, third);
    assertEquals(new NewPeer(alice.id), bob.on(third));
  }

  /** A member who knows the network key damages packets and repairs their MAC. */
  private static void assertNoDamagePasses(Party reader, Bytes packet) {
    for (int index = 1; index < packet.length() - 4; index++) {
      byte[] damaged = packet.toArray();
      damaged[index] ^= 0x10;
      Bytes content = Bytes.copyOf(damaged, 0, damaged.length - 4);
      Bytes repaired = content.concat(Party.NETWORK.mac(NetworkKey.Purpose.HANDSHAKE, content));
      assertInstanceOf(HandshakeResult.Ignored.class, reader.on(repaired), "byte " + index);
    }
  }

  @Test
  void shouldRefuseAResponderWithAnotherKey() {
    Party one = new Party(35);
    Party impostor = new Party(117);
    alice.knows(one);
    Answer answer = assertInstanceOf(Answer.class, impostor.on(alice.begin(one, Pattern.XX)));
    assertEquals(Refusal.BAD_HANDSHAKE, alice.refusal(answer.packet()));
    assertFalse(alice.sessions.ready(one.id));
  }

  @Test
  void shouldAnswerADoubledFirstXxMessageOnce() {
    Bytes first = alice.begin(bob, Pattern.XX);
    assertInstanceOf(Answer.class, bob.on(first));
    int before = bob.curve.calls;
    assertEquals(Refusal.OLD_COUNTER, bob.refusal(first));
    assertEquals(before, bob.curve.calls);
  }

  @Test
  void shouldHoldAFewUnprovenStrangersOnly() {
    Bytes second = assertInstanceOf(Answer.class, bob.on(alice.begin(bob, Pattern.XX))).packet();
    for (int number = 10; number < 10 + SecureLimits.STRANGERS; number++) {
      bob.on(new Party(number).begin(bob, Pattern.XX));
    }
    Bytes third = assertInstanceOf(AnswerAndEstablished.class, alice.on(second)).packet();
    assertEquals(Refusal.UNEXPECTED, bob.refusal(third));
  }

  @Test
  void shouldNotBeginWithItselfOrWithNoKey() {
    assertEquals(Optional.empty(), alice.sessions.begin(alice.id, Pattern.KK, alice.now()));
    NodeId noKey = new NodeId(Bytes.hex("02" + "00".repeat(31)));
    assertEquals(Optional.empty(), alice.sessions.begin(noKey, Pattern.KK, alice.now()));
  }

  @Test
  void shouldNeverUseAHandshakeCounterTwice() {
    alice.knows(bob);
    bob.knows(alice);
    for (int restarts = 0; restarts < 5; restarts++) {
      alice.handshake(bob);
      alice.handshake(bob);
      alice.commit();
      alice.crash();
    }
  }

  @Test
  void shouldLeapAheadAfterLosingItsState() {
    alice.meet(bob);
    alice.commit();
    alice.meet(bob);
    alice.meet(bob);
    alice.crash();
    alice.startAfresh();
    assertFalse(alice.sessions.ready(bob.id));
    alice.handshake(bob);
    assertEquals("again", bob.text(alice.seal(bob, "again").content()));
  }

  @Test
  void shouldComeBackByXxWithALowerCounter() {
    alice.meet(bob);
    for (int round = 0; round < 70; round++) {
      alice.handshake(bob);
    }
    Party reborn = new Party(1);
    reborn.knows(bob);
    assertEquals(Refusal.OLD_COUNTER, bob.refusal(reborn.begin(bob, Pattern.KK)));
    Answer second = assertInstanceOf(Answer.class, bob.on(reborn.begin(bob, Pattern.XX)));
    Bytes third = assertInstanceOf(AnswerAndEstablished.class, reborn.on(second.packet())).packet();
    assertEquals(new NewPeer(reborn.id), bob.on(third));
    assertEquals("back", reborn.text(bob.seal(reborn, "back").content()));
    reborn.handshake(bob);
  }

  @Test
  void shouldUseFreshKeysEachTime() {
    alice.meet(bob);
    Bytes before = alice.seal(bob, "same").content();
    alice.handshake(bob);
    assertNotEquals(before.slice(6), alice.seal(bob, "same").content().slice(6));
  }
}
