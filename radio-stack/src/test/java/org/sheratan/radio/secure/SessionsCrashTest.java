package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

class SessionsCrashTest {
  private final Party alice = new Party(1);
  private final Party bob = new Party(2);

  @Test
  void shouldGoOnAtTheReservedMarkAfterACrash() {
    alice.meet(bob);
    alice.commit();
    bob.commit();
    for (int index = 0; index < 10; index++) {
      bob.text(alice.seal(bob, "before").content());
    }
    alice.crash();
    Sealed sealed = alice.seal(bob, "after");
    assertEquals(SecureLimits.COUNTER_BLOCK, sealed.counter());
    assertEquals("after", bob.text(sealed.content()));
  }

  @Test
  void shouldBindFramesWhoseReservationMayNotBeOnDisk() {
    alice.meet(bob);
    alice.commit();
    for (int counter = 0; counter < SecureLimits.COUNTER_BLOCK; counter++) {
      assertFalse(alice.seal(bob, "").bound(), "counter " + counter);
    }
    assertTrue(alice.seal(bob, "").bound());
    alice.crash();
    assertTrue(alice.seal(bob, "").bound());
  }

  /**
   * Whatever is lost in crashes, no counter that left the node is used again under the same key: frames that are
   * not bound leave at once, bound ones after the next commit.
   */
  @Test
  void neverUsesACounterTwice() {
    for (long seed = 1; seed <= 20; seed++) {
      Entropy entropy = new SeededEntropy(seed);
      Party party = new Party(1);
      Party peer = new Party(2);
      party.meet(peer);
      TreeSet<Integer> left = new TreeSet<>();
      TreeSet<Integer> waiting = new TreeSet<>();
      for (int step = 0; step < 12_000; step++) {
        if (!party.sessions.ready(peer.id)) {
          break;
        }
        Sealed sealed = party.seal(peer, "x");
        assertFalse(left.contains(sealed.counter()) || waiting.contains(sealed.counter()), "seed " + seed);
        (sealed.bound() ? waiting : left).add(sealed.counter());
        if (entropy.chance(0.01)) {
          party.commit();
          left.addAll(waiting);
          waiting.clear();
        } else if (entropy.chance(0.0005)) {
          party.crash();
          waiting.clear();
        }
      }
    }
  }

  @Test
  void shouldLoseASessionWholeWhenItsKeysWereNotCommitted() {
    alice.meet(bob);
    Bytes frame = alice.seal(bob, "unbound").content();
    alice.crash();
    assertFalse(alice.sessions.ready(bob.id));
    assertEquals("unbound", bob.text(frame));
  }

  @Test
  void shouldKeepTheWindowWithTheEffect() {
    alice.meet(bob);
    bob.commit();
    Bytes kept = alice.seal(bob, "kept").content();
    Bytes lost = alice.seal(bob, "lost").content();
    bob.text(kept);
    bob.commit();
    bob.text(lost);
    bob.crash();
    assertInstanceOf(Opened.Replay.class, bob.open(kept));
    assertEquals("lost", bob.text(lost), "its effect was lost too, so it may come again");
  }

  @Test
  void shouldWriteOnlyWindowsThatChanged() {
    alice.meet(bob);
    Bytes frame = alice.seal(bob, "x").content();
    bob.text(frame);
    bob.commit();
    int changes = bob.disk.changes;
    bob.sessions.persistWindows();
    assertEquals(changes, bob.disk.changes);
    bob.open(frame);
    bob.sessions.persistWindows();
    assertEquals(changes, bob.disk.changes, "a replay changes nothing");
    bob.text(alice.seal(bob, "y").content());
    assertEquals(changes, bob.disk.changes, "opening alone writes nothing");
    bob.sessions.persistWindows();
    assertEquals(changes + 1, bob.disk.changes);
  }

  @Test
  void shouldRememberWhichKeyIsProvenAndWhichSuperseded() {
    alice.meet(bob);
    bob.text(alice.seal(bob, "one").content());
    alice.handshake(bob);
    bob.commit();
    bob.crash();
    assertEquals(0, bob.seal(alice, "not proven yet").keyId());
    bob.text(alice.seal(bob, "two").content());
    bob.commit();
    bob.crash();
    assertEquals(1, bob.seal(alice, "proven").keyId());
  }

  @Test
  void shouldForgetOnDiskToo() {
    Party carol = new Party(3);
    alice.meet(bob);
    alice.meet(carol);
    bob.meet(carol);
    alice.text(bob.seal(alice, "x").content());
    alice.commit();
    alice.sessions.forget(bob.id);
    alice.commit();
    alice.crash();
    assertFalse(alice.sessions.ready(bob.id));
    assertTrue(alice.sessions.ready(carol.id));
    alice.startAfresh();
    alice.commit();
    alice.crash();
    assertFalse(alice.sessions.ready(carol.id));
    assertTrue(alice.disk.under("secure/session/").isEmpty());
    assertTrue(alice.disk.under("secure/state/").isEmpty());
    assertTrue(alice.disk.under("secure/window/").isEmpty());
  }

  @Test
  void shouldUseUpCountersByRestartsAndThenWantNewKeys() {
    alice.meet(bob);
    alice.commit();
    int restarts = 0;
    while (alice.sessions.ready(bob.id)) {
      alice.seal(bob, "x");
      alice.commit();
      alice.crash();
      restarts++;
    }
    assertTrue(alice.sessions.needsHandshake(bob.id, alice.now()));
    assertTrue(restarts >= 10, restarts + " restarts");
  }
}
