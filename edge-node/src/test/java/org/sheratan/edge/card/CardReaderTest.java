package org.sheratan.edge.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class CardReaderTest {
  private static final Path FILE = Path.of("/boot/firmware/sheratan.toml");

  private static CardReading read(byte[] bytes) {
    return CardReader.read(FILE, bytes, CardMachine.choices());
  }

  private static CardReading read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static CardReading.Good good(String text) {
    return (CardReading.Good) read(text);
  }

  private static List<String> mistakes(String text) {
    return ((CardReading.Bad) read(text)).mistakes();
  }

  private static void assertMistake(String text, String... parts) {
    List<String> found = mistakes(text);
    assertEquals(parts.length, found.size(), found.toString());
    for (int index = 0; index < parts.length; index++) {
      assertTrue(
          found.get(index).startsWith(FILE + ":" + parts[index]) || found.get(index).contains(parts[index]),
          found.toString());
    }
  }

  @Test
  void shouldReadEveryKey() {
    CardSettings settings = good(CardMachine.FULL).settings();
    assertEquals(Optional.of("sheratan-roof"), settings.hostname());
    assertEquals(Optional.of(
        new CardSettings.Wifi("DE", "Café am Eck", new CardSecret.Given("pa\"ss word"))), settings.wifi());
    assertEquals(Optional.of("EU868"), settings.region());
    assertEquals(Optional.of("waveshare-sx1262"), settings.board());
    assertEquals(Optional.of("usb"), settings.gps());
    assertEquals(Optional.empty(), settings.hotspot());
    assertEquals(Optional.of(new CardSecret.Given(CardMachine.KEY)), settings.networkKey());
    assertEquals(Optional.of(List.of(CardMachine.SSH_KEY)), settings.sshKeys());
  }

  @Test
  void shouldAskForNothingInAnEmptyFile() {
    assertEquals(CardSettings.NOTHING, good("").settings());
    assertEquals(CardSettings.NOTHING, good("# a comment\r\n\r\n[node]\r\n").settings());
    assertEquals(List.of(), good("").secrets());
  }

  @Test
  void shouldFindSecretsWhereTheyLie() {
    byte[] bytes = CardMachine.FULL.getBytes(StandardCharsets.UTF_8);
    List<SecretSpan> secrets = good(CardMachine.FULL).secrets();
    List<String> found = secrets.stream()
        .map(span -> new String(bytes, span.offset(), span.length(), StandardCharsets.UTF_8)).toList();
    assertEquals(List.of("pa\"ss word", CardMachine.KEY), found);
  }

  @Test
  void shouldReadWhatEditorsOfWindowsWrite() {
    String text = "\ufeff" + CardMachine.FULL.replace("\n", "\r\n");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    CardReading.Good reading = good(text);
    assertEquals(good(CardMachine.FULL).settings(), reading.settings());
    SecretSpan key = reading.secrets().getLast();
    assertEquals(CardMachine.KEY, new String(bytes, key.offset(), key.length(), StandardCharsets.UTF_8));
  }

  @Test
  void shouldTellEveryMistakeWithItsLine() {
    assertMistake("""
        [node]
        hostname = "-roof"
        [wifi]
        country = "de"
        password = "short"
        [radio]
        region = "EU999"
        board = "hat"
        frobnicate = 1
        [ssh]
        keys = ["ssh-dss AAAA"]
        [wlan]
        """, "2:1: node.hostname: expected 1 to 32 small letters", "4:1: wifi.country: expected two capitals",
        "3:2: wifi.ssid: is missing", "5:1: wifi.password: expected 8 to 63",
        "7:1: radio.region: expected one of EU868, US915", "8:1: radio.board: expected one of",
        "11:1: ssh.keys: expected", "9:1: radio.frobnicate: unknown key", "12:2: wlan: unknown key");
  }

  @Test
  void shouldRefuseSignsOfShellsInNames() {
    for (String name : List.of("$(reboot)", "a;b", "a b", "a\\nb", "`id`", "../x", "A", "", "a_b",
        "a".repeat(33),
        "\\u001b[31m", "a'b", "xn--\\u00e4")) {
      assertMistake("[node]\nhostname = \"" + name + "\"\n", "2:1: node.hostname: expected");
    }
  }

  @Test
  void shouldTakeAnySignInNamesOfNetworksButControls() {
    String wifi = "[wifi]\ncountry = \"DE\"\npassword = \"12345678\"\nssid = ";
    assertEquals("$(reboot); \"'`",
        good(wifi + "\"$(reboot); \\\"'`\"\n").settings().wifi().orElseThrow().ssid());
    assertMistake(wifi + "\"a\\nnetwork={\"\n", "4:1: wifi.ssid: expected a name of 1 to 32 bytes");
    assertMistake(wifi + "\"\\u001b[2J\"\n", "4:1: wifi.ssid: expected a name of 1 to 32 bytes");
    assertMistake(wifi + "\"" + "ä".repeat(17) + "\"\n", "4:1: wifi.ssid: expected a name of 1 to 32 bytes");
  }

  @Test
  void shouldRefuseHalfAWifi() {
    assertMistake("[wifi]\nssid = \"a\"\n", "wifi.country: is missing", "wifi.password: is missing");
  }

  @Test
  void shouldRefuseStarsForANetworkWhoseKeyItNeverHad() {
    assertMistake("[wifi]\ncountry = \"DE\"\nssid = \"a\"\npassword = \"********\"\n",
        "4:1: wifi.password: was not taken over");
  }

  @Test
  void shouldRefuseSecretsThatItCouldNotErase() {
    String where = "on a line of its own";
    assertMistake("network = { key = \"" + CardMachine.KEY + "\" }\n", where);
    assertMistake("[network]\nkey = \"\\u0030" + CardMachine.KEY.substring(1) + "\"\n", where);
    assertMistake("[network]\nkey = \"\"\"" + CardMachine.KEY + "\"\"\"\n", where);
  }

  @Test
  void shouldReadAHotspotWithAndWithoutItsChoices() {
    assertEquals(Optional.of(new CardSettings.Hotspot.On("DE", Optional.empty(), 6)),
        good(CardMachine.HOTSPOT).settings().hotspot());
    assertEquals(Optional.of(new CardSettings.Hotspot.On("DE", Optional.of("Roof 1"), 11)),
        good(CardMachine.HOTSPOT + "ssid = \"Roof 1\"\nchannel = 11\n").settings().hotspot());
    assertEquals(Optional.of(new CardSettings.Hotspot.Off()),
        good("[hotspot]\nenabled = false\n").settings().hotspot());
  }

  @Test
  void shouldRefuseAHotspotWithoutACountry() {
    assertMistake("[hotspot]\nenabled = true\n",
        "hotspot.country: is missing; nothing is sent without knowing whose radio law holds");
    assertMistake("[hotspot]\nenabled = true\ncountry = \"00\"\n",
        "3:1: hotspot.country: expected two capitals");
  }

  @Test
  void shouldRefuseHotspotsThatCannotBe() {
    assertMistake(CardMachine.HOTSPOT + "channel = 13\n",
        "4:1: hotspot.channel: expected a whole number from 1 to 11");
    for (String name : List.of("", " a", "a ", "a;b", "a\\\"b", "a\\\\b", "\u00e4", "a".repeat(33),
        "a\\nb")) {
      assertMistake(CardMachine.HOTSPOT + "ssid = \"" + name + "\"\n",
          "4:1: hotspot.ssid: expected 1 to 32 letters");
    }
    assertMistake("[hotspot]\ncountry = \"DE\"\n", "hotspot.enabled: is missing");
    assertMistake(CardMachine.FULL + CardMachine.HOTSPOT, "hotspot: there is one Wi-Fi device");
  }

  @Test
  void shouldRefuseReceiversOnTheConsolesLine() {
    for (String receiver : List.of("/dev/ttyS1", "/dev/ttyAMA0", "/dev/serial0", "/dev/ttyACM0; reboot",
        "yes",
        "/dev/serial/by-id/../../ttyS1", "/dev/ttyUSB0 /dev/ttyS1")) {
      assertMistake("[gps]\nreceiver = \"" + receiver + "\"\n", "2:1: gps.receiver: expected");
    }
    assertEquals(Optional.of("/dev/serial/by-id/usb-u-blox_AG-if00"),
        good("[gps]\nreceiver = \"/dev/serial/by-id/usb-u-blox_AG-if00\"\n").settings().gps());
  }

  @Test
  void shouldRefuseKeysGivenTwice() {
    assertMistake("[node]\nhostname = \"a\"\nhostname = \"b\"\n", "3:");
    assertMistake("[node]\nhostname = \"a\"\n[node]\nhostname = \"b\"\n", "expected TOML");
  }

  @Test
  void shouldRefuseWhatIsNoText() {
    assertEquals(new CardReading.Bad(List.of(FILE + ": expected UTF-8 text")),
        read("[node]".getBytes(StandardCharsets.UTF_16)));
    assertEquals(new CardReading.Bad(List.of(FILE + ": expected at most 65536 bytes")),
        read(new byte[65_537]));
    assertMistake("\u0000".repeat(100), "1:");
    assertMistake("a".repeat(65_536), "expected TOML");
    assertMistake("[".repeat(60_000), "within each other");
  }

  @Test
  void shouldRefuseOptionsAndLinesInSshKeys() {
    String expected = "2:1: ssh.keys: expected";
    for (String key : List.of("command=\\\"id\\\" " + CardMachine.SSH_KEY,
        CardMachine.SSH_KEY + "\\nssh-rsa AAAA",
        "", "ssh-ed25519", "ssh-ed25519 AAAA")) {
      assertMistake("[ssh]\nkeys = [\"" + key + "\"]\n", expected);
    }
    assertMistake("[ssh]\nkeys = [" + ("\"" + CardMachine.SSH_KEY + "\", ").repeat(17) + "]\n", expected);
  }

  @Test
  void shouldNeverRepeatASecret() {
    String secret = "correct horse battery";
    for (String text : List.of("[wifi]\npassword = \"" + secret + "\u00e4\"\n",
        "[network]\nkey = \"" + secret + "\"\n",
        "[wifi]\npassword = \"" + secret + "\n", "[wifi]\n" + secret + " = 1\n",
        "[wifi]\npassword = " + secret)) {
      assertFalse(mistakes(text).toString().contains("horse"), text);
    }
    assertFalse(good(CardMachine.FULL).toString().contains(CardMachine.KEY));
    assertFalse(good(CardMachine.FULL).toString().contains("ss word"));
  }
}
