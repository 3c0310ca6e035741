package org.sheratan.radio.link.lora;

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
import org.sheratan.radio.ether.AirFrame;
import org.sheratan.radio.ether.AirTap;
import org.sheratan.radio.link.lora.RadioEvent.Received;

/** What the link relies on, whatever {@link LoraRadio} it drives: each driver proves it at its emulated hardware. */
public abstract class LoraRadioContract<N extends RadioNode<N>> {
  protected static final RadioSettings EUROPE = RadioNode.EUROPE;

  protected final AirBench bench = new AirBench(1);

  /** Not begun. */
  protected abstract N node(AirBench at, String name);

  protected final N node(String name) {
    return node(bench, name);
  }

  protected static Bytes frame(int length) {
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) (index * 7 + length);
    }
    return Bytes.copyOf(bytes);
  }

  protected final List<Bytes> received(String name) {
    return bench.events(name).stream().filter(event -> event instanceof Received)
        .map(event -> ((Received) event).frame()).toList();
  }

  @Test
  void shouldBeReadyWithWhatWasAsked() {
    N node = node("a");
    assertFalse(node.radio().accepts());
    assertEquals(Long.MAX_VALUE, node.radio().nextPollMs());
    node.begin(EUROPE);
    assertFalse(node.radio().accepts());
    Transmitter transmitter = node.await(RadioEvent.Ready.class).transmitter();
    assertEquals(EUROPE.frequencyHz(), transmitter.frequencyHz(), 100);
    assertEquals(EUROPE.powerDbm(), transmitter.powerDbm());
    LoraModulation onAir = transmitter.modulation();
    assertEquals(EUROPE.modulation(),
        new LoraModulation(onAir.spreadingFactor(), onAir.bandwidthHz(), onAir.codingRate(), 8));
    assertTrue(node.rested().radio().accepts());
  }

  @Test
  void shouldExchangeFramesBothWays() {
    N one = node("one").ready(EUROPE);
    N other = node("other").ready(EUROPE);
    for (int length : new int[]{1, 16, 54, 200, one.transmitter().maxFrameBytes()}) {
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
  void shouldPassOnFramesInARow() {
    N one = node("one").ready(EUROPE);
    node("other").ready(EUROPE);
    List<Bytes> sent = new ArrayList<>();
    for (int length = 90; length < 100; length++) {
      sent.add(frame(length));
      one.send(frame(length));
    }
    one.rested();
    assertEquals(sent, received("other"));
  }

  @Test
  void shouldTellWhatHasLeftNotBeforeItHas() {
    List<Long> endsMicros = new ArrayList<>();
    bench.air().tap(new AirTap() {
      @Override
      public void onBegin(AirFrame frame) {}

      @Override
      public void onEnd(AirFrame frame, long endMicros) {
        endsMicros.add(endMicros);
      }
    });
    N node = node("a").ready(EUROPE).rested();
    for (int count = 1; count <= 5; count++) {
      long beganMs = bench.nowMs();
      node.send(frame(32));
      assertEquals(count, endsMicros.size());
      assertTrue(bench.nowMs() - beganMs >= node.transmitter().airtimeMicros(32) / 1_000);
    }
  }

  @Test
  void shouldListenOnAQuietChannel() {
    N node = node("a").ready(EUROPE);
    RadioEvent.Sensed sensed = node.sense();
    assertFalse(sensed.taken());
    assertEquals(-117, sensed.rssiDbm(), 2);
    assertTrue(node.rested().radio().accepts());
  }

  @Test
  void shouldMeasureTheNoise() {
    N node = node("a").ready(EUROPE);
    assertEquals(-117, node.await(RadioEvent.Noise.class).dbm(), 2);
  }

  @Test
  void shouldStartOverWithOtherSettings() {
    N one = node("one").ready(EUROPE).rested();
    N other = node("other").ready(EUROPE);
    one.transmit(frame(200));
    RadioSettings next = new RadioSettings(869_525_000, new LoraModulation(7, 500_000, 5, 8), 20);
    one.ready(next);
    other.ready(next);
    int longest = one.transmitter().maxFrameBytes();
    one.send(frame(longest));
    assertEquals(frame(longest), other.await(Received.class).frame());
  }

  @Test
  void shouldTellNothingAfterTheEnd() {
    N node = node("a").ready(EUROPE).rested();
    N other = node("other").ready(EUROPE).rested();
    node.transmit(frame(200));
    bench.run(10);
    bench.events("a");
    node.radio().end(bench.nowMs());
    assertEquals(Long.MAX_VALUE, node.radio().nextPollMs());
    assertFalse(node.radio().accepts());
    bench.run(5_000);
    other.send(frame(20));
    assertEquals(List.of(), bench.events("a"));
    node.ready(EUROPE).send(frame(3));
  }

  @Test
  void shouldRejectWhatItCannotSend() {
    N node = node("a");
    assertThrows(IllegalStateException.class, () -> node.transmit(frame(5)));
    node.ready(EUROPE).rested();
    int tooLong = node.transmitter().maxFrameBytes() + 1;
    assertThrows(IllegalStateException.class, () -> node.transmit(frame(tooLong)));
    assertThrows(IllegalStateException.class, () -> node.transmit(Bytes.EMPTY));
    node.send(frame(5));
  }

  @Test
  void shouldComeBackAfterItWasUnplugged() {
    N node = node("a");
    node.unplug();
    node.begin(EUROPE);
    assertOff(RadioFault.ABSENT, node);
    node.plugIn();
    node.ready(EUROPE).rested().transmit(frame(50));
    node.unplug();
    assertOff(RadioFault.LOST, node);
    node.radio().end(bench.nowMs());
    node.plugIn();
    node.ready(EUROPE).send(frame(50));
  }

  private void assertOff(RadioFault fault, N node) {
    assertEquals(fault, node.failure().fault());
    assertFalse(node.radio().accepts());
    assertEquals(Long.MAX_VALUE, node.radio().nextPollMs());
    node.radio().poll(bench.nowMs());
    bench.run(60_000);
    assertEquals(List.of(), bench.events("a"));
  }

  @Test
  void canTalkInTurnsForLong() {
    for (long seed = 1; seed <= 5; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      AirBench air = new AirBench(seed);
      List<N> nodes = List.of(node(air, "a").ready(EUROPE), node(air, "b").ready(EUROPE));
      int longest = nodes.getFirst().transmitter().maxFrameBytes();
      for (int turn = 0; turn < 100; turn++) {
        int from = entropy.nextInt(2);
        Bytes sent = frame(1 + entropy.nextInt(longest));
        if (entropy.chance(0.5)) {
          assertQuiet(nodes.get(from).sense(), "seed " + seed);
        }
        nodes.get(from).send(sent);
        assertEquals(sent, nodes.get(1 - from).await(Received.class).frame(), "seed " + seed);
        air.run(entropy.nextInt(30));
      }
    }
  }

  /** After everything sent has been received. */
  protected void assertQuiet(RadioEvent.Sensed sensed, String seed) {
    assertFalse(sensed.taken(), seed);
  }
}
