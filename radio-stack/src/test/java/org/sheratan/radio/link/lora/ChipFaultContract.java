package org.sheratan.radio.link.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.ChipFault;
import org.sheratan.radio.link.lora.RadioEvent.Failed;
import org.sheratan.radio.link.lora.RadioEvent.Received;
import org.sheratan.radio.link.lora.RadioEvent.Transmitted;

/** Faults that every chip has: told as what they are, and over after the next begin. */
public abstract class ChipFaultContract<N extends ChipNode<N>> {
  protected static final RadioSettings EUROPE = RadioNode.EUROPE;
  protected static final Bytes FRAME = Bytes.hex("00112233445566778899aabbccddeeff");

  protected final AirBench bench = new AirBench(1);
  protected N node;

  /** Not begun. */
  protected abstract N node(String name);

  /** What it says of a chip that is as after power-on. */
  protected abstract String resetSeen();

  /** What it says of a bit that does not stay as written. */
  protected abstract String stuckBitSeen();

  /** The datasheet's name of the interrupt line. */
  protected abstract String line();

  @BeforeEach
  void seatOne() {
    node = node("node");
  }

  protected static void assertFailed(ChipNode<?> node, RadioFault fault, String why, Failed failed) {
    assertEquals(fault, failed.fault(), failed::toString);
    assertTrue(failed.why().contains(why), failed::toString);
    assertFalse(node.radio().accepts());
    assertEquals(Long.MAX_VALUE, node.radio().nextPollMs());
  }

  protected final void assertFailed(RadioFault fault, String why, Failed failed) {
    assertFailed(node, fault, why, failed);
  }

  protected final void assertWorksAgain() {
    node.chip().repair();
    node.ready(EUROPE).send(FRAME);
  }

  protected final void assertLostWhileListening(ChipFault fault, String why, int withinMs) {
    node.ready(EUROPE);
    bench.run(2_000);
    assertLost(fault, why, withinMs);
  }

  protected final void assertLostInMidFrame(ChipFault fault, String why, int withinMs) {
    node.ready(EUROPE);
    node.transmit(FRAME);
    bench.run(20);
    assertLost(fault, why, withinMs);
  }

  private void assertLost(ChipFault fault, String why, int withinMs) {
    long lostMs = bench.nowMs();
    assertFailed(RadioFault.LOST, why, node.failure(fault));
    assertTrue(bench.nowMs() - lostMs <= withinMs);
    assertWorksAgain();
  }

  protected final void assertLostWhileSensing(ChipFault fault) {
    node.ready(EUROPE);
    node.radio().sense(bench.nowMs());
    assertEquals(RadioFault.LOST, node.failure(fault).fault());
    assertWorksAgain();
  }

  @Test
  void shouldNameALostBus() {
    node.chip().inject(ChipFault.BUS_LOST);
    node.begin(EUROPE);
    assertFailed(RadioFault.ABSENT, "the bus is gone", node.failure());
    assertWorksAgain();
    node.rested();
    assertFailed(RadioFault.LOST, "the bus is gone", node.failure(ChipFault.BUS_LOST));
    assertWorksAgain();
    node.rested().transmit(FRAME);
    assertFailed(RadioFault.LOST, "the bus is gone", node.failure(ChipFault.BUS_LOST));
    node.radio().end(bench.nowMs());
    assertWorksAgain();
  }

  @Test
  void shouldNameBothValuesOfARefusedSetting() {
    node.chip().inject(ChipFault.STUCK_BIT);
    node.begin(EUROPE);
    assertFailed(RadioFault.SETTINGS_REFUSED, stuckBitSeen(), node.failure());
    assertWorksAgain();
  }

  /** The chip would transmit with its FSK modem, at whatever frequency it wakes up with. */
  @Test
  void shouldBeginNothingOnAChipThatWasReset() {
    node.ready(EUROPE);
    node.chip().inject(ChipFault.RESET);
    node.told();
    node.transmit(FRAME);
    assertFailed(RadioFault.LOST, "was reset or unplugged: " + resetSeen(), node.failure());
    assertEquals(List.of(), node.told());
    assertWorksAgain();
    node.rested().chip().inject(ChipFault.RESET);
    node.radio().sense(bench.nowMs());
    assertFailed(RadioFault.LOST, "was reset or unplugged", node.failure());
  }

  @Test
  void shouldNoticeABrokenInterruptLineByAFrame() {
    N other = node("other").ready(EUROPE);
    node.ready(EUROPE);
    bench.run(2_000);
    node.chip().inject(ChipFault.BROKEN_LINE);
    other.send(FRAME);
    assertFailed(RadioFault.LOST, line() + " does not rise, check its wire", node.failure());
    assertWorksAgain();
  }

  @Test
  void shouldSurviveALostEdgeWhenSending() {
    node.ready(EUROPE);
    node.chip().inject(ChipFault.LOST_EDGE);
    node.transmit(FRAME);
    node.await(Transmitted.class);
    node.send(FRAME);
  }

  @Test
  void shouldSurviveALostEdgeWhenReceiving() {
    N other = node("other").ready(EUROPE);
    node.ready(EUROPE);
    node.chip().inject(ChipFault.LOST_EDGE);
    other.send(FRAME);
    assertEquals(FRAME, node.await(Received.class).frame());
  }

  @Test
  void shouldSurviveALostEdgeWhenSensing() {
    node.ready(EUROPE);
    node.chip().inject(ChipFault.LOST_EDGE);
    assertFalse(node.sense().taken());
  }

  @Test
  void shouldStayOffAfterAFailure() {
    node.ready(EUROPE);
    node.failure(ChipFault.RESET);
    node.radio().poll(bench.nowMs());
    bench.run(60_000);
    assertTrue(bench.events("node").isEmpty());
  }
}
