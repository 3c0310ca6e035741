package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.HopHeader;
import org.sheratan.radio.frame.InnerHeader;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.frame.Vectors;
import org.sheratan.radio.secure.FrameCipher.Purpose;

class FrameCipherTest {
  private static final Bytes KEY = Bytes.hex("6b".repeat(32));
  private static final Bytes HEADER = Bytes.hex("4014abcd0102");

  @Test
  void shouldMatchThePublishedVectors() throws IOException {
    Vectors vectors = new Vectors()
        .comment(
            "Sealed frames and envelopes (docs/protocol.md, \"Sealing\"); frame-cipher.py recomputes them");
    Bytes envelope = inner(vectors, "inner envelope, empty", 0, 0);
    inner(vectors, "inner envelope, 24 bytes", 41, 24);
    publish(vectors, "control envelope", Purpose.INNER_CONTROL, 3,
        new InnerHeader(0xabcd, 0x1234, 42).encode(), 42,
        pattern(5));
    inner(vectors, "inner envelope, 100 bytes, highest counter", 65_535, 100);
    hop(vectors, "data, 40 bytes: 54 in all", FrameType.DATA, 258, pattern(40));
    hop(vectors, "data with an Ed25519 signature: 118 in all", FrameType.DATA, 259, pattern(104));
    hop(vectors, "data, empty", FrameType.DATA, 0, Bytes.EMPTY);
    hop(vectors, "control", FrameType.CONTROL, 65_535, pattern(9));
    hop(vectors, "relay of the first envelope: 28 in all", FrameType.RELAY, 7, envelope);
    hop(vectors, "relay handshake", FrameType.RELAY_HANDSHAKE, 8, pattern(62));
    hop(vectors, "relay control", FrameType.RELAY_CONTROL, 9, pattern(19));
    vectors.assertPublished("sealed.txt");
  }

  @Test
  void shouldNoticeEveryChangedBit() {
    Bytes sealed = new FrameCipher(KEY).seal(Purpose.HOP, 258, HEADER, pattern(10));
    FrameCipher cipher = new FrameCipher(KEY);
    for (int bit = 0; bit < sealed.length() * 8; bit++) {
      byte[] damaged = sealed.toArray();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertTrue(open(cipher, Purpose.HOP, HEADER, Bytes.copyOf(damaged)).isEmpty());
    }
    for (int bit = 0; bit < HEADER.length() * 8; bit++) {
      byte[] damaged = HEADER.toArray();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertTrue(open(cipher, Purpose.HOP, Bytes.copyOf(damaged), sealed).isEmpty());
    }
    assertEquals(Optional.of(pattern(10)), open(cipher, Purpose.HOP, HEADER, sealed));
  }

  @Test
  void shouldKeepPurposesApart() {
    Bytes hop = new FrameCipher(KEY).seal(Purpose.HOP, 258, HEADER, pattern(10));
    Bytes inner = new FrameCipher(KEY).seal(Purpose.INNER, 258, HEADER, pattern(10));
    assertNotEquals(hop.slice(0, 10), inner.slice(0, 10));
    assertTrue(open(new FrameCipher(KEY), Purpose.INNER, HEADER, hop).isEmpty());
  }

  @Test
  void shouldRefuseToUseACounterTwiceInARow() {
    FrameCipher cipher = new FrameCipher(KEY);
    cipher.seal(Purpose.HOP, 1, HEADER, pattern(1));
    assertThrows(IllegalStateException.class, () -> cipher.seal(Purpose.HOP, 1, HEADER, pattern(2)));
  }

  @Test
  void shouldNotOpenWithAnotherKey() {
    Bytes sealed = new FrameCipher(KEY).seal(Purpose.HOP, 258, HEADER, pattern(10));
    assertTrue(open(new FrameCipher(Bytes.hex("6c".repeat(32))), Purpose.HOP, HEADER, sealed).isEmpty());
  }

  @Test
  void shouldLeaveNoPlaintextBehind() {
    Bytes frame = HEADER.concat(new FrameCipher(KEY).seal(Purpose.HOP, 258, HEADER, pattern(10)));
    byte[] buffer = new byte[100];
    frame.copyTo(buffer, 0);
    FrameCipher cipher = new FrameCipher(KEY);
    assertTrue(cipher.genuine(Purpose.HOP, buffer, frame.length()));
    assertEquals(pattern(10), cipher.decrypt(Purpose.HOP, 258, buffer, frame.length(), HEADER.length()));
    assertEquals(Bytes.hex("00".repeat(10)),
        Bytes.copyOf(buffer, HEADER.length(), HEADER.length() + 10));
  }

  private static Optional<Bytes> open(FrameCipher cipher, Purpose purpose, Bytes header, Bytes sealed) {
    return cipher.open(purpose, 258, header.concat(sealed).toArray(), header.length());
  }

  private static Bytes hop(Vectors vectors, String name, FrameType type, int counter, Bytes plaintext) {
    HopHeader header = new HopHeader(new FrameHead(type, Priority.NORMAL, 3), 1, 30, 0xabcd, counter);
    return publish(vectors, name, Purpose.HOP, 1, header.encode(), counter, plaintext);
  }

  private static Bytes inner(Vectors vectors, String name, int counter, int length) {
    InnerHeader header = new InnerHeader(0xabcd, 0x1234, counter);
    return publish(vectors, name, Purpose.INNER, 2, header.encode(), counter, pattern(length));
  }

  private static Bytes publish(Vectors vectors, String name, Purpose purpose, int code, Bytes header,
      int counter,
      Bytes plaintext) {
    Bytes sealed = header.concat(new FrameCipher(KEY).seal(purpose, counter, header, plaintext));
    vectors.block(name).put("key", KEY).put("purpose", code).put("header", header).put("plaintext", plaintext)
        .put("sealed", sealed);
    return sealed;
  }

  private static Bytes pattern(int length) {
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) index;
    }
    return Bytes.copyOf(bytes);
  }
}
