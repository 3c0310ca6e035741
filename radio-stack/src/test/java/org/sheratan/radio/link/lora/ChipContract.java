package org.sheratan.radio.link.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.ChipFault;
import org.sheratan.radio.ether.AirFaults;
import org.sheratan.radio.link.lora.RadioEvent.Garbled;
import org.sheratan.radio.link.lora.RadioEvent.Noise;
import org.sheratan.radio.link.lora.RadioEvent.Received;
import org.sheratan.radio.link.lora.RadioEvent.Sensed;
import org.sheratan.radio.link.lora.RadioEvent.Transmitted;

/** What drivers of bare chips do beyond {@link LoraRadioContract}: nothing stands between them and the air. */
public abstract class ChipContract<N extends ChipNode<N>> extends LoraRadioContract<N> {
  private static final int[] BANDWIDTHS_HZ = {7_800, 10_400, 15_600, 20_800, 31_250, 41_700, 62_500, 125_000,
      250_000, 500_000};

  /** The extremes, and the first of the usual ones. */
  protected abstract int[] spreadingFactors();

  @Test
  void shouldNameItself() {
    N node = node("a").ready(EUROPE);
    assertEquals("id of a", node.transmitter().id());
    assertEquals(EUROPE.modulation(), node.transmitter().modulation());
    assertEquals(255, node.transmitter().maxFrameBytes());
    assertTrue(node.radio().accepts());
  }

  @Test
  void shouldExchangeFramesInEveryModulation() {
    for (int bandwidthHz : BANDWIDTHS_HZ) {
      for (long frequencyHz : new long[]{433_175_000, 869_525_000}) {
        for (int spreadingFactor : spreadingFactors()) {
          AirBench air = new AirBench(2);
          RadioSettings settings = new RadioSettings(frequencyHz,
              new LoraModulation(spreadingFactor, bandwidthHz, 8, 12), 20);
          N one = node(air, "one").ready(settings);
          N other = node(air, "other").ready(settings);
          one.send(frame(20));
          assertEquals(frame(20), other.await(Received.class).frame(), settings::toString);
        }
      }
    }
  }

  @Test
  void shouldReportTheEndOfTheTransmissionWithoutWaiting() {
    N node = node("a").ready(EUROPE);
    long beganMs = bench.nowMs();
    node.send(frame(32));
    assertEquals(133, bench.nowMs() - beganMs, 1);
    assertTrue(node.radio().accepts());
  }

  @Test
  void shouldFindAQuietChannelFree() {
    N node = node("a").ready(EUROPE);
    Sensed sensed = node.sense();
    assertFalse(sensed.taken());
    assertEquals(-117, sensed.rssiDbm(), 1);
    assertTrue(node.radio().accepts());
  }

  @Test
  void shouldFindAPreambleAndKeepReceivingIt() {
    N one = node("one").ready(EUROPE);
    N other = node("other").ready(EUROPE);
    one.transmit(frame(50));
    bench.run(60);
    Sensed sensed = other.sense();
    assertTrue(sensed.taken());
    assertTrue(sensed.rssiDbm() > -110);
    assertEquals(frame(50), other.await(Received.class).frame());
  }

  @Test
  void shouldDetectAFrameItWasNotReceiving() {
    N one = node("one").ready(EUROPE);
    one.transmit(frame(200));
    N late = node("late").ready(EUROPE);
    assertTrue(late.sense().taken());
  }

  @Test
  void shouldTakeWhatHasArrivedBeforeItTransmits() {
    N one = node("one").ready(EUROPE);
    N other = node("other").ready(EUROPE);
    other.chip().inject(ChipFault.LOST_EDGE);
    one.send(frame(5));
    other.transmit(frame(6));
    assertEquals(frame(5), other.await(Received.class).frame());
    other.await(Transmitted.class);
  }

  @Test
  void shouldTakeWhatHasArrivedBeforeItSenses() {
    N one = node("one").ready(EUROPE);
    N other = node("other").ready(EUROPE);
    other.chip().inject(ChipFault.LOST_EDGE);
    one.send(frame(5));
    other.radio().sense(bench.nowMs());
    assertEquals(frame(5), other.await(Received.class).frame());
    assertFalse(other.await(Sensed.class).taken());
  }

  @Test
  void shouldReportGarbledFrames() {
    N one = node("one").ready(EUROPE);
    N other = node("other").ready(EUROPE);
    bench.air().faults(new AirFaults(0, 1, 0));
    one.send(frame(40));
    other.await(Garbled.class);
    assertEquals(List.of(), received("other"));
  }

  @Test
  void shouldDropWhatNobodyChecked() {
    N one = node("one").ready(EUROPE);
    N other = node("other").ready(EUROPE);
    other.chip().inject(ChipFault.UNCHECKED_FRAME);
    one.send(frame(40));
    other.await(Garbled.class);
    one.send(frame(41));
    assertEquals(frame(41), other.await(Received.class).frame());
  }

  @Test
  void shouldMeasureTheNoiseSoon() {
    N node = node("a").ready(EUROPE);
    assertEquals(-117, node.await(Noise.class).dbm(), 1);
    assertTrue(bench.nowMs() < 1_000);
  }

  @Test
  void shouldWakeSeldomWhenIdle() {
    N node = node("a").ready(EUROPE);
    node.await(Noise.class);
    assertEquals(10_000, node.radio().nextPollMs() - bench.nowMs());
  }

  @Test
  void shouldFallSilentAtTheEnd() {
    N one = node("one").ready(EUROPE);
    node("other").ready(EUROPE);
    one.transmit(frame(200));
    bench.run(10);
    one.radio().end(bench.nowMs());
    bench.run(5_000);
    assertEquals(List.of(), bench.events("one"));
    assertEquals(List.of(), received("other"));
  }

  @Test
  void shouldRefuseWithoutTouchingTheChip() {
    N node = node("a");
    node.begin(new RadioSettings(2_400_000_000L, RadioNode.SF8, 14));
    assertEquals(RadioFault.WRONG_BAND, node.failure().fault());
    assertEquals(List.of(), node.told());
    assertEquals(Long.MAX_VALUE, node.radio().nextPollMs());
  }

  @Test
  void shouldRejectWhatItCannotTakeNow() {
    N node = node("a");
    assertThrows(IllegalStateException.class, () -> node.radio().sense(0));
    node.ready(EUROPE).transmit(frame(5));
    assertThrows(IllegalStateException.class, () -> node.transmit(frame(5)));
    assertThrows(IllegalStateException.class, () -> node.radio().sense(bench.nowMs()));
  }
}
