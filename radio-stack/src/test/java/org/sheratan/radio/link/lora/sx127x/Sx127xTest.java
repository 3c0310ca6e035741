package org.sheratan.radio.link.lora.sx127x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.Sx1276Fault;
import org.sheratan.radio.ether.AirFaults;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioEvent.Garbled;
import org.sheratan.radio.link.lora.RadioEvent.Noise;
import org.sheratan.radio.link.lora.RadioEvent.Received;
import org.sheratan.radio.link.lora.RadioEvent.Sensed;
import org.sheratan.radio.link.lora.RadioEvent.Transmitted;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;

class Sx127xTest {
  private final AirBench bench = new AirBench(1);

  private static Bytes frame(int length) {
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) (index * 7 + length);
    }
    return Bytes.copyOf(bytes);
  }

  @Test
  void shouldWriteTheWholeSetup() {
    Node node = new Node(bench, "a").ready(Node.EUROPE);
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
        "01 81", "12 FF", "40 00", "01 85"), node.writes());
    assertEquals(List.of("TXEN false", "RXEN false", "TXEN false", "RXEN true"), node.antenna);
  }

  @Test
  void shouldReportWhatItTuned() {
    Node node = new Node(bench, "a");
    assertFalse(node.radio.accepts());
    node.begin(Node.EUROPE);
    assertFalse(node.radio.accepts());
    RadioEvent.Ready ready = node.await(RadioEvent.Ready.class);
    assertEquals("id of a", ready.transmitter().id());
    assertEquals(868_099_976, ready.transmitter().frequencyHz());
    assertEquals(14, ready.transmitter().powerDbm());
    assertTrue(node.radio.accepts());
  }

  @Test
  void shouldTakeTheClockFromATcxo() {
    Node node = new Node(bench, "a", true, 17).ready(Node.EUROPE);
    assertTrue(node.writes().contains("4B 19"));
  }

  @Test
  void shouldWriteWhatASendTakes() {
    Node node = new Node(bench, "a").ready(Node.EUROPE);
    node.writes();
    node.antenna.clear();
    node.send(Bytes.hex("c0ffee"));
    assertEquals(List.of("01 81", "12 FF", "40 40", "0D 00", "00 C0FFEE", "22 03", "01 83",
        "12 08", "12 FF", "40 00", "01 85"), node.writes());
    assertEquals(List.of("RXEN false", "TXEN true", "TXEN false", "RXEN true"), node.antenna);
  }

  @Test
  void shouldTuneBetweenSendingAndReceivingInNarrowBands() {
    RadioSettings narrow = new RadioSettings(868_100_000, new LoraModulation(7, 31_250, 5, 8), 14);
    Node node = new Node(bench, "a").ready(narrow);
    node.writes();
    node.send(Bytes.hex("01"));
    List<String> writes = node.writes();
    assertTrue(writes.indexOf("07 06") < writes.indexOf("01 83"), writes::toString);
    // 868.13125 MHz
    assertTrue(writes.lastIndexOf("08 66") < writes.lastIndexOf("01 85"), writes::toString);
    assertTrue(writes.subList(writes.indexOf("12 08"), writes.size()).contains("07 08"), writes::toString);
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
        for (int spreadingFactor = 7; spreadingFactor <= 12; spreadingFactor += 5) {
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
  void shouldReadMoreThanTheFifoHoldsInARow() {
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
    other.chip.inject(Sx1276Fault.LOST_EDGE);
    one.send(frame(5));
    other.transmit(frame(6));
    assertEquals(frame(5), other.await(Received.class).frame());
    other.await(Transmitted.class);
  }

  @Test
  void shouldTakeWhatHasArrivedBeforeItSenses() {
    Node one = new Node(bench, "one").ready(Node.EUROPE);
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    other.chip.inject(Sx1276Fault.LOST_EDGE);
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
    other.chip.inject(Sx1276Fault.UNCHECKED_FRAME);
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
    assertEquals(List.of(), node.writes());
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
