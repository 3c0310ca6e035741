package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

/** Hop frames and inner envelopes. */
class SealedLayoutTest {
  private static final HopHeader HOP = new HopHeader(new FrameHead(FrameType.RELAY, Priority.NORMAL, 5), 2,
      41,
      0xabcd, 0x1234);
  private static final InnerHeader INNER = new InnerHeader(0xabcd, 0x9876, 0x1234);
  private static final Bytes TAG = Bytes.hex("a0a1a2a3a4a5a6a7");

  @Test
  void shouldCostFourteenBytesAHop() {
    assertEquals(14, Limits.HOP_OVERHEAD_BYTES);
    assertEquals(14, new HopFrame(HOP, TAG).encode().length());
    assertEquals(54, new HopFrame(HOP, Bytes.copyOf(new byte[40]).concat(TAG)).encode().length());
  }

  @Test
  void shouldCostTwentyEightBytesOverSeveralHops() {
    assertEquals(28, Limits.RELAY_OVERHEAD_BYTES);
    Bytes envelope = new InnerEnvelope(INNER, TAG).encode();
    assertEquals(28, new HopFrame(HOP, envelope.concat(TAG)).encode().length());
  }

  @Test
  void shouldPutEveryFieldInItsPlace() {
    assertEquals("8da9abcd1234", HOP.encode().toHex());
    assertEquals("abcd98761234", INNER.encode().toHex());
  }

  @Test
  void shouldComeBackAsSent() {
    HopFrame frame = new HopFrame(HOP, Bytes.hex("0102").concat(TAG));
    assertEquals(frame, HopFrame.decode(frame.encode()));
    InnerEnvelope envelope = new InnerEnvelope(INNER, Bytes.hex("0102").concat(TAG));
    assertEquals(envelope, InnerEnvelope.decode(envelope.encode()));
  }

  @Test
  void shouldNameTheBrokenField() {
    Bytes frame = new HopFrame(HOP, TAG).encode();
    Broken.assertNames("head", HopFrame::decode, Bytes.EMPTY);
    Broken.assertNames("key id and lifetime", HopFrame::decode, frame.slice(0, 1));
    Broken.assertNames("destination hint", HopFrame::decode, frame.slice(0, 3));
    Broken.assertNames("counter", HopFrame::decode, frame.slice(0, 5));
    Broken.assertNames("tag", HopFrame::decode, frame.slice(0, 13));
    Broken.assertNames("frame type", HopFrame::decode, Broken.with(frame, 0, 0xe0));
    Broken.assertNames("frame type", HopFrame::decode, Broken.with(frame, 0, 0x20));
    Bytes envelope = new InnerEnvelope(INNER, TAG).encode();
    Broken.assertNames("source hint", InnerEnvelope::decode, envelope.slice(0, 2));
    Broken.assertNames("tag", InnerEnvelope::decode, envelope.slice(0, 13));
  }

  @Test
  void shouldReadWhomAFrameIsForWithoutItsHeader() {
    Bytes frame = new HopFrame(HOP, TAG).encode();
    assertTrue(HopFrame.whole(frame));
    assertEquals(HOP.keyId(), HopHeader.keyId(frame));
    assertEquals(HOP.destinationHint(), HopHeader.destinationHint(frame));
    assertEquals(HOP.counter(), HopHeader.counter(frame));
    assertFalse(HopFrame.whole(Bytes.EMPTY));
    assertFalse(HopFrame.whole(frame.slice(0, 13)));
    assertFalse(HopFrame.whole(Broken.with(frame, 0, 0xe0)));
  }

  @Test
  void shouldNotBeMadeWithFieldsThatDoNotFit() {
    FrameHead announce = new FrameHead(FrameType.ANNOUNCE, Priority.BULK, 0);
    assertThrows(IllegalStateException.class, () -> new HopHeader(announce, 0, 0, 0, 0));
    assertThrows(IllegalStateException.class, () -> new HopHeader(HOP.head(), 4, 0, 0, 0));
    assertThrows(IllegalStateException.class, () -> new HopHeader(HOP.head(), 0, 64, 0, 0));
  }
}
