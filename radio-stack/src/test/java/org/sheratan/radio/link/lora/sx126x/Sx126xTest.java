package org.sheratan.radio.link.lora.sx126x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.link.lora.ChipContract;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioEvent.Received;
import org.sheratan.radio.link.lora.RadioSettings;

class Sx126xTest extends ChipContract<Node> {
  @Override
  protected Node node(AirBench at, String name) {
    return new Node(at, name);
  }

  @Override
  protected int[] spreadingFactors() {
    return new int[]{5, 7, 12};
  }

  @Test
  void shouldReportWhatItTuned() {
    Node node = node("a").ready(EUROPE);
    assertEquals(868_100_000, node.transmitter().frequencyHz());
    assertTrue(bench.nowMs() < 50, "ready within 50 ms");
  }

  @Test
  void shouldSayTheWholeSetup() {
    Node node = node("a").ready(EUROPE);
    assertEquals(List.of(
        // Is it there, and is it such a chip?
        "C0 00", "1D 0740000000",
        // Standby RC, errors cleared, everything calibrated, no error.
        "80 00", "07 0000", "89 7F", "17 000000",
        // DC-DC, DIO2 as switch, to standby with the clock after frames, image of 863 to 870 MHz, LoRa.
        "96 01", "9D 01", "93 30", "98 D7DB", "8A 01",
        // 868.1 MHz; 22 dBm amplifier, 14 dBm, 40 us; SF8, 125 kHz, 4/5.
        "86 3641999A", "95 04070001", "8E 0E02", "8B 08040100",
        // Buffer at 0; CAD over two symbols; interrupts: all that is used, and the ends of things on DIO1.
        "8F 0000", "88 01160A00000000", "08 03F702A300000000",
        // Private sync word; 140 mA; boosted receiver; each read back.
        "0D 07401424", "1D 0740000000", "0D 08E738", "1D 08E70000", "0D 08AC96", "1D 08AC0000",
        // Workarounds 15.2 and 15.1, read, amended, read back.
        "1D 08D80000", "0D 08D8DE", "1D 08D80000", "1D 08890000", "0D 088905", "1D 08890000",
        // It is LoRa; standby with the clock; no error.
        "11 0000", "80 01", "C0 00", "17 000000",
        // Preamble 8, explicit, up to 255 bytes, CRC, standard IQ, and workaround 15.4; receive.
        "8C 000800FF0100", "1D 07360000", "0D 07360D", "1D 07360000", "02 43FF", "82 FFFFFF"),
        node.commands());
  }

  @Test
  void shouldFeedATcxo() {
    Node node = Node.amplified(bench, "a", Optional.of(Node.TCXO)).ready(EUROPE);
    List<String> settings = node.told();
    // 1.8 V, 5 ms
    assertEquals(List.of("80 00", "97 02000140", "07 0000", "89 7F"), settings.subList(0, 4));
    assertTrue(settings.contains("9D 00"));
  }

  @Test
  void shouldSwitchTheAntenna() {
    Node node = Node.amplified(bench, "a", Optional.of(Node.TCXO)).ready(EUROPE);
    assertEquals(List.of("TXEN false", "RXEN false", "TXEN false", "RXEN true"), node.antenna());
    node.antenna();
    node.send(frame(3));
    node.rested();
    assertEquals(List.of("RXEN false", "TXEN true", "TXEN false", "RXEN true"), node.antenna());
    node.radio().end(bench.nowMs());
    assertEquals(List.of("TXEN false", "RXEN false"), node.antenna());
  }

  @Test
  void shouldReckonWithTheAmplifier() {
    Node one = Node.amplified(bench, "one", Optional.of(Node.TCXO));
    Node other = node("other").ready(EUROPE);
    one.begin(new RadioSettings(868_100_000, Node.SF8, 27));
    assertEquals(27, one.await(RadioEvent.Ready.class).transmitter().powerDbm());
    assertTrue(one.commands().contains("8E 0F02"), "15 dBm from the chip");
    one.send(frame(9));
    // This amplifier adds 10 dB, its profile fears 12.
    assertEquals(25 - bench.air().lossDb("one", "other"), other.await(Received.class).rssiDbm(), 1);
  }

  @Test
  void shouldSayWhatASendTakes() {
    Node node = node("a").ready(EUROPE);
    node.commands();
    node.send(Bytes.hex("c0ffee"));
    // 261,952 us for the chip's own limit are 0x417D steps.
    assertEquals(List.of("80 01", "02 43FF", "0E 00C0FFEE", "8C 000800030100", "0D 07360D", "83 00417D",
        "02 0001", "8C 000800FF0100", "0D 07360D", "02 43FF", "82 FFFFFF"), node.told());
  }
}
