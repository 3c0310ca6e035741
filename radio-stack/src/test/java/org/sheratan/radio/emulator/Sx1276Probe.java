package org.sheratan.radio.emulator;

import java.util.HexFormat;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.Position;

/** An emulated chip, lenient, with bare hands on its bus. */
abstract class Sx1276Probe extends ChipProbe {
  final Sx1276Chip chip = new Sx1276Chip(air.attach("chip", "chip", Position.ORIGIN), false,
      violations,
      this::onRise);

  /** Writes given as {@code "01 80"}: address and data in hexadecimal. */
  void write(String... writes) {
    for (String write : writes) {
      byte[] bytes = HexFormat.of().parseHex(write.replace(" ", ""));
      bytes[0] |= (byte) 0x80;
      chip.transfer(bytes);
    }
  }

  int read(int address) {
    byte[] bytes = {(byte) address, 0};
    chip.transfer(bytes);
    return bytes[1] & 0xff;
  }

  Bytes readFifo(int length) {
    byte[] bytes = new byte[length + 1];
    chip.transfer(bytes);
    return Bytes.copyOf(bytes, 1, bytes.length);
  }

  /** As a right driver sets it up, standing by: 868.1 MHz, SF7, 125 kHz, 4/5, 14 dBm. */
  void setUp() {
    write("01 00", "01 80", "06 D90666", "09 FC", "0E 00", "1D 72", "1E 74", "2F 40", "31 43", "01 81");
  }
}
