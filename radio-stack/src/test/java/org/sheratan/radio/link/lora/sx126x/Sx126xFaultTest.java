package org.sheratan.radio.link.lora.sx126x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.emulator.AirBench;
import org.sheratan.radio.emulator.Sx1262Fault;
import org.sheratan.radio.link.lora.RadioEvent.Failed;
import org.sheratan.radio.link.lora.RadioEvent.Received;
import org.sheratan.radio.link.lora.RadioEvent.Sensed;
import org.sheratan.radio.link.lora.RadioEvent.Transmitted;
import org.sheratan.radio.link.lora.RadioFault;

/** Each fault of the chip or its wires: told as what it is, and over after the next begin. */
class Sx126xFaultTest {
  private static final Bytes FRAME = Bytes.hex("00112233445566778899aabbccddeeff");

  private final AirBench bench = new AirBench(1);
  private final Node node = new Node(bench, "node");

  private void assertFailed(RadioFault fault, String why, Failed failed) {
    assertFailed(node, fault, why, failed);
  }

  private static void assertFailed(Node node, RadioFault fault, String why, Failed failed) {
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
    node.chip.inject(Sx1262Fault.READS_ZEROS);
    node.begin(Node.EUROPE);
    assertFailed(RadioFault.ABSENT,
        "nothing answers on SPI: check wiring, chip select and power; status 0x00", node.failure());
    node.chip.inject(Sx1262Fault.READS_ONES);
    node.begin(Node.EUROPE);
    assertFailed(RadioFault.ABSENT, "status 0xFF", node.failure());
    node.chip.inject(Sx1262Fault.OTHER_CHIP);
    node.begin(Node.EUROPE);
    assertFailed(RadioFault.ABSENT, "register 0x0740 reads 0x5A24 after reset", node.failure());
    assertWorksAgain();
  }

  @Test
  void shouldNameABusyWireThatCameOff() {
    node.chip.inject(Sx1262Fault.BROKEN_BUSY);
    node.begin(Node.EUROPE);
    assertFailed(RadioFault.ABSENT, "BUSY stays high after reset: check the wires", node.failure());
    assertTrue(bench.nowMs() < 200);
    assertWorksAgain();
  }

  @Test
  void shouldNameALostBus() {
    node.chip.inject(Sx1262Fault.BUS_LOST);
    node.begin(Node.EUROPE);
    assertFailed(RadioFault.ABSENT, "the bus is gone", node.failure());
    assertWorksAgain();
    node.rested();
    assertFailed(RadioFault.LOST, "the bus is gone", node.failure(Sx1262Fault.BUS_LOST));
    assertWorksAgain();
    node.rested().transmit(FRAME);
    assertFailed(RadioFault.LOST, "the bus is gone", node.failure(Sx1262Fault.BUS_LOST));
    node.radio.end(bench.nowMs());
    assertWorksAgain();
  }

  @Test
  void shouldNameBothValuesOfARefusedSetting() {
    node.chip.inject(Sx1262Fault.STUCK_BIT);
    node.begin(Node.EUROPE);
    assertFailed(RadioFault.SETTINGS_REFUSED, "0x96 written, register 0x08AC reads 0x94", node.failure());
    assertWorksAgain();
  }

  @Test
  void shouldNameAClockThatDoesNotStart() {
    node.chip.inject(Sx1262Fault.NO_CLOCK);
    node.begin(Node.EUROPE);
    assertFailed(RadioFault.ABSENT, "does this board have a TCXO, not a crystal? (XOSC_START_ERR)",
        node.failure());
    assertWorksAgain();
  }

  @Test
  void shouldNameAWrongClockInTheProfile() {
    Node crystal = Node.amplified(bench, "told of a crystal", Optional.empty()).begin(Node.EUROPE);
    assertFailed(crystal, RadioFault.ABSENT, "does this board have a TCXO, not a crystal?",
        crystal.failure());
    Tcxo tooWeak = new Tcxo(Tcxo.Voltage.V1_6, 5_000);
    Node weak = Node.amplified(bench, "told of 1.6 V", Optional.of(tooWeak)).begin(Node.EUROPE);
    assertFailed(weak, RadioFault.ABSENT, "does this board have a TCXO? (XOSC_START_ERR)", weak.failure());
    Tcxo tooSoon = new Tcxo(Tcxo.Voltage.V1_8, 2_000);
    Node hasty = Node.amplified(bench, "told of 2 ms", Optional.of(tooSoon)).begin(Node.EUROPE);
    assertFailed(hasty, RadioFault.ABSENT, "does this board have a TCXO?", hasty.failure());
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "READS_ZEROS", "READS_ONES", "STUCK_BUSY", "NO_LOCK", "SHORTED_DIO1"})
  void shouldNoticeALossWhileListening(Sx1262Fault fault) {
    node.ready(Node.EUROPE);
    bench.run(2_000);
    long lostMs = bench.nowMs();
    String why = switch (fault) {
      case RESET -> "was reset or unplugged: status 0x20";
      case STUCK_BUSY -> "BUSY stays high after GetRssiInst";
      case NO_LOCK -> "PLL_LOCK_ERR";
      case SHORTED_DIO1 -> "DIO1 is high without an interrupt, check its wire";
      default -> "nothing answers on SPI";
    };
    assertFailed(RadioFault.LOST, why, node.failure(fault));
    assertTrue(bench.nowMs() - lostMs <= 10_200);
    assertWorksAgain();
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "READS_ZEROS", "READS_ONES", "HANG", "BROKEN_DIO1", "STUCK_BUSY"})
  void shouldNoticeALossInMidFrame(Sx1262Fault fault) {
    node.ready(Node.EUROPE);
    node.transmit(FRAME);
    bench.run(20);
    long lostMs = bench.nowMs();
    Failed failed = node.failure(fault);
    String why = switch (fault) {
      case RESET -> "was reset or unplugged: status 0x20";
      case STUCK_BUSY -> "BUSY stays high after SetTx";
      case HANG -> "hangs: status 0x60";
      case BROKEN_DIO1 -> "DIO1 does not rise, check its wire";
      default -> "nothing answers on SPI";
    };
    assertFailed(RadioFault.LOST, why, failed);
    assertTrue(bench.nowMs() - lostMs <= 1_300);
    assertWorksAgain();
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "READS_ZEROS", "READS_ONES", "HANG", "BROKEN_DIO1", "STUCK_BUSY"})
  void shouldNoticeALossWhileSensing(Sx1262Fault fault) {
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
    node.chip.inject(Sx1262Fault.BROKEN_DIO1);
    other.send(FRAME);
    assertFailed(RadioFault.LOST, "DIO1 does not rise, check its wire", node.failure());
    assertWorksAgain();
  }

  @Test
  void shouldTellWhenATransmissionDoesNotEnd() {
    node.ready(Node.EUROPE);
    node.chip.inject(Sx1262Fault.ENDLESS_TRANSMISSION);
    node.transmit(FRAME);
    assertFailed(RadioFault.TRANSMIT_FAILED, "gave up a transmission", node.failure());
    assertWorksAgain();
  }

  @Test
  void shouldSurviveALostEdgeWhenSending() {
    node.ready(Node.EUROPE);
    node.chip.inject(Sx1262Fault.LOST_EDGE);
    node.transmit(FRAME);
    node.await(Transmitted.class);
    node.send(FRAME);
  }

  @Test
  void shouldSurviveALostEdgeWhenReceiving() {
    Node other = new Node(bench, "other").ready(Node.EUROPE);
    node.ready(Node.EUROPE);
    node.chip.inject(Sx1262Fault.LOST_EDGE);
    other.send(FRAME);
    assertEquals(FRAME, node.await(Received.class).frame());
  }

  @Test
  void shouldSurviveALostEdgeWhenSensing() {
    node.ready(Node.EUROPE);
    node.chip.inject(Sx1262Fault.LOST_EDGE);
    assertFalse(node.sense().taken());
  }

  @Test
  void shouldNotBelieveNoiseForEver() {
    node.ready(Node.EUROPE);
    node.chip.inject(Sx1262Fault.FALSE_PREAMBLE);
    node.radio.sense(bench.nowMs());
    assertTrue(node.await(Sensed.class).taken());
    bench.run(100);
    assertFalse(node.sense().taken());
  }

  @Test
  void shouldForgetNoiseByItself() {
    node.ready(Node.EUROPE);
    bench.run(2_000);
    node.chip.inject(Sx1262Fault.FALSE_PREAMBLE);
    bench.run(30_000);
    assertFalse(node.sense().taken());
    assertEquals(List.of(), bench.events("node").stream().filter(event -> event instanceof Failed).toList());
  }

  /** The chip would take SetTx as an FSK transmission somewhere. */
  @Test
  void shouldBeginNothingOnAChipThatWasReset() {
    node.ready(Node.EUROPE);
    node.chip.inject(Sx1262Fault.RESET);
    node.commands();
    node.transmit(FRAME);
    assertFailed(RadioFault.LOST, "was reset or unplugged: status 0x20", node.failure());
    assertEquals(List.of(), node.settings());
    assertWorksAgain();
    node.rested().chip.inject(Sx1262Fault.RESET);
    node.radio.sense(bench.nowMs());
    assertFailed(RadioFault.LOST, "was reset or unplugged", node.failure());
  }

  @Test
  void shouldStayOffAfterAFailure() {
    node.ready(Node.EUROPE);
    node.failure(Sx1262Fault.RESET);
    node.radio.poll(bench.nowMs());
    bench.run(60_000);
    assertTrue(bench.events("node").isEmpty());
  }
}
