package org.sheratan.edge.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.console.line.Rows;
import org.sheratan.edge.shell.CommandFailure;

class HotspotReportTest {
  private static final String PASSWORD = "83a1-0c5f-9be2-447d";
  private static final String LISTENING = "{\"lan\":{\"state\":\"listening\",\"address\":\"https://a.local:9443\","
      + "\"fingerprint\":\"" + "0F:".repeat(31) + "0F\"}}";
  private final FakeFacts fake = new FakeFacts();

  private List<String> lines() throws CommandFailure {
    return HotspotReport.lines(fake.facts(), List.of());
  }

  private void hotspot(Hotspot.State state) {
    fake.hotspot = Optional.of(new Hotspot("node-a", PASSWORD, "10.83.72.1", state));
  }

  @Test
  void shouldShowWhatAPhoneNeedsToGetIn() throws CommandFailure {
    hotspot(Hotspot.State.UP);
    fake.answers.put("/api/v1/status", LISTENING);
    List<String> lines = lines();
    assertEquals(
        List.of(" [ OK ] hotspot        network node-a", " [ OK ] password       " + PASSWORD,
            " [ OK ] page           https://10.83.72.1:9443", " [ OK ] lan            https://a.local:9443"),
        lines.subList(0, 4));
    List<String> picture = lines.subList(6, lines.size());
    assertTrue(picture.size() >= 18 && picture.size() <= 24, "fits a terminal: " + picture.size());
    picture.forEach(row -> assertEquals(1, Rows.of(row).size()));
    // The margin is light: letters, on a dark terminal.
    assertTrue(picture.getFirst().matches("█+"), picture.getFirst());
  }

  @Test
  void shouldSayThatItsPageIsHeldUntilOthersAreLetIn() throws CommandFailure {
    hotspot(Hotspot.State.DOWN);
    List<String> lines = lines();
    assertEquals(" [WAIT] hotspot        network node-a: the Wi-Fi device is not up", lines.getFirst());
    assertEquals(" [HELD] page           other machines are not let in → net lan on", lines.get(2));
  }

  @Test
  void shouldDrawNothingThatATerminalWithoutUnicodeCannotShow() throws CommandFailure {
    hotspot(Hotspot.State.UP);
    fake.unicode = false;
    List<String> lines = lines();
    assertEquals("a QR code needs a terminal with UTF-8", lines.getLast());
    assertFalse(lines.toString().contains("█"));
  }

  @Test
  void shouldSayWhyThereIsNone() {
    CommandFailure none = assertThrows(CommandFailure.class, this::lines);
    assertEquals("this machine makes no network of its own", none.getMessage());
    assertTrue(none.fix().contains("[hotspot]"));
    hotspot(Hotspot.State.NO_DEVICE);
    CommandFailure missing = assertThrows(CommandFailure.class, this::lines);
    assertEquals("the card asks for a hotspot, and this machine has no Wi-Fi device wlan0",
        missing.getMessage());
    assertFalse(missing.getMessage().contains(PASSWORD));
  }

  @Test
  void shouldKeepThePasswordOutOfItsDescription() {
    hotspot(Hotspot.State.UP);
    assertFalse(fake.hotspot.toString().contains(PASSWORD));
  }
}
