package org.sheratan.radio.link.lora.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardCatalogTest {
  private static final BoardCatalog CATALOG = BoardCatalog.builtIn();

  @TempDir
  Path folder;

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  @Test
  void shouldReadEveryProfile() {
    List<BoardProfile> profiles = CATALOG.profiles();
    assertEquals(15, profiles.size());
    assertEquals(profiles.stream().map(BoardProfile::name).toList(),
        List.copyOf(new TreeSet<>(profiles.stream().map(BoardProfile::name).toList())), "sorted, each once");
    for (BoardProfile profile : profiles) {
      assertTrue(profile.name().matches("[a-z0-9][a-z0-9-]{0,39}"), profile.name() + " can be configured");
      assertFalse(profile.tried(), profile.name() + ": nobody has");
    }
  }

  @Test
  void shouldFindTheBoardsByName() {
    assertEquals("Waveshare SX1262 LoRa HAT", CATALOG.find("waveshare-sx1262").orElseThrow().title());
    assertEquals(Optional.empty(), CATALOG.find("waveshare"));
  }

  @ParameterizedTest
  @CsvSource({"MESHADV-PI, meshadv-pi", "POWERPI, meshadv-pi", "meshadv mini, meshadv-mini",
      "RAK6421-13300-S1, rak6421-rak13300-slot1", "RAK6421-13300-S2, rak6421-rak13300-slot2"})
  void shouldKnowBoardsByTheirEeprom(String product, String name) {
    assertEquals(name, CATALOG.find(new Hat(product, "", "")).orElseThrow().name());
  }

  @Test
  void shouldChooseByTheEepromThatIsPlugged() throws IOException {
    write("product", "MeshAdv Mini\0");
    write("vendor", "Frequency Labs\0");
    write("uuid", "9362d4cc-c3d8-4de6-0000-55d08e938e60\0");
    assertEquals(
        Optional.of(new Hat("MeshAdv Mini", "Frequency Labs", "9362d4cc-c3d8-4de6-0000-55d08e938e60")),
        Hat.read(folder));
    assertEquals(new BoardChoice.Chosen(CATALOG.find("meshadv-mini").orElseThrow()),
        BoardChoice.of(BoardChoice.AUTO, CATALOG, folder));
    assertEquals(new BoardChoice.Chosen(CATALOG.find("nebra-hat-1w").orElseThrow()),
        BoardChoice.of("nebra-hat-1w", CATALOG, folder));
  }

  @Test
  void shouldSayWhatIsPluggedWhenNoProfileKnowsIt() throws IOException {
    write("product", "Sense HAT");
    write("vendor", "Raspberry Pi\u001b[2J");
    BoardChoice.Unknown unknown = (BoardChoice.Unknown) BoardChoice.of(BoardChoice.AUTO, CATALOG, folder);
    assertTrue(
        unknown.why().startsWith("the plugged board calls itself Sense HAT by Raspberry Pi?[2J, which no"
            + " profile knows; name yours, one of adafruit-rfm95w, "),
        unknown.why());
  }

  @Test
  void shouldSayThatNothingNamesItself() {
    BoardChoice.Unknown unknown = (BoardChoice.Unknown) BoardChoice.of(BoardChoice.AUTO, CATALOG,
        folder.resolve("absent"));
    assertTrue(unknown.why().startsWith("no plugged board names itself; name yours, one of "), unknown.why());
    unknown = (BoardChoice.Unknown) BoardChoice.of("wavesahre", CATALOG, folder);
    assertTrue(unknown.why().startsWith("no board is called wavesahre; name yours, one of "), unknown.why());
  }

  @Test
  void shouldCutWhatAnEepromSays() throws IOException {
    write("product", "x".repeat(10_000));
    assertEquals(128, Hat.read(folder).orElseThrow().product().length());
    write("product", "\0anything");
    assertEquals(Optional.empty(), Hat.read(folder));
  }
}
