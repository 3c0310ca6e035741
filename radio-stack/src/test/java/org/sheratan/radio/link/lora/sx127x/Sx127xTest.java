package org.sheratan.radio.link.lora.sx127x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.link.lora.ChipContract;
import org.sheratan.radio.link.lora.RadioSettings;

class Sx127xTest extends ChipContract<Node> {
  @Override
  protected Node node(AirBench at, String name) {
    return new Node(at, name);
  }

  @Override
  protected int[] spreadingFactors() {
    return new int[]{7, 12};
  }

  @Test
  void shouldReportWhatItTuned() {
    Node node = node("a").ready(EUROPE);
    assertEquals(868_099_976, node.transmitter().frequencyHz());
  }

  @Test
  void shouldWriteTheWholeSetup() {
    Node node = node("a").ready(EUROPE);
    assertEquals(List.of(
        // FSK: asleep, crystal, standby; PA off, channel, calibration.
        "01 00", "4B 09", "01 01", "09 00", "06 D9", "07 06", "08 66", "3B 42",
        // Asleep, LoRa.
        "01 00", "01 80",
        // Channel; 100 mA, no high power, 14 dBm at PA_BOOST; LNA boosted.
        "06 D9", "07 06", "08 66", "0B 2B", "4D 84", "09 FC", "0C 23",
        // FIFO bases; RxTimeout, ValidHeader and FhssChangeChannel masked.
        "0E 00", "0F 00", "11 92",
        // 125 kHz 4/5, SF8 with CRC, AGC; preamble 8; no limit of length, no hopping.
        "1D 72", "1E 84", "26 04", "20 00", "21 08", "23 FF", "24 00",
        // SF7 to SF12; private sync word; IQ as usual; errata 2.1 and 2.3.
        "37 0A", "39 12", "33 27", "3B 1D", "36 03", "31 43", "2F 40", "30 00",
        // Standby; interrupts cleared, RxDone on DIO0, receive.
        "01 81", "12 FF", "40 00", "01 85"), node.told());
    assertEquals(List.of("TXEN false", "RXEN false", "TXEN false", "RXEN true"), node.antenna());
  }

  @Test
  void shouldTakeTheClockFromATcxo() {
    Node node = new Node(bench, "a", true, 17).ready(EUROPE);
    assertTrue(node.told().contains("4B 19"));
  }

  @Test
  void shouldWriteWhatASendTakes() {
    Node node = node("a").ready(EUROPE);
    node.told();
    node.antenna();
    node.send(Bytes.hex("c0ffee"));
    assertEquals(List.of("01 81", "12 FF", "40 40", "0D 00", "00 C0FFEE", "22 03", "01 83",
        "12 08", "12 FF", "40 00", "01 85"), node.told());
    assertEquals(List.of("RXEN false", "TXEN true", "TXEN false", "RXEN true"), node.antenna());
  }

  @Test
  void shouldTuneBetweenSendingAndReceivingInNarrowBands() {
    RadioSettings narrow = new RadioSettings(868_100_000, new LoraModulation(7, 31_250, 5, 8), 14);
    Node node = node("a").ready(narrow);
    node.told();
    node.send(Bytes.hex("01"));
    List<String> writes = node.told();
    assertTrue(writes.indexOf("07 06") < writes.indexOf("01 83"), writes::toString);
    // 868.13125 MHz
    assertTrue(writes.lastIndexOf("08 66") < writes.lastIndexOf("01 85"), writes::toString);
    assertTrue(writes.subList(writes.indexOf("12 08"), writes.size()).contains("07 08"), writes::toString);
  }
}
