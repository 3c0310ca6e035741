package org.sheratan.edge.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.HotspotNote;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;

class CardHotspotTest {
  private static final String PASSWORD = "5a5a-5a5a-5a5a-5a5a";
  private static final String HOME = """
      [wifi]
      country = "DE"
      ssid = "home"
      password = "its password"
      """;

  @TempDir
  Path top;
  private CardMachine machine;

  @BeforeEach
  void setUp() throws IOException {
    machine = new CardMachine(top);
  }

  private HotspotNote note() throws IOException, ConfigException {
    return HotspotNote.read(machine.place.hotspotNote());
  }

  @Test
  void shouldMakeANetworkOfItsOwnNamedAsTheMachine() throws IOException, ConfigException {
    assertInstanceOf(CardOutcome.Applied.class, machine.with(CardMachine.HOTSPOT).start());
    assertEquals(new HotspotNote(true, "sheratan-4f2a", PASSWORD), note());
    String wifi = machine.text(machine.place.wifi());
    assertTrue(wifi.contains("\ncountry=DE\n"), wifi);
    assertTrue(wifi.contains("\n  mode=2\n  frequency=2437\n"), wifi);
    assertTrue(wifi.contains("\n  psk=" + WifiFile.key("sheratan-4f2a", PASSWORD) + "\n"), wifi);
    assertFalse(wifi.contains(PASSWORD));
    String network = machine.text(machine.place.hotspotNetwork());
    assertTrue(network.contains("Name=wlan0\n") && network.contains("DHCPServer=yes\n"), network);
    assertTrue(network.contains("Address=10.83.72.1/24\n"), network);
  }

  @Test
  void shouldKeepThePasswordFromEveryoneElse() throws IOException, ConfigException {
    machine.with(CardMachine.HOTSPOT).start();
    for (Path secret : Set.of(machine.place.wifi(), machine.place.hotspotNote())) {
      assertEquals("[OWNER_READ, OWNER_WRITE]",
          Files.getPosixFilePermissions(secret).stream().sorted().toList().toString());
    }
    SortedMap<String, String> all = machine.everything();
    all.values().removeIf(text -> !text.contains(PASSWORD));
    assertEquals(Set.of("root/var/lib/sheratan-hotspot/hotspot.toml"), all.keySet());
    assertFalse(note().toString().contains(PASSWORD));
  }

  @Test
  void shouldTakeNameAndChannelFromTheCard() throws IOException, ConfigException {
    machine.with("[node]\nhostname = \"roof\"\n" + CardMachine.HOTSPOT + "channel = 11\n").start();
    assertEquals("roof", note().ssid());
    assertTrue(machine.text(machine.place.wifi()).contains("\n  frequency=2462\n"));
    machine.with(CardMachine.HOTSPOT + "ssid = \"Garden shed\"\nchannel = 1\n").start();
    assertEquals("Garden shed", note().ssid());
    assertTrue(machine.text(machine.place.wifi()).contains("\n  frequency=2412\n"));
  }

  @Test
  void shouldKeepItsPasswordWhenSomethingElseChanges() throws IOException, ConfigException {
    machine.with(CardMachine.HOTSPOT).start();
    Files.writeString(machine.place.hotspotNote(),
        machine.text(machine.place.hotspotNote()).replace("5a5a", "0123"));
    machine.with("[hotspot]\nenabled = false\n").start();
    assertFalse(note().on());
    machine.with(CardMachine.HOTSPOT + "channel = 3\n").start();
    assertEquals(new HotspotNote(true, "sheratan-4f2a", "0123-0123-0123-0123"), note());
  }

  @Test
  void shouldDrawAnotherPasswordWhereTheOldOneIsSpoiled() throws IOException, ConfigException {
    machine.with(CardMachine.HOTSPOT).start();
    for (String spoiled : new String[]{"", "on = true\n",
        "on = true\nssid = \"a\"\npassword = \"12345678\"\n",
        "on = true\nssid = \"a\"\npassword = \"" + PASSWORD + "\"\nmore = 1\n"}) {
      Files.writeString(machine.place.hotspotNote(), spoiled);
      machine.with(CardMachine.HOTSPOT + "#" + spoiled.length() + "\n").start();
      assertEquals(PASSWORD, note().password());
    }
  }

  @Test
  void shouldGiveTheDeviceBackWhenItIsSwitchedOff() throws IOException, ConfigException {
    machine.with(CardMachine.HOTSPOT).start();
    machine.with("[hotspot]\nenabled = false\n").start();
    assertEquals("", machine.text(machine.place.hotspotNetwork()));
    assertEquals(HotspotFiles.NO_WIFI, machine.text(machine.place.wifi()));
    assertFalse(note().on());
  }

  @Test
  void shouldJoinANetworkInsteadWhenTheCardNamesOne() throws IOException, ConfigException {
    machine.with(CardMachine.HOTSPOT).start();
    machine.with(HOME).start();
    assertEquals("", machine.text(machine.place.hotspotNetwork()));
    assertTrue(WifiFile.isFor("home", machine.text(machine.place.wifi())));
    assertFalse(note().on());
  }

  @Test
  void shouldLeaveANetworkThatItIsInAloneWhenItMakesNone() throws IOException {
    machine.with(HOME).start();
    String wifi = machine.text(machine.place.wifi());
    machine.with("[hotspot]\nenabled = false\n").start();
    assertEquals(wifi, machine.text(machine.place.wifi()));
    assertFalse(Files.exists(machine.place.hotspotNote()));
  }

  @Test
  void shouldNotTakeItsOwnKeyForThatOfANetworkOfThatName() throws IOException {
    machine.with(CardMachine.HOTSPOT + "ssid = \"home\"\n").start();
    machine.with(HOME.replace("its password", "*".repeat(12)));
    CardOutcome.Refused refused = assertInstanceOf(CardOutcome.Refused.class, machine.start());
    assertTrue(refused.mistakes().getFirst().contains("was not taken over"), refused.mistakes().toString());
  }

  @Test
  void shouldDrawPasswordsThatNobodyGuesses() {
    SeededEntropy entropy = new SeededEntropy(7);
    Set<String> drawn = new HashSet<>();
    for (int round = 0; round < 1_000; round++) {
      String password = HotspotFiles.drawPassword(length -> {
        byte[] bytes = new byte[length];
        for (int index = 0; index < length; index++) {
          bytes[index] = (byte) entropy.nextInt(256);
        }
        return Bytes.copyOf(bytes);
      });
      assertTrue(password.matches("[0-9a-f]{4}(-[0-9a-f]{4}){3}"), password);
      drawn.add(password);
    }
    assertEquals(1_000, drawn.size());
  }

  @Test
  void shouldNameItselfAsFarAsANameMayGo() throws IOException, ConfigException {
    Files.writeString(machine.place.hostname(), "a".repeat(64) + "\n");
    machine.with(CardMachine.HOTSPOT).start();
    assertEquals("a".repeat(32), note().ssid());
  }
}
