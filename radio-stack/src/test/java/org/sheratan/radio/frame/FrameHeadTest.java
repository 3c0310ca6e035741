package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class FrameHeadTest {
  @Test
  void shouldTakeEveryFirstByteApartAndTogether() {
    for (int first = 0; first < 7 << 5; first++) {
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
  void shouldRefuseReservedTypes() {
    for (int first = 7 << 5; first <= 0xff; first++) {
      int reserved = first;
      assertThrows(MalformedException.class, () -> FrameHead.decode(reserved));
    }
  }

  @Test
  void shouldPeekAtWholeFrames() {
    assertEquals(FrameType.CONTROL, FrameHead.peek(Bytes.hex("68ffff")).type());
    Broken.assertNames("frame", FrameHead::peek, Bytes.EMPTY);
    Broken.assertNames("frame type", FrameHead::peek, Bytes.hex("e0"));
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
    assertFalse(FrameType.ANNOUNCE.sealed());
    assertTrue(FrameType.RELAY.sealed());
  }
}
