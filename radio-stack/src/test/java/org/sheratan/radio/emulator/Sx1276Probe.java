package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.Airwaves;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.ether.Tuning;

/** An emulated chip, lenient, with bare hands on its bus, and one who listens not far away. */
abstract class Sx1276Probe {
  static final Tuning TUNING = new Tuning(868_100_000, new LoraModulation(7, 125_000, 5, 8), 0x12,
      false);
  static final Bytes FRAME = Bytes.hex("c0ffee");

  final Airwaves air = new Airwaves(new SeededEntropy(1), PathLoss.COUNTRY);
  final Antenna far = air.attach("far", "far", new Position(10, 0));
  final Violations violations = Violations.lenient("chip");
  final List<Long> risesMicros = new ArrayList<>();
  final Sx1276Chip chip = new Sx1276Chip(air.attach("chip", "chip", Position.ORIGIN), false,
      violations,
      () -> risesMicros.add(air.nowMicros()));
  final List<Bytes> heard = new ArrayList<>();

  @BeforeEach
  void listenFromAfar() {
    far.listen(new Antenna.Listener() {
      @Override
      public void onPreamble() {}

      @Override
      public void onReception(Antenna.Reception reception) {
        heard.add(reception.frame());
      }

      @Override
      public void onTransmitted() {}
    });
    far.receive(TUNING);
  }

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

  void run(long forMicros) {
    air.advance(air.nowMicros() + forMicros);
  }

  /** As a right driver sets it up, standing by: 868.1 MHz, SF7, 125 kHz, 4/5, 14 dBm. */
  void setUp() {
    write("01 00", "01 80", "06 D90666", "09 FC", "0E 00", "1D 72", "1E 74", "2F 40", "31 43", "01 81");
  }

  void assertViolation(String what) {
    assertFalse(violations.found().isEmpty(), "nothing noticed, but " + what);
    assertTrue(violations.found().getLast().contains(what), violations.found()::toString);
  }
}
