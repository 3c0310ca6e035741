package org.sheratan.radio.link.lora.sx126x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.sheratan.radio.emulator.ChipFault;
import org.sheratan.radio.link.lora.ChipFaultContract;
import org.sheratan.radio.link.lora.RadioEvent.Failed;
import org.sheratan.radio.link.lora.RadioEvent.Sensed;
import org.sheratan.radio.link.lora.RadioFault;

class Sx126xFaultTest extends ChipFaultContract<Node> {
  @Override
  protected Node node(String name) {
    return new Node(bench, name);
  }

  @Override
  protected String resetSeen() {
    return "status 0x20";
  }

  @Override
  protected String stuckBitSeen() {
    return "0x96 written, register 0x08AC reads 0x94";
  }

  @Override
  protected String line() {
    return "DIO1";
  }

  @Test
  void shouldNameMissingChips() {
    node.chip().inject(ChipFault.READS_ZEROS);
    node.begin(EUROPE);
    assertFailed(RadioFault.ABSENT,
        "nothing answers on SPI: check wiring, chip select and power; status 0x00", node.failure());
    node.chip().inject(ChipFault.READS_ONES);
    node.begin(EUROPE);
    assertFailed(RadioFault.ABSENT, "status 0xFF", node.failure());
    node.chip().inject(ChipFault.OTHER_CHIP);
    node.begin(EUROPE);
    assertFailed(RadioFault.ABSENT, "register 0x0740 reads 0x5A24 after reset", node.failure());
    assertWorksAgain();
  }

  @Test
  void shouldNameABusyWireThatCameOff() {
    node.chip().inject(ChipFault.BROKEN_BUSY);
    node.begin(EUROPE);
    assertFailed(RadioFault.ABSENT, "BUSY stays high after reset: check the wires", node.failure());
    assertTrue(bench.nowMs() < 200);
    assertWorksAgain();
  }

  @Test
  void shouldNameAClockThatDoesNotStart() {
    node.chip().inject(ChipFault.NO_CLOCK);
    node.begin(EUROPE);
    assertFailed(RadioFault.ABSENT, "does this board have a TCXO, not a crystal? (XOSC_START_ERR)",
        node.failure());
    assertWorksAgain();
  }

  @Test
  void shouldNameAWrongClockInTheProfile() {
    Node crystal = Node.amplified(bench, "told of a crystal", Optional.empty()).begin(EUROPE);
    assertFailed(crystal, RadioFault.ABSENT, "does this board have a TCXO, not a crystal?",
        crystal.failure());
    Tcxo tooWeak = new Tcxo(Tcxo.Voltage.V1_6, 5_000);
    Node weak = Node.amplified(bench, "told of 1.6 V", Optional.of(tooWeak)).begin(EUROPE);
    assertFailed(weak, RadioFault.ABSENT, "does this board have a TCXO? (XOSC_START_ERR)", weak.failure());
    Tcxo tooSoon = new Tcxo(Tcxo.Voltage.V1_8, 2_000);
    Node hasty = Node.amplified(bench, "told of 2 ms", Optional.of(tooSoon)).begin(EUROPE);
    assertFailed(hasty, RadioFault.ABSENT, "does this board have a TCXO?", hasty.failure());
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "READS_ZEROS", "READS_ONES", "STUCK_BUSY", "NO_LOCK", "SHORTED_LINE"})
  void shouldNoticeALossWhileListening(ChipFault fault) {
    String why = switch (fault) {
      case RESET -> "was reset or unplugged: status 0x20";
      case STUCK_BUSY -> "BUSY stays high after GetRssiInst";
      case NO_LOCK -> "PLL_LOCK_ERR";
      case SHORTED_LINE -> "DIO1 is high without an interrupt, check its wire";
      default -> "nothing answers on SPI";
    };
    assertLostWhileListening(fault, why, 10_200);
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "READS_ZEROS", "READS_ONES", "HANG", "BROKEN_LINE", "STUCK_BUSY"})
  void shouldNoticeALossInMidFrame(ChipFault fault) {
    String why = switch (fault) {
      case RESET -> "was reset or unplugged: status 0x20";
      case STUCK_BUSY -> "BUSY stays high after SetTx";
      case HANG -> "hangs: status 0x60";
      case BROKEN_LINE -> "DIO1 does not rise, check its wire";
      default -> "nothing answers on SPI";
    };
    assertLostInMidFrame(fault, why, 1_300);
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "READS_ZEROS", "READS_ONES", "HANG", "BROKEN_LINE", "STUCK_BUSY"})
  void shouldNoticeALossWhileSensing(ChipFault fault) {
    assertLostWhileSensing(fault);
  }

  @Test
  void shouldTellWhenATransmissionDoesNotEnd() {
    node.ready(EUROPE);
    node.chip().inject(ChipFault.ENDLESS_TRANSMISSION);
    node.transmit(FRAME);
    assertFailed(RadioFault.TRANSMIT_FAILED, "gave up a transmission", node.failure());
    assertWorksAgain();
  }

  @Test
  void shouldNotBelieveNoiseForEver() {
    node.ready(EUROPE);
    node.chip().inject(ChipFault.FALSE_PREAMBLE);
    node.radio().sense(bench.nowMs());
    assertTrue(node.await(Sensed.class).taken());
    bench.run(100);
    assertFalse(node.sense().taken());
  }

  @Test
  void shouldForgetNoiseByItself() {
    node.ready(EUROPE);
    bench.run(2_000);
    node.chip().inject(ChipFault.FALSE_PREAMBLE);
    bench.run(30_000);
    assertFalse(node.sense().taken());
    assertEquals(List.of(), bench.events("node").stream().filter(event -> event instanceof Failed).toList());
  }
}
