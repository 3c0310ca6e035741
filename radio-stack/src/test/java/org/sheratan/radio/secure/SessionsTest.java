package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.HopHeader;
import org.sheratan.radio.frame.InnerEnvelope;
import org.sheratan.radio.frame.Priority;

class SessionsTest {
  private final Party alice = new Party(1);
  private final Party bob = new Party(2);

  @Test
  void shouldCarryA40ByteJobAndItsResultIn108Bytes() {
    alice.meet(bob);
    Bytes job = alice.seal(bob, "j".repeat(40)).content();
    Bytes result = bob.seal(alice, "r".repeat(40)).content();
    assertEquals(54, job.length());
    assertEquals(108, job.length() + result.length());
    assertEquals(118, alice.seal(bob, "j".repeat(40 + 64)).content().length());
    assertEquals("j".repeat(40), bob.text(job));
    assertEquals("r".repeat(40), alice.text(result));
  }

  @Test
  void shouldCostTwentyEightBytesOverARelay() {
    Party relay = new Party(3);
    alice.meet(bob);
    alice.meet(relay);
    relay.meet(bob);
    Bytes envelope = alice.sealInner(bob, "p".repeat(40)).content();
    FrameHead head = new FrameHead(FrameType.RELAY, Priority.NORMAL, 6);
    Bytes out = alice.sessions.sealHop(relay.id, head, 20, envelope, alice.now()).orElseThrow().content();
    assertEquals(68, out.length());
    Opened.Frame atRelay = assertInstanceOf(Opened.Frame.class, relay.open(out));
    assertEquals(envelope, atRelay.plaintext());
    assertEquals(bob.id.hint(), InnerEnvelope.decode(atRelay.plaintext()).header().destinationHint());
    assertEquals(Refusal.NOT_FOR_US, relay.innerRefusal(atRelay.plaintext()));
    OpenedInner.Message message = assertInstanceOf(OpenedInner.Message.class, bob.openInner(envelope));
    assertEquals(alice.id, message.from());
    assertEquals("p".repeat(40), message.plaintext().toUtf8());
  }

  @Test
  void shouldProveToItsOriginOnlyWhatArrived() {
    alice.meet(bob);
    Sealed sealed = alice.sealInner(bob, "a message");
    Sealed other = alice.sealInner(bob, "another one");
    OpenedInner.Message arrived = assertInstanceOf(OpenedInner.Message.class,
        bob.openInner(sealed.content()));
    Bytes proof = arrived.proof();
    assertTrue(alice.sessions.arrived(bob.id, sealed.content(), proof));
    assertFalse(alice.sessions.arrived(bob.id, other.content(), proof));
    assertFalse(alice.sessions.arrived(bob.id, sealed.content(), Bytes.hex("0000000000")));
    alice.sessions.forget(bob.id);
    assertFalse(alice.sessions.arrived(bob.id, sealed.content(), proof));
  }

  @Test
  void shouldShowWhoSentWhatUnderWhichName() {
    alice.meet(bob);
    FrameHead head = new FrameHead(FrameType.CONTROL, Priority.EMERGENCY, 5);
    Sealed sealed = alice.sessions.sealHop(bob.id, head, 63, Bytes.utf8("x"), alice.now()).orElseThrow();
    Opened.Frame frame = assertInstanceOf(Opened.Frame.class, bob.open(sealed.content()));
    assertEquals(alice.id, frame.from());
    assertEquals(new HopHeader(head, sealed.keyId(), 63, bob.id.hint(), sealed.counter()), frame.header());
    Sealed inner = alice.sealInner(bob, "y");
    OpenedInner.Message message = assertInstanceOf(OpenedInner.Message.class, bob.openInner(inner.content()));
    assertEquals(List.of(inner.keyId(), inner.counter()),
        List.of(message.keyId(), message.header().counter()));
    assertEquals(sealed.counter() + 1, inner.counter(), "one counter for both");
  }

  @Test
  void shouldTakeEachFrameOnce() {
    alice.meet(bob);
    Sealed sealed = alice.seal(bob, "once");
    bob.open(sealed.content());
    Opened.Replay replay = assertInstanceOf(Opened.Replay.class, bob.open(sealed.content()));
    assertEquals(alice.id, replay.from());
    assertEquals(sealed.counter(), replay.header().counter());
    Sealed inner = alice.sealInner(bob, "once");
    bob.openInner(inner.content());
    OpenedInner.Replay again = assertInstanceOf(OpenedInner.Replay.class, bob.openInner(inner.content()));
    assertEquals(inner.counter(), again.header().counter());
    assertEquals(inner.keyId(), again.keyId());
  }

  @Test
  void shouldTakeFramesInAnyOrderWithinTheWindow() {
    alice.meet(bob);
    List<Bytes> frames = new ArrayList<>();
    for (int index = 0; index < 1_100; index++) {
      frames.add(alice.seal(bob, "f" + index).content());
    }
    assertEquals("f1099", bob.text(frames.getLast()));
    for (int index = 1_098; index > 1_099 - 1_024; index--) {
      assertEquals("f" + index, bob.text(frames.get(index)));
    }
    Opened.Stale stale = assertInstanceOf(Opened.Stale.class, bob.open(frames.get(75)));
    assertEquals(alice.id, stale.from());
    Bytes oldInner = alice.sealInner(bob, "old").content();
    for (int index = 0; index < 1_100; index++) {
      bob.text(alice.seal(bob, "g").content());
    }
    assertInstanceOf(OpenedInner.Stale.class, bob.openInner(oldInner));
  }

  @Test
  void shouldNoticeEveryChangedByte() {
    alice.meet(bob);
    Bytes frame = alice.seal(bob, "content").content();
    Bytes envelope = alice.sealInner(bob, "content").content();
    for (int index = 0; index < frame.length(); index++) {
      assertInstanceOf(Opened.Refused.class, bob.open(flipped(frame, index)), "byte " + index);
      assertInstanceOf(OpenedInner.Refused.class,
          bob.openInner(flipped(envelope, index % envelope.length())));
    }
    assertEquals("content", bob.text(frame));
    assertEquals("content", bob.innerText(envelope));
  }

  @Test
  void shouldSayWhyNothingOpened() {
    alice.meet(bob);
    Party carol = new Party(3);
    Bytes frame = alice.seal(bob, "content").content();
    assertEquals(Refusal.BAD_TAG, bob.hopRefusal(flipped(frame, 10)));
    assertEquals(Refusal.NOT_FOR_US, carol.hopRefusal(frame));
    assertEquals(Refusal.MALFORMED, bob.hopRefusal(frame.slice(0, 13)));
    assertEquals(Refusal.MALFORMED, bob.hopRefusal(Bytes.EMPTY));
    assertEquals(Refusal.MALFORMED, bob.innerRefusal(Bytes.EMPTY));
    bob.sessions.forget(alice.id);
    assertEquals(Refusal.UNKNOWN_SENDER, bob.hopRefusal(frame));
    assertEquals(Refusal.UNKNOWN_SENDER, bob.innerRefusal(alice.sealInner(bob, "x").content()));
  }

  @Test
  void shouldKeepHopFramesAndEnvelopesApart() {
    alice.meet(bob);
    Bytes envelope = alice.sealInner(bob, "inner").content();
    assertInstanceOf(Opened.Refused.class, bob.open(envelope));
    Bytes frame = alice.seal(bob, "hop").content();
    assertInstanceOf(OpenedInner.Refused.class, bob.openInner(frame));
    assertNotEquals(envelope.slice(6), frame.slice(6));
  }

  @Test
  void shouldKeepMessagesAndControlItemsApart() {
    alice.meet(bob);
    Bytes control = alice.sessions.sealInner(bob.id, FrameType.RELAY_CONTROL, Bytes.utf8("ack"), alice.now())
        .orElseThrow().content();
    assertEquals(Refusal.BAD_TAG, bob.innerRefusal(control));
    assertInstanceOf(OpenedInner.Message.class,
        bob.sessions.openInner(control, FrameType.RELAY_CONTROL, bob.now()));
    assertThrows(IllegalStateException.class,
        () -> alice.sessions.sealInner(bob.id, FrameType.DATA, Bytes.EMPTY, alice.now()));
  }

  @Test
  void shouldFindTheSenderWhenHintsCollide() {
    Party one = new Party(35);
    Party other = new Party(117);
    one.meet(bob);
    other.meet(bob);
    for (int round = 0; round < 3; round++) {
      assertEquals(one.id,
          assertInstanceOf(Opened.Frame.class, bob.open(one.seal(bob, "1").content())).from());
      assertEquals(other.id,
          assertInstanceOf(OpenedInner.Message.class, bob.openInner(other.sealInner(bob, "2").content()))
              .from());
      assertEquals(one.id,
          assertInstanceOf(OpenedInner.Message.class, bob.openInner(one.sealInner(bob, "3").content()))
              .from());
    }
    Bytes toOne = bob.seal(one, "for one").content();
    assertEquals(Refusal.BAD_TAG, other.hopRefusal(toOne));
    assertEquals("for one", one.text(toOne));
  }

  @Test
  void shouldSealNothingWithoutASession() {
    assertFalse(alice.sessions.ready(bob.id));
    assertTrue(alice.sessions.needsHandshake(bob.id, alice.now()));
    assertEquals(Optional.empty(), alice.sessions.sealHop(bob.id, Party.DATA, 0, Bytes.EMPTY, alice.now()));
    assertEquals(Optional.empty(),
        alice.sessions.sealInner(bob.id, FrameType.RELAY, Bytes.EMPTY, alice.now()));
    alice.meet(bob);
    assertTrue(alice.sessions.ready(bob.id));
    assertFalse(alice.sessions.needsHandshake(bob.id, alice.now()));
  }

  private static Bytes flipped(Bytes content, int index) {
    byte[] damaged = content.toArray();
    damaged[index] ^= 1;
    return Bytes.copyOf(damaged);
  }
}
