package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

class RegionTableTest {
  private static final String ROW = "EU868 | 869400000 | 869650000 | 500 mW ERP | 100000 | - | 1..250000 | - | confirmed | EN";

  @Test
  void shouldReadARow() {
    Region region = RegionTableReader.read("# comment\n\n" + ROW + "\n").regions().getFirst();
    assertEquals("EU868", region.name());
    assertEquals(List.of(new SubBand(869_400_000, 869_650_000, new PowerLimit(500, PowerLimit.Reference.ERP),
        100_000, SubBand.ANY_LENGTH_MS, 1, 250_000, Optional.empty(), true, "EN")), region.subBands());
    assertEquals("869.4–869.65 MHz", region.subBands().getFirst().name());
    assertEquals(360_000_000, region.subBands().getFirst().microsPerHour());
  }

  @Test
  void shouldReadHoppingAndLongest() {
    SubBand subBand = RegionTableReader
        .read("US | 902000000 | 928000000 | 1000 mW CONDUCTED | - | 400 | 1..249999 | 50/400/20000"
            + " | unconfirmed | CFR")
        .find("us").orElseThrow().subBands().getFirst();
    assertEquals(Optional.of(new Hopping(50, 400, 20_000)), subBand.hopping());
    assertEquals(400, subBand.maxTransmissionMs());
    assertFalse(subBand.dutyLimited());
    assertFalse(subBand.confirmed());
  }

  @Test
  void shouldNameLineAndColumnOfWhatIsWrong() {
    assertWrong(1, 1, ROW.replace("EU868", "eu868"));
    assertWrong(3, 9, "\n# comment\n" + ROW.replace("869400000", "869,4"));
    assertWrong(1, 21, ROW.replace("869650000", "869400000"));
    assertWrong(1, 33, ROW.replace("500 mW", "27 dBm"));
    assertWrong(1, 33, ROW.replace("ERP", "erp"));
    assertWrong(1, 46, ROW.replace("100000 |", "1000000 |"));
    assertWrong(1, 55, ROW.replace("| - | 1..", "| 0 | 1.."));
    assertWrong(1, 59, ROW.replace("1..250000", "1..250001"));
    assertWrong(1, 59, ROW.replace("1..250000", "1-250000"));
    assertWrong(1, 71, ROW.replace("| - | conf", "| 1/2 | conf"));
    assertWrong(1, 75, ROW.replace("confirmed", "yes"));
    assertWrong(1, 87, ROW.replace("EN", "-"));
    assertWrong(1, ROW.length() + 2, ROW + "|x");
    assertWrong(1, 14, "EU868 | 123 ");
    assertWrong(3, 1, ROW + "\n" + ROW.replace("EU868", "US915") + "\n" + ROW);
  }

  @Test
  void shouldBoundWhatItReads() {
    assertWrong(1, 401, "#" + "x".repeat(400));
    assertWrong(513, 1, "\n".repeat(512));
    assertWrong(17, 1, (ROW + "\n").repeat(17));
  }

  @Test
  void shouldRefuseAnythingElseTyped() {
    Entropy entropy = new SeededEntropy(20_261_121);
    String characters = "EU868 |0123456789.-/#mWERP\nconfirmed";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder(ROW);
      for (int changes = entropy.nextInt(6); changes >= 0; changes--) {
        text.setCharAt(entropy.nextInt(text.length()),
            characters.charAt(entropy.nextInt(characters.length())));
      }
      try {
        RegionTableReader.read(text.toString());
      } catch (RegionTableException refused) {
        assertTrue(refused.line() > 0 && refused.column() > 0, text.toString());
      }
    }
  }

  @Test
  void shouldShipTheRegionsPeopleLiveIn() {
    RegionTable table = RegionTable.builtIn();
    assertEquals(List.of("EU868", "EU433", "UK868", "US915", "AU915", "AS923", "IN865"),
        table.regions().stream().map(Region::name).toList());
    assertEquals(List.of("EU868", "EU433", "US915", "AU915"),
        table.regions().stream().filter(Region::confirmed).map(Region::name).toList());
    for (Region region : table.regions()) {
      for (SubBand subBand : region.subBands()) {
        assertTrue(subBand.source().length() > 10, region.name());
      }
    }
  }

  private static void assertWrong(int line, int column, String text) {
    RegionTableException refused = assertThrows(RegionTableException.class,
        () -> RegionTableReader.read(text));
    assertEquals(line + ":" + column, refused.line() + ":" + refused.column(), refused.getMessage());
  }
}
