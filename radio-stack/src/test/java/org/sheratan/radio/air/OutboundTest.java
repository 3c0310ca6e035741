package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Priority;

class OutboundTest {
  @Test
  void shouldReadPriorityFlowAndLifetime() {
    // DATA, HIGH; lifetime code 18 (63 s); hint abcd.
    assertEquals(new Outbound(Bytes.hex("5012abcd0001"), Priority.HIGH, "abcd", 64_000),
        Outbound.of(Bytes.hex("5012abcd0001"), 1_000));
    // RELAY with the longest lifetime: ten minutes are enough in a queue.
    assertEquals(600_000, Outbound.of(Bytes.hex("80ffabcd0001"), 0).deadlineMs());
  }

  @Test
  void shouldGiveNeighborsWordsHalfAMinute() {
    // CONTROL carries no lifetime; HANDSHAKE has its key id there.
    assertEquals(30_000, Outbound.of(Bytes.hex("6800abcd0001"), 0).deadlineMs());
    assertEquals(new Outbound(Bytes.hex("3001abcd0001"), Priority.HIGH, "abcd", 30_000),
        Outbound.of(Bytes.hex("3001abcd0001"), 0));
  }

  @Test
  void shouldCountAnnouncesAsOneFlow() {
    assertEquals(Outbound.of(Bytes.hex("030011111111"), 0).flow(),
        Outbound.of(Bytes.hex("030022222222"), 0).flow());
  }

  @Test
  void shouldRefuseWhatIsNoFrame() {
    assertThrows(MalformedException.class, () -> Outbound.of(Bytes.EMPTY, 0));
    assertThrows(MalformedException.class, () -> Outbound.of(Bytes.hex("480102"), 0));
  }
}
