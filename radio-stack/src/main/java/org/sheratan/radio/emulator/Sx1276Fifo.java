package org.sheratan.radio.emulator;

import org.sheratan.kernel.Bytes;

/** The 256 bytes that host and modem share (datasheet 4.1.2), and who wrote each of them last. */
final class Sx1276Fifo {
  private static final int SIZE = 256;

  private enum Writer {
    NOBODY, HOST, MODEM
  }

  private final Violations violations;
  private final byte[] bytes = new byte[SIZE];
  private final Writer[] writers = new Writer[SIZE];

  Sx1276Fifo(Violations violations) {
    this.violations = violations;
    clear();
  }

  void clear() {
    for (int index = 0; index < SIZE; index++) {
      bytes[index] = 0;
      writers[index] = Writer.NOBODY;
    }
  }

  int hostReads(int address) {
    if (writers[address] == Writer.NOBODY) {
      violations.add("reads past the received bytes, at " + address);
    }
    return bytes[address] & 0xff;
  }

  void hostWrites(int address, int value) {
    bytes[address] = (byte) value;
    writers[address] = Writer.HOST;
  }

  /** @return what leaves on air; empty when that is not what the host wrote */
  Bytes modemReads(int from, int length) {
    if (from + length > SIZE) {
      violations.add("transmits beyond the end of the FIFO: " + length + " bytes from " + from);
      return Bytes.EMPTY;
    }
    for (int index = from; index < from + length; index++) {
      if (writers[index] != Writer.HOST) {
        violations.add("transmits bytes that nobody wrote, at " + index);
        return Bytes.EMPTY;
      }
    }
    return Bytes.copyOf(bytes, from, from + length);
  }

  /** A new frame: what was received before is no longer announced by any register. */
  void modemWrites(int from, Bytes frame) {
    for (int index = 0; index < SIZE; index++) {
      writers[index] = writers[index] == Writer.MODEM ? Writer.NOBODY : writers[index];
    }
    for (int index = 0; index < frame.length(); index++) {
      int address = (from + index) % SIZE;
      bytes[address] = (byte) frame.at(index);
      writers[address] = Writer.MODEM;
    }
  }
}
