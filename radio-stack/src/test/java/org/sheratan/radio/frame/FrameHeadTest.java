package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

class FrameHeadTest {
  @Test
  void shouldTakeEveryFirstByteApartAndTogether() {
    for (int first = 0; first <= 0xff; first++) {
      assertEquals(first, FrameHead.decode(first).encode());
    }
  }

  @Test
  void shouldPlaceTypePriorityAndHopLimit() {
    assertEquals(0b010_10_011, new FrameHead(FrameType.DATA, Priority.HIGH, 3).encode());
    assertEquals(new FrameHead(FrameType.RELAY_HANDSHAKE, Priority.EMERGENCY, 7),
        FrameHead.decode(0b101_11_111));
  }

  @Test
  void shouldPeekAtWholeFrames() {
    assertEquals(FrameType.CONTROL, FrameHead.peek(Bytes.hex("68ffff")).type());
    Broken.assertNames("frame", FrameHead::peek, Bytes.EMPTY);
    assertThrows(IllegalArgumentException.class, () -> FrameType.of(8));
  }

  @Test
  void shouldRefuseToMakeHopLimitsThatDoNotFit() {
    assertThrows(IllegalStateException.class, () -> new FrameHead(FrameType.DATA, Priority.BULK, 8));
    assertThrows(IllegalStateException.class, () -> new FrameHead(FrameType.DATA, Priority.BULK, -1));
  }

  @Test
  void shouldKeepCodesForever() {
    assertEquals(0, FrameType.ANNOUNCE.code());
    assertEquals(1, FrameType.HANDSHAKE.code());
    assertEquals(2, FrameType.DATA.code());
    assertEquals(3, FrameType.CONTROL.code());
    assertEquals(4, FrameType.RELAY.code());
    assertEquals(5, FrameType.RELAY_HANDSHAKE.code());
    assertEquals(6, FrameType.RELAY_CONTROL.code());
    assertEquals(7, FrameType.BATCH.code());
    assertFalse(FrameType.ANNOUNCE.sealed());
    assertFalse(FrameType.BATCH.sealed());
    assertTrue(FrameType.RELAY.sealed());
  }
}
