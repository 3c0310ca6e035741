package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** docs/regions.md is made from the table; with -Dsheratan.vectors=write the test writes it. */
class RegionsDocumentTest {
  private static final Path DOCUMENT = Path.of(System.getProperty("sheratan.root", ".."), "docs/regions.md");
  private static final String HEAD = """
      # Regions

      What each region's law asks, as a node keeps it. A row whose source nobody has read enables nothing: the node
      receives there, and says why it does not send. This page is made from
      `radio-stack/src/main/resources/org/sheratan/radio/air/regions.table`; correct the table, not the page. It is no legal
      advice: where law and table differ, the law holds, and the operator answers for it.

      Confirmed means that the figures were read in the source, or in public works that cite it by table and row. Where
      several rows hold a frequency, the first that allows the settings counts. The airtime is that of any sliding hour, for
      each transmitter and sub-band, relayed frames included. Systems that hop need both ends to change channels together,
      which these nodes do not do: rows with hopping are refused.
      """;

  @Test
  void shouldShowTheTableThatShips() throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    for (Region region : RegionTable.builtIn().regions()) {
      text.append("\n## ").append(region.name()).append("\n\n")
          .append("| sub-band | power | airtime | longest | bandwidth kHz | hopping | state | source |\n")
          .append("|---|---|---|---|---|---|---|---|\n");
      region.subBands().forEach(subBand -> text.append(row(subBand)));
    }
    if (System.getProperty("sheratan.vectors", "").equals("write")) {
      Files.writeString(DOCUMENT, text);
    }
    assertEquals(Files.readString(DOCUMENT), text.toString());
  }

  private static String row(SubBand subBand) {
    String airtime = subBand.dutyLimited() ? subBand.dutyPpm() / 10_000.0 + " %" : "any";
    String longest = subBand.maxTransmissionMs() == SubBand.ANY_LENGTH_MS
        ? "any"
        : subBand.maxTransmissionMs() + " ms";
    String least = subBand.minBandwidthHz() == 1 ? "to " : subBand.minBandwidthHz() / 1_000.0 + " to ";
    return "| " + String.join(" | ", subBand.name(), subBand.power().toString(), airtime, longest,
        least + subBand.maxBandwidthHz() / 1_000.0, subBand.hopping().map(Hopping::toString).orElse("–"),
        subBand.confirmed() ? "confirmed" : "**unconfirmed: receive only**", subBand.source()) + " |\n";
  }
}
