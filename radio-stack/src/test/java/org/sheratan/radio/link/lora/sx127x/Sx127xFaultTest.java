package org.sheratan.radio.link.lora.sx127x;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.sheratan.radio.emulator.ChipFault;
import org.sheratan.radio.link.lora.ChipFaultContract;
import org.sheratan.radio.link.lora.RadioFault;

class Sx127xFaultTest extends ChipFaultContract<Node> {
  @Override
  protected Node node(String name) {
    return new Node(bench, name);
  }

  @Override
  protected String resetSeen() {
    return "RegOpMode (0x01) reads 0x09";
  }

  @Override
  protected String stuckBitSeen() {
    return "0x2B written, RegOcp (0x0B) reads 0x2A";
  }

  @Override
  protected String line() {
    return "DIO0";
  }

  @Test
  void shouldNameMissingChips() {
    node.begin(EUROPE);
    assertFailed(RadioFault.ABSENT, "check wiring, chip select and power; RegVersion (0x42) reads 0x00",
        node.failure(ChipFault.READS_ZEROS));
    node.begin(EUROPE);
    assertFailed(RadioFault.ABSENT, "RegVersion (0x42) reads 0xFF", node.failure(ChipFault.READS_ONES));
    node.begin(EUROPE);
    assertFailed(RadioFault.ABSENT, "an SX1272 answers", node.failure(ChipFault.OTHER_CHIP));
    assertWorksAgain();
  }

  @Test
  void shouldNameAMissingClock() {
    node.chip().inject(ChipFault.NO_CLOCK);
    node.begin(EUROPE);
    assertFailed(RadioFault.ABSENT, "calibration does not end", node.failure());
    assertWorksAgain();
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "READS_ZEROS", "READS_ONES"})
  void shouldNoticeALossWhileListening(ChipFault fault) {
    assertLostWhileListening(fault, "was reset or unplugged: RegOpMode (0x01) reads ", 10_000);
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "READS_ZEROS", "READS_ONES", "HANG", "BROKEN_LINE"})
  void shouldNoticeALossInMidFrame(ChipFault fault) {
    String why = switch (fault) {
      case HANG -> "hangs: RegOpMode (0x01) reads 0x83, RegIrqFlags (0x12) reads 0x00";
      case BROKEN_LINE -> "DIO0 does not rise, check its wire";
      default -> "was reset or unplugged: RegOpMode (0x01) reads ";
    };
    assertLostInMidFrame(fault, why, 1_100);
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "READS_ZEROS", "READS_ONES", "HANG", "BROKEN_LINE"})
  void shouldNoticeALossWhileSensing(ChipFault fault) {
    assertLostWhileSensing(fault);
  }
}
