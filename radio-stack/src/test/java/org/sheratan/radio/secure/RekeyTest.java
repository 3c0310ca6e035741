package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.secure.HandshakeResult.AnswerAndEstablished;

class RekeyTest {
  private final Party alice = new Party(1);
  private final Party bob = new Party(2);

  @Test
  void shouldWantNewKeysAfterADay() {
    alice.meet(bob);
    alice.nowMs += SecureLimits.REKEY_AGE_MS - 1;
    assertFalse(alice.sessions.needsHandshake(bob.id, alice.now()));
    alice.nowMs++;
    assertTrue(alice.sessions.needsHandshake(bob.id, alice.now()));
    assertTrue(alice.sessions.ready(bob.id));
    assertEquals("still", bob.text(alice.seal(bob, "still").content()));
  }

  @Test
  void shouldWantNewKeysBeforeTheCounterIsUsedUpAndStopThere() {
    alice.meet(bob);
    for (int counter = 0; counter < SecureLimits.COUNTERS; counter++) {
      assertEquals(counter >= SecureLimits.REKEY_COUNTER, alice.sessions.needsHandshake(bob.id, alice.now()));
      assertEquals(counter, alice.seal(bob, "").counter());
    }
    assertFalse(alice.sessions.ready(bob.id));
    assertTrue(alice.sessions.sealHop(bob.id, Party.DATA, 0, Bytes.EMPTY, alice.now()).isEmpty());
    alice.handshake(bob);
    assertEquals(0, alice.seal(bob, "").counter());
  }

  @Test
  void shouldCycleThroughKeyIds() {
    alice.meet(bob);
    for (int round = 0; round < 9; round++) {
      assertEquals(round % 4, alice.seal(bob, "x").keyId());
      bob.text(alice.seal(bob, "proof").content());
      alice.handshake(bob);
    }
  }

  @Test
  void shouldSealWithTheOldKeyUntilTheNewIsProven() {
    alice.meet(bob);
    bob.text(alice.seal(bob, "first").content());
    Bytes answer = assertInstanceOf(AnswerAndEstablished.class, bob.on(alice.begin(bob, Pattern.KK)))
        .packet();
    // The answer is still on its way: bob speaks so that alice understands.
    Sealed meanwhile = bob.seal(alice, "meanwhile");
    assertEquals(0, meanwhile.keyId());
    assertEquals("meanwhile", alice.text(meanwhile.content()));
    alice.on(answer);
    assertEquals("new", bob.text(alice.seal(bob, "new").content()));
    assertEquals(1, bob.seal(alice, "now too").keyId());
  }

  @Test
  void shouldSealWithTheNewKeyAtOnceForAPeerThatLostTheOld() {
    alice.meet(bob);
    bob.text(alice.seal(bob, "first").content());
    alice.startAfresh();
    Bytes answer = assertInstanceOf(AnswerAndEstablished.class, bob.on(alice.begin(bob, Pattern.KK)))
        .packet();
    Bytes atOnce = bob.seal(alice, "at once").content();
    alice.on(answer);
    assertEquals("at once", alice.text(atOnce));
  }

  @Test
  void shouldOpenWhatWasOnItsWayForADayMore() {
    alice.meet(bob);
    Bytes slow = alice.sealInner(bob, "slow").content();
    Bytes slower = alice.sealInner(bob, "slower").content();
    alice.handshake(bob);
    bob.text(alice.seal(bob, "proof").content());
    bob.nowMs += SecureLimits.GRACE_MS;
    bob.sessions.needsHandshake(alice.id, bob.now());
    assertEquals("slow", bob.innerText(slow));
    bob.nowMs++;
    bob.sessions.needsHandshake(alice.id, bob.now());
    assertEquals(Refusal.BAD_TAG, bob.innerRefusal(slower));
  }

  @Test
  void shouldKeepFourSessionsWithAPeerAtMost() {
    alice.meet(bob);
    Bytes oldest = alice.sealInner(bob, "oldest").content();
    alice.handshake(bob);
    Bytes second = alice.sealInner(bob, "second").content();
    for (int round = 0; round < 3; round++) {
      alice.handshake(bob);
    }
    assertEquals(Refusal.BAD_TAG, bob.innerRefusal(oldest));
    assertEquals("second", bob.innerText(second));
    assertEquals(4, bob.disk.under("secure/session/").size());
    assertTrue(bob.disk.under("secure/window/").size() <= 4);
  }

  @Test
  void shouldAgeThroughRestarts() {
    alice.meet(bob);
    alice.nowMs += SecureLimits.REKEY_AGE_MS / 2;
    bob.meet(alice);
    bob.nowMs += SecureLimits.REKEY_AGE_MS - 10;
    for (int counter = 0; counter < SecureLimits.COUNTER_BLOCK; counter++) {
      bob.seal(alice, "");
    }
    bob.commit();
    bob.crash();
    assertFalse(bob.sessions.needsHandshake(alice.id, bob.now()));
    bob.nowMs += 10;
    assertTrue(bob.sessions.needsHandshake(alice.id, bob.now()));
  }
}
