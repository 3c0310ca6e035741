package org.sheratan.radio.link.lora.sx126x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.Sx1262Fault;
import org.sheratan.radio.ether.AirFaults;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioEvent.Garbled;
import org.sheratan.radio.link.lora.RadioEvent.Noise;
import org.sheratan.radio.link.lora.RadioEvent.Received;
import org.sheratan.radio.link.lora.RadioEvent.Sensed;
import org.sheratan.radio.link.lora.RadioEvent.Transmitted;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;

class Sx126xTest {
  private final AirBench bench = new AirBench(1);

  private static Bytes frame(int length) {
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) (index * 7 + length);
    }
    return Bytes.copyOf(bytes);
  }

  @Test
  void shouldSayTheWholeSetup() {
    Node node = new Node(bench, "a").ready(Node.EUROPE);
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
  void shouldReportWhatItTuned() {
    Node node = new Node(bench, "a");
    assertFalse(node.radio.accepts());
    node.begin(Node.EUROPE);
    assertFalse(node.radio.accepts());
    RadioEvent.Ready ready = node.await(RadioEvent.Ready.class);
    assertEquals("id of a", ready.transmitter().id());
    assertEquals(868_100_000, ready.transmitter().frequencyHz());
    assertEquals(14, ready.transmitter().powerDbm());
    assertTrue(node.radio.accepts());
    assertTrue(bench.nowMs() < 50, "ready within 50 ms");
  }

  @Test
  void shouldFeedATcxo() {
    Node node = Node.amplified(bench, "a", Optional.of(Node.TCXO)).ready(Node.EUROPE);
    List<String> settings = node.settings();
    // 1.8 V, 5 ms
    assertEquals(List.of("80 00", "97 02000140", "07 0000", "89 7F"), settings.subList(0, 4));
    assertTrue(settings.contains("9D 00"));
  }

  @Test
  void shouldSwitchTheAntenna() {
    Node node = Node.amplified(bench, "a", Optional.of(Node.TCXO)).ready(Node.EUROPE);
    assertEquals(List.of("TXEN false", "RXEN false", "TXEN false", "RXEN true"), node.antenna);
    node.antenna.clear();
    node.send(frame(3));
    node.rested();
    assertEquals(List.of("RXEN false", "TXEN true", "TXEN false", "RXEN true"), node.antenna);
    node.radio.end(bench.nowMs());
    assertEquals(List.of("TXEN false", "RXEN false"), node.antenna.subList(4, 6));
  }

  @Test
  void shouldReckonWithTheAmplifier() {
    Node one = Node.amplified(bench, "one", Optional.of(Node.TCXO));
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    one.begin(new RadioSettings(868_100_000, Node.SF8, 27));
    assertEquals(27, one.await(RadioEvent.Ready.class).transmitter().powerDbm());
    assertTrue(one.commands().contains("8E 0F02"), "15 dBm from the chip");
    one.send(frame(9));
    // This amplifier adds 10 dB, its profile fears 12.
    assertEquals(25 - bench.air().lossDb("one", "other"), other.await(Received.class).rssiDbm(), 1);
  }

  @Test
  void shouldSayWhatASendTakes() {
    Node node = new Node(bench, "a").ready(Node.EUROPE);
    node.commands();
    node.send(Bytes.hex("c0ffee"));
    // 261,952 us for the chip's own limit are 0x417D steps.
    assertEquals(List.of("80 01", "02 43FF", "0E 00C0FFEE", "8C 000800030100", "0D 07360D", "83 00417D",
        "02 0001", "8C 000800FF0100", "0D 07360D", "02 43FF", "82 FFFFFF"), node.settings());
  }

  @Test
  void shouldExchangeFramesBothWays() {
    Node one = new Node(bench, "one").ready(Node.EUROPE);
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    for (int length : new int[]{1, 16, 54, 200, 255}) {
      one.send(frame(length));
      Received received = other.await(Received.class);
      assertEquals(frame(length), received.frame());
      assertTrue(received.snrDb() > 0);
      assertEquals(14 - bench.air().lossDb("one", "other"), received.rssiDbm(), 1);
      other.send(frame(length));
      assertEquals(frame(length), one.await(Received.class).frame());
    }
  }

  @Test
  void shouldExchangeFramesInEveryModulation() {
    for (int bandwidthHz : new int[]{7_800, 10_400, 15_600, 20_800, 31_250, 41_700, 62_500, 125_000, 250_000,
        500_000}) {
      for (long frequencyHz : new long[]{433_175_000, 869_525_000}) {
        for (int spreadingFactor : new int[]{5, 7, 12}) {
          AirBench air = new AirBench(2);
          RadioSettings settings = new RadioSettings(frequencyHz,
              new LoraModulation(spreadingFactor, bandwidthHz, 8, 12), 20);
          Node one = new Node(air, "one").ready(settings);
          Node other = new Node(air, "other").ready(settings);
          one.send(frame(20));
          assertEquals(frame(20), other.await(Received.class).frame(), settings::toString);
        }
      }
    }
  }

  @Test
  void shouldReportTheEndOfTheTransmissionWithoutWaiting() {
    Node node = new Node(bench, "a").ready(Node.EUROPE);
    long beganMs = bench.nowMs();
    node.send(frame(32));
    assertEquals(133, bench.nowMs() - beganMs, 1);
    assertTrue(node.radio.accepts());
  }

  @Test
  void shouldReadMoreThanTheBufferHoldsInARow() {
    Node one = new Node(bench, "one").ready(Node.EUROPE);
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    List<Bytes> sent = new ArrayList<>();
    for (int length = 90; length < 100; length++) {
      sent.add(frame(length));
      one.send(frame(length));
    }
    List<Bytes> received = new ArrayList<>();
    bench.events("other").stream().filter(event -> event instanceof Received)
        .forEach(event -> received.add(((Received) event).frame()));
    assertEquals(sent, received);
  }

  @Test
  void shouldFindAQuietChannelFree() {
    Node node = new Node(bench, "a").ready(Node.EUROPE);
    Sensed sensed = node.sense();
    assertFalse(sensed.taken());
    assertEquals(-117, sensed.rssiDbm(), 1);
    assertTrue(node.radio.accepts());
  }

  @Test
  void shouldFindAPreambleAndKeepReceivingIt() {
    Node one = new Node(bench, "one").ready(Node.EUROPE);
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    one.transmit(frame(50));
    bench.run(60);
    Sensed sensed = other.sense();
    assertTrue(sensed.taken());
    assertTrue(sensed.rssiDbm() > -110);
    assertEquals(frame(50), other.await(Received.class).frame());
  }

  @Test
  void shouldDetectAFrameItWasNotReceiving() {
    Node one = new Node(bench, "one").ready(Node.EUROPE);
    one.transmit(frame(200));
    Node late = new Node(bench, "late").ready(Node.EUROPE);
    assertTrue(late.sense().taken());
  }

  @Test
  void shouldTakeWhatHasArrivedBeforeItTransmits() {
    Node one = new Node(bench, "one").ready(Node.EUROPE);
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    other.chip.inject(Sx1262Fault.LOST_EDGE);
    one.send(frame(5));
    other.transmit(frame(6));
    assertEquals(frame(5), other.await(Received.class).frame());
    other.await(Transmitted.class);
  }

  @Test
  void shouldTakeWhatHasArrivedBeforeItSenses() {
    Node one = new Node(bench, "one").ready(Node.EUROPE);
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    other.chip.inject(Sx1262Fault.LOST_EDGE);
    one.send(frame(5));
    other.radio.sense(bench.nowMs());
    assertEquals(frame(5), other.await(Received.class).frame());
    assertFalse(other.await(Sensed.class).taken());
  }

  @Test
  void shouldReportGarbledFrames() {
    Node one = new Node(bench, "one").ready(Node.EUROPE);
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    bench.air().faults(new AirFaults(0, 1, 0));
    one.send(frame(40));
    other.await(Garbled.class);
    assertTrue(bench.events("other").stream().noneMatch(event -> event instanceof Received));
  }

  @Test
  void shouldDropWhatNobodyChecked() {
    Node one = new Node(bench, "one").ready(Node.EUROPE);
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    other.chip.inject(Sx1262Fault.UNCHECKED_FRAME);
    one.send(frame(40));
    other.await(Garbled.class);
    one.send(frame(41));
    assertEquals(frame(41), other.await(Received.class).frame());
  }

  @Test
  void shouldMeasureTheNoise() {
    Node node = new Node(bench, "a").ready(Node.EUROPE);
    assertEquals(-117, node.await(Noise.class).dbm(), 1);
    assertTrue(bench.nowMs() < 1_000);
  }

  @Test
  void shouldWakeSeldomWhenIdle() {
    Node node = new Node(bench, "a").ready(Node.EUROPE);
    node.await(Noise.class);
    assertEquals(10_000, node.radio.nextPollMs() - bench.nowMs());
  }

  @Test
  void shouldStartOverWithOtherSettings() {
    Node one = new Node(bench, "one").ready(Node.EUROPE);
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    one.transmit(frame(200));
    RadioSettings next = new RadioSettings(869_525_000, new LoraModulation(7, 500_000, 5, 8), 20);
    one.ready(next);
    other.ready(next);
    one.send(frame(255));
    assertEquals(frame(255), other.await(Received.class).frame());
  }

  @Test
  void shouldFallSilentAtTheEnd() {
    Node one = new Node(bench, "one").ready(Node.EUROPE);
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    one.transmit(frame(200));
    bench.run(10);
    one.radio.end(bench.nowMs());
    assertEquals(Long.MAX_VALUE, one.radio.nextPollMs());
    assertFalse(one.radio.accepts());
    bench.run(5_000);
    assertEquals(List.of(), bench.events("one"));
    assertTrue(bench.events("other").stream().noneMatch(event -> event instanceof Received));
    one.ready(Node.EUROPE);
  }

  @Test
  void shouldRefuseWithoutTouchingTheChip() {
    Node node = new Node(bench, "a");
    node.begin(new RadioSettings(2_400_000_000L, Node.SF8, 14));
    assertEquals(RadioFault.WRONG_BAND, node.failure().fault());
    assertEquals(List.of(), node.commands());
    assertEquals(Long.MAX_VALUE, node.radio.nextPollMs());
  }

  @Test
  void shouldRejectWhatItCannotTakeNow() {
    Node node = new Node(bench, "a");
    assertThrows(IllegalStateException.class, () -> node.transmit(frame(5)));
    assertThrows(IllegalStateException.class, () -> node.radio.sense(0));
    node.ready(Node.EUROPE);
    assertThrows(IllegalStateException.class, () -> node.transmit(frame(256)));
    assertThrows(IllegalStateException.class, () -> node.transmit(Bytes.EMPTY));
    node.transmit(frame(5));
    assertThrows(IllegalStateException.class, () -> node.transmit(frame(5)));
  }

  @Test
  void canTalkInTurnsForLong() {
    for (long seed = 1; seed <= 5; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      AirBench air = new AirBench(seed);
      Node[] nodes = {new Node(air, "a").ready(Node.EUROPE), new Node(air, "b").ready(Node.EUROPE)};
      for (int turn = 0; turn < 100; turn++) {
        int from = entropy.nextInt(2);
        Bytes sent = frame(1 + entropy.nextInt(255));
        if (entropy.chance(0.5)) {
          assertFalse(nodes[from].sense().taken(), "seed " + seed);
        }
        nodes[from].send(sent);
        assertEquals(sent, nodes[1 - from].await(Received.class).frame(), "seed " + seed);
        air.run(entropy.nextInt(30));
      }
    }
  }
}
