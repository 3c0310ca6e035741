package org.sheratan.radio.link.lora.sx127x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.Sx1276Fault;
import org.sheratan.radio.link.lora.RadioEvent.Failed;
import org.sheratan.radio.link.lora.RadioEvent.Received;
import org.sheratan.radio.link.lora.RadioEvent.Transmitted;
import org.sheratan.radio.link.lora.RadioFault;

/** Each fault of the chip or its wires: told as what it is, and over after the next begin. */
class Sx127xFaultTest {
  private static final Bytes FRAME = Bytes.hex("00112233445566778899aabbccddeeff");

  private final AirBench bench = new AirBench(1);
  private final Node node = new Node(bench, "node");

  private void assertFailed(RadioFault fault, String why, Failed failed) {
    assertEquals(fault, failed.fault(), failed::toString);
    assertTrue(failed.why().contains(why), failed::toString);
    assertFalse(node.radio.accepts());
    assertEquals(Long.MAX_VALUE, node.radio.nextPollMs());
  }

  private void assertWorksAgain() {
    node.chip.repair();
    node.ready(Node.EUROPE).send(FRAME);
  }

  @Test
  void shouldNameMissingChips() {
    node.begin(Node.EUROPE);
    assertFailed(RadioFault.ABSENT, "check wiring, chip select and power; RegVersion (0x42) reads 0x00",
        node.failure(Sx1276Fault.READS_ZEROS));
    node.begin(Node.EUROPE);
    assertFailed(RadioFault.ABSENT, "RegVersion (0x42) reads 0xFF", node.failure(Sx1276Fault.READS_ONES));
    node.begin(Node.EUROPE);
    assertFailed(RadioFault.ABSENT, "an SX1272 answers", node.failure(Sx1276Fault.OTHER_CHIP));
    assertWorksAgain();
  }

  @Test
  void shouldNameALostBus() {
    node.chip.inject(Sx1276Fault.BUS_LOST);
    node.begin(Node.EUROPE);
    assertFailed(RadioFault.ABSENT, "the bus is gone", node.failure());
    assertWorksAgain();
    assertFailed(RadioFault.LOST, "the bus is gone", node.failure(Sx1276Fault.BUS_LOST));
    assertWorksAgain();
    node.transmit(FRAME);
    assertFailed(RadioFault.LOST, "the bus is gone", node.failure(Sx1276Fault.BUS_LOST));
    node.radio.end(bench.nowMs());
    assertWorksAgain();
  }

  @Test
  void shouldNameBothValuesOfARefusedSetting() {
    node.chip.inject(Sx1276Fault.STUCK_BIT);
    node.begin(Node.EUROPE);
    Failed failed = node.failure();
    assertFailed(RadioFault.SETTINGS_REFUSED, "0x2B written, RegOcp (0x0B) reads 0x2A", failed);
    assertWorksAgain();
  }

  /** The chip would take TX as an FSK transmission at 434 MHz. */
  @Test
  void shouldBeginNothingOnAChipThatWasReset() {
    node.ready(Node.EUROPE);
    node.chip.inject(Sx1276Fault.RESET);
    node.writes();
    node.transmit(FRAME);
    assertFailed(RadioFault.LOST, "was reset or unplugged: RegOpMode (0x01) reads 0x09", node.failure());
    assertEquals(List.of(), node.writes());
    assertWorksAgain();
    node.chip.inject(Sx1276Fault.RESET);
    node.radio.sense(bench.nowMs());
    assertFailed(RadioFault.LOST, "was reset or unplugged", node.failure());
  }

  @Test
  void shouldNameAMissingClock() {
    node.chip.inject(Sx1276Fault.NO_CLOCK);
    node.begin(Node.EUROPE);
    assertFailed(RadioFault.ABSENT, "calibration does not end", node.failure());
    assertWorksAgain();
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "READS_ZEROS", "READS_ONES"})
  void shouldNoticeALossWhileListening(Sx1276Fault fault) {
    node.ready(Node.EUROPE);
    bench.run(2_000);
    long lostMs = bench.nowMs();
    assertFailed(RadioFault.LOST, "was reset or unplugged: RegOpMode (0x01) reads ", node.failure(fault));
    assertTrue(bench.nowMs() - lostMs <= 10_000);
    assertWorksAgain();
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "READS_ZEROS", "READS_ONES", "HANG", "BROKEN_DIO0"})
  void shouldNoticeALossInMidFrame(Sx1276Fault fault) {
    node.ready(Node.EUROPE);
    node.transmit(FRAME);
    bench.run(20);
    long lostMs = bench.nowMs();
    Failed failed = node.failure(fault);
    String why = switch (fault) {
      case HANG -> "hangs: RegOpMode (0x01) reads 0x83, RegIrqFlags (0x12) reads 0x00";
      case BROKEN_DIO0 -> "DIO0 does not rise, check its wire";
      default -> "was reset or unplugged: RegOpMode (0x01) reads ";
    };
    assertFailed(RadioFault.LOST, why, failed);
    assertTrue(bench.nowMs() - lostMs <= 1_100);
    assertWorksAgain();
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "READS_ZEROS", "READS_ONES", "HANG", "BROKEN_DIO0"})
  void shouldNoticeALossWhileSensing(Sx1276Fault fault) {
    node.ready(Node.EUROPE);
    node.radio.sense(bench.nowMs());
    assertEquals(RadioFault.LOST, node.failure(fault).fault());
    assertWorksAgain();
  }

  @Test
  void shouldNoticeABrokenInterruptLineByAFrame() {
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    node.ready(Node.EUROPE);
    bench.run(2_000);
    node.chip.inject(Sx1276Fault.BROKEN_DIO0);
    other.send(FRAME);
    assertFailed(RadioFault.LOST, "DIO0 does not rise, check its wire", node.failure());
    assertWorksAgain();
  }

  @Test
  void shouldSurviveALostEdgeWhenSending() {
    node.ready(Node.EUROPE);
    node.chip.inject(Sx1276Fault.LOST_EDGE);
    node.transmit(FRAME);
    node.await(Transmitted.class);
    node.send(FRAME);
  }

  @Test
  void shouldSurviveALostEdgeWhenReceiving() {
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    node.ready(Node.EUROPE);
    node.chip.inject(Sx1276Fault.LOST_EDGE);
    other.send(FRAME);
    assertEquals(FRAME, node.await(Received.class).frame());
  }

  @Test
  void shouldSurviveALostEdgeWhenSensing() {
    node.ready(Node.EUROPE);
    node.chip.inject(Sx1276Fault.LOST_EDGE);
    assertFalse(node.sense().taken());
  }

  @Test
  void shouldStayOffAfterAFailure() {
    node.ready(Node.EUROPE);
    node.failure(Sx1276Fault.RESET);
    node.radio.poll(bench.nowMs());
    bench.run(60_000);
    assertTrue(bench.events("node").isEmpty());
  }
}
