package org.sheratan.radio.link.lora.hardware;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** docs/hardware.md shows the wires of every profile as they are in the profile. */
class WiringDocumentTest {
  /** Pins of the 40-pin header for BCM 0 to 27 (Raspberry Pi documentation, GPIO). */
  private static final List<Integer> HEADER = List.of(27, 28, 3, 5, 7, 29, 31, 26, 24, 21, 19, 23, 32, 33, 8,
      10,
      36, 11, 12, 35, 38, 40, 15, 16, 18, 22, 37, 13);
  private static final int CHIP_ENABLE_0 = 8;

  private static String wires(IntStream pins) {
    return pins.mapToObj(pin -> pin + " (" + HEADER.get(pin) + ")").collect(Collectors.joining(", "));
  }

  private static String wire(OptionalInt pin) {
    return wires(pin.stream());
  }

  private static String row(BoardProfile board) {
    BoardProfile.Pins pins = board.pins();
    int select = board.select().orElse(CHIP_ENABLE_0 - board.spi().chipSelect());
    return "| " + String.join(" | ", "`" + board.name() + "`",
        board.spi().bus() + "." + board.spi().chipSelect(), wires(IntStream.of(select)), wire(pins.reset()),
        wires(IntStream.of(pins.interrupt())), wire(pins.busy()), wire(pins.transmitEnable()),
        wire(pins.receiveEnable()), wires(pins.enable().stream().mapToInt(Integer::intValue))) + " |";
  }

  @Test
  void shouldShowTheWiresOfEveryBoard() throws IOException {
    String text = Files.readString(Path.of(System.getProperty("sheratan.root"), "docs", "hardware.md"));
    for (BoardProfile board : BoardCatalog.builtIn().profiles()) {
      String row = row(board).replaceAll("\\|  (?=\\|)", "| ");
      assertTrue(text.contains("\n" + row + "\n"), "docs/hardware.md lacks the row\n" + row);
    }
  }
}
