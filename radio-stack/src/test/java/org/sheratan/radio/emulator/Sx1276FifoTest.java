package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

class Sx1276FifoTest {
  private final Violations violations = Violations.lenient("chip");
  private final Sx1276Fifo fifo = new Sx1276Fifo(violations);

  private void assertReads(String hex, int... addresses) {
    byte[] read = new byte[addresses.length];
    for (int index = 0; index < addresses.length; index++) {
      read[index] = (byte) fifo.hostReads(addresses[index]);
    }
    assertEquals(hex, Bytes.copyOf(read).toHex());
  }

  @Test
  void shouldCarryWhatTheHostWrote() {
    fifo.hostWrites(10, 0xC0);
    fifo.hostWrites(11, 0xFF);
    fifo.hostWrites(12, 0xEE);
    assertEquals(Bytes.hex("c0ffee"), fifo.modemReads(10, 3));
    assertReads("c0ffee", 10, 11, 12);
    assertEquals(List.of(), violations.found());
  }

  @Test
  void shouldWrapReceivedFrames() {
    fifo.modemWrites(254, Bytes.hex("00010203"));
    assertReads("00010203", 254, 255, 0, 1);
    assertEquals(List.of(), violations.found());
    fifo.hostReads(2);
    assertEquals(List.of("reads past the received bytes, at 2"), violations.found());
  }

  @Test
  void shouldAnnounceTheLatestFrameOnly() {
    fifo.modemWrites(0, Bytes.hex("0011"));
    fifo.modemWrites(2, Bytes.hex("2233"));
    assertReads("2233", 2, 3);
    assertEquals(List.of(), violations.found());
    fifo.hostReads(1);
    assertEquals(List.of("reads past the received bytes, at 1"), violations.found());
  }

  @Test
  void shouldNotTransmitWhatWasReceived() {
    fifo.modemWrites(0, Bytes.hex("0011"));
    assertEquals(Bytes.EMPTY, fifo.modemReads(0, 2));
    assertEquals(List.of("transmits bytes that nobody wrote, at 0"), violations.found());
  }

  @Test
  void shouldEndAt256() {
    for (int address = 0; address < 256; address++) {
      fifo.hostWrites(address, address);
    }
    assertEquals(255, fifo.modemReads(1, 255).length());
    assertEquals(List.of(), violations.found());
    assertEquals(Bytes.EMPTY, fifo.modemReads(2, 255));
    assertEquals(List.of("transmits beyond the end of the FIFO: 255 bytes from 2"), violations.found());
  }

  @Test
  void shouldForgetEverythingInSleep() {
    fifo.hostWrites(0, 1);
    fifo.clear();
    assertReads("00", 0);
    assertEquals(1, violations.found().size());
  }
}
