package org.sheratan.radio.link.lora.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

class BoardProfileReaderTest {
  private static final String SX1262 = """
      # A comment.
      title = A board

      chip = sx1262
      spi = 0.1
      select = 21
      reset = 18
      irq = 16
      busy = 20
      txen = 13
      rxen = 12
      enable = 6 5
      dio2-switch = yes
      tcxo-millivolts = 1800
      tcxo-start-us = 5000
      regulator = ldo
      min-hz = 850000000
      max-hz = 930000000
      max-chip-dbm = 18
      amplifier-db = 12
      max-dbm = 30
      hat = One Product | OTHER
      source = a book
      tried = no
      """;
  private static final String SX1276 = """
      title = Another
      chip = sx1276
      spi = 0.0
      irq = 25
      min-hz = 862000000
      max-hz = 1020000000
      max-chip-dbm = 17
      source = a book
      tried = yes
      """;

  private static BoardProfileException refusal(String text) {
    return assertThrows(BoardProfileException.class, () -> BoardProfileReader.read("x", text));
  }

  @Test
  void shouldReadEveryKey() throws BoardProfileException {
    BoardProfile profile = BoardProfileReader.read("a-board", SX1262);
    assertEquals(new BoardProfile("a-board", "A board", BoardChip.SX1262, new BoardProfile.Spi(0, 1),
        OptionalInt.of(21),
        new BoardProfile.Pins(OptionalInt.of(18), 16, OptionalInt.of(20), OptionalInt.of(13),
            OptionalInt.of(12),
            List.of(6, 5)),
        new BoardProfile.Tcxo(1_800, 5_000), true, false, new BoardProfile.Band(850_000_000, 930_000_000),
        new BoardProfile.Power(30, 18, 12), List.of("One Product", "OTHER"), "a book", false), profile);
    assertEquals("spidev0.1", profile.spi().device());
    assertEquals("spidev0.1/select21", profile.hardwareId());
  }

  @Test
  void shouldReadASmallBoard() throws BoardProfileException {
    BoardProfile profile = BoardProfileReader.read("small", SX1276);
    assertEquals(OptionalInt.empty(), profile.pins().reset());
    assertEquals(OptionalInt.empty(), profile.pins().busy());
    assertFalse(profile.tcxo().present());
    assertEquals(new BoardProfile.Power(17, 17, 0), profile.power());
    assertEquals("spidev0.0", profile.hardwareId());
    assertTrue(profile.tried());
  }

  /** What is replaced in the first profile, by what, and what the reader says. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "chip = sx1262; chip = sx1280; x.properties:4: chip: expected one of sx1276, sx1277, sx1278, sx1279, sx1261, sx1262, sx1268, found sx1280",
      "spi = 0.1; spi = /dev/spidev0.1; x.properties:5: spi: expected bus and chip select such as 0.0, found /dev/spidev0.1",
      "reset = 18; reset = 28; x.properties:7: reset: expected a whole number from 0 to 27, found 28",
      "reset = 18; reset = 0x12; x.properties:7: reset: expected a whole number from 0 to 27, found 0x12",
      "busy = 20; busy = 16; x.properties:9: busy: expected a pin that no other line uses, found 16",
      "reset = 18; reset; x.properties:7: reset: expected key = value",
      "reset = 18; reset =; x.properties:7: reset: expected a value of visible characters",
      "reset = 18; Reset = 18; x.properties:7: Reset: expected key = value",
      "reset = 18; rset = 18; x.properties: reset: is missing",
      "busy = 20; bussy = 20; x.properties: busy: is missing",
      "reset = 18; irq = 18; x.properties:8: irq: stands twice",
      "enable = 6 5; enable = 6,5; x.properties:12: enable: expected pins from 0 to 27 with spaces between, found 6,5",
      "enable = 6 5; enable = 6 13; x.properties:12: enable: expected a pin that no other line uses, found 6 13",
      "dio2-switch = yes; dio2-switch = true; x.properties:13: dio2-switch: expected one of yes, no, found true",
      "tcxo-millivolts = 1800; tcxo-millivolts = 1900; x.properties:14: tcxo-millivolts: expected one of 1600, 1700, 1800, 2200, 2400, 2700, 3000, 3300, found 1900",
      "tcxo-millivolts = 1800; # none; x.properties:15: tcxo-start-us: is no key of a board with SX1262",
      "tcxo-start-us = 5000; # none; x.properties: tcxo-start-us: is missing",
      "max-hz = 930000000; max-hz = 840000000; x.properties:18: max-hz: expected a whole number from 850000000 to 1020000000, found 840000000",
      "max-chip-dbm = 18; max-chip-dbm = 23; x.properties:19: max-chip-dbm: expected a whole number from -9 to 22, found 23",
      "max-dbm = 30; max-dbm = 31; x.properties:21: max-dbm: expected a whole number from 18 to 30, found 31",
      "tried = no; tried = maybe; x.properties:24: tried: expected one of yes, no, found maybe",
      "source = a book; color = red; x.properties: source: is missing",
      "# A comment.; color = red; x.properties:1: color: is no key of a board with SX1262"})
  void shouldNameFileLineKeyAndWhatFits(String from, String to, String message) {
    assertEquals(message, refusal(SX1262.replace(from, to)).getMessage());
  }

  @Test
  void shouldRefuseWhatTheChipHasNot() {
    BoardProfileException refusal = refusal(SX1276.replace("irq = 25", "irq = 25\nbusy = 24"));
    assertEquals("x.properties:5: busy: is no key of a board with SX1276", refusal.getMessage());
    assertEquals("x.properties", refusal.file());
    assertEquals(5, refusal.line());
    assertEquals("busy", refusal.key());
    assertEquals("max-chip-dbm", refusal(SX1276.replace("chip-dbm = 17", "chip-dbm = 18")).key());
  }

  @Test
  void shouldBeBounded() {
    assertTrue(refusal("# " + "x".repeat(9_000)).getMessage().contains("at most 8192 characters"));
    assertTrue(refusal("a\u001b[31m = 1").getMessage().startsWith("x.properties:1: a?[31m: expected"));
    assertTrue(refusal("y".repeat(5_000)).getMessage().length() < 300);
  }

  @Test
  void neverBreaksOnRandomProfiles() {
    int read = 0;
    for (long seed = 1; seed <= 3_000; seed++) {
      Entropy entropy = new SeededEntropy(seed);
      StringBuilder text = new StringBuilder(entropy.chance(0.5) ? SX1262 : SX1276);
      for (int change = entropy.nextInt(4); change > 0; change--) {
        int at = entropy.nextInt(text.length());
        switch (entropy.nextInt(3)) {
          case 0 -> text.setCharAt(at, (char) entropy.nextInt(128));
          case 1 -> text.deleteCharAt(at);
          default -> text.insert(at, (char) entropy.nextInt(0x300));
        }
      }
      try {
        BoardProfile profile = BoardProfileReader.read("x", text.toString());
        assertTrue(profile.power().maxChipDbm() <= 22 && profile.pins().interrupt() <= 27, "seed " + seed);
        read++;
      } catch (BoardProfileException refused) {
        assertTrue(refused.getMessage().startsWith("x.properties"),
            "seed " + seed + ": " + refused.getMessage());
      }
    }
    assertTrue(read > 300, read + " read");
  }
}
