package org.sheratan.edge.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardApplyTest {
  @TempDir
  Path top;
  private CardMachine machine;

  @BeforeEach
  void setUp() throws IOException {
    machine = new CardMachine(top);
  }

  @Test
  void shouldTakeOverEverything() throws IOException {
    CardOutcome.Applied applied = assertInstanceOf(CardOutcome.Applied.class,
        machine.with(CardMachine.FULL).start());
    assertEquals(10, applied.files().size());
    assertEquals("sheratan-roof\n", machine.text(machine.place.hostname()));
    assertTrue(machine.text(machine.place.hosts()).contains("127.0.1.1 sheratan-roof\n"));
    assertTrue(machine.text(machine.place.wifi()).contains("country=DE\n"));
    assertEquals(CardMachine.SSH_KEY + "\n", machine.text(machine.place.sshKeys()));
    assertTrue(machine.text(machine.place.board()).contains("\ndtoverlay=sheratan-header\n"));
    assertEquals(machine.text(machine.place.headerAccessText()), machine.text(machine.place.headerAccess()));
    assertEquals(CardMachine.KEY + "\n", machine.text(machine.place.networkKey()));
    assertEquals("""
        # the node's own
        [node]
        name = ""

        [console]
        device = "/dev/x"

        [radio]
        region = "EU868"
        board = "waveshare-sx1262"

        [clock]
        gpsd = "127.0.0.1:2947"
        """, machine.text(machine.place.nodeConfig()));
    assertTrue(
        machine.text(machine.place.gpsd()).contains("DEVICES=\"\"\nGPSD_OPTIONS=\"\"\nUSBAUTO=\"true\"\n"));
  }

  @Test
  void shouldEraseSecretsOnTheCardAndNothingElse() throws IOException {
    machine.with(CardMachine.FULL).start();
    assertEquals(
        CardMachine.FULL.replace("pa\"ss word", "*".repeat(10)).replace(CardMachine.KEY, "*".repeat(64)),
        machine.text(machine.place.settings()));
    for (Path secret : List.of(machine.place.wifi(), machine.place.networkKey(),
        machine.place.nodeConfig())) {
      assertEquals("[OWNER_READ, OWNER_WRITE]",
          Files.getPosixFilePermissions(secret).stream().sorted().toList().toString());
    }
  }

  @Test
  void shouldDoNothingTheSecondTime() throws IOException {
    machine.with(CardMachine.FULL).start();
    Files.writeString(machine.place.hostname(), "changed-since\n");
    assertInstanceOf(CardOutcome.Unchanged.class, machine.start());
    assertEquals("changed-since\n", machine.text(machine.place.hostname()));
  }

  @Test
  void shouldKeepSecretsWhoseStarsAreLeftWhenSomethingElseChanges() throws IOException {
    machine.with(CardMachine.FULL).start();
    String key = machine.text(machine.place.wifi());
    machine.with(machine.text(machine.place.settings()).replace("sheratan-roof", "cellar"));
    assertInstanceOf(CardOutcome.Applied.class, machine.start());
    assertEquals("cellar\n", machine.text(machine.place.hostname()));
    assertEquals(key, machine.text(machine.place.wifi()));
    assertEquals(CardMachine.KEY + "\n", machine.text(machine.place.networkKey()));
  }

  @Test
  void shouldRefuseTheStarsOfAnotherMachinesNetworkKey() throws IOException {
    machine.with(CardMachine.FULL).start();
    CardMachine other = new CardMachine(Files.createDirectory(top.resolve("other")));
    other.with("[network]\nkey = \"" + "*".repeat(64) + "\"\n");
    CardOutcome.Refused refused = assertInstanceOf(CardOutcome.Refused.class, other.start());
    assertTrue(refused.mistakes().getFirst().contains(":2:1: network.key: was not taken over"),
        refused.mistakes().toString());
    assertTrue(other.text(other.place.errors()).contains("type it again"));
    assertEquals("f".repeat(64) + "\n", other.text(other.place.networkKey()));
    other.with("[network]\nkey = \"" + CardMachine.KEY + "\"\n");
    assertInstanceOf(CardOutcome.Applied.class, other.start());
  }

  @Test
  void shouldRefuseStarsForAKeyThatWasReplacedSince() throws IOException {
    machine.with(CardMachine.FULL).start();
    String stars = machine.text(machine.place.settings());
    Files.writeString(machine.place.networkKey(), "e".repeat(64) + "\n");
    assertInstanceOf(CardOutcome.Refused.class, machine.with(stars + "# new\n").start());
    assertEquals("e".repeat(64) + "\n", machine.text(machine.place.networkKey()));
    Files.delete(machine.place.networkKey());
    assertInstanceOf(CardOutcome.Refused.class, machine.start());
  }

  @Test
  void shouldTellMistakesBesideTheFileAndChangeNothing() throws IOException {
    machine.with(CardMachine.FULL.replace("EU868", "EU999").replace("sheratan-roof", "$(reboot)"));
    var before = machine.everything();
    assertInstanceOf(CardOutcome.Refused.class, machine.start());
    String told = machine.text(machine.place.errors());
    assertTrue(told.contains("sheratan.toml:3:1: node.hostname: expected"), told);
    assertTrue(told.contains("sheratan.toml:9:1: radio.region: expected"), told);
    assertFalse(told.contains(CardMachine.KEY));
    var after = machine.everything();
    after.remove("boot/sheratan.toml.errors.txt");
    assertEquals(before, after);
  }

  @Test
  void shouldTakeTheMistakesAwayOnceTheyAreCorrected() throws IOException {
    machine.with("[node\n").start();
    assertTrue(Files.exists(machine.place.errors()));
    machine.with("[node]\nhostname = \"roof\"\n").start();
    assertFalse(Files.exists(machine.place.errors()));
  }

  @Test
  void shouldDoNothingWithoutAFile() throws IOException {
    var before = machine.everything();
    assertInstanceOf(CardOutcome.Absent.class, machine.start());
    assertEquals(before, machine.everything());
  }

  @Test
  void shouldCloseTheHeaderAgainForABoardOnUsb() throws IOException {
    machine.with(CardMachine.FULL).start();
    machine.with("[radio]\nboard = \"modem\"\n").start();
    assertFalse(machine.text(machine.place.board()).contains("\ndtoverlay"));
    assertFalse(machine.text(machine.place.headerAccess()).contains("DeviceAllow"));
    assertTrue(machine.text(machine.place.nodeConfig()).contains("board = \"modem\"\n"));
  }

  @Test
  void shouldGiveGpsdItsReceiverAndTakeItAwayAgain() throws IOException {
    machine.with("[gps]\nreceiver = \"/dev/ttyACM0\"\n").start();
    assertTrue(machine.text(machine.place.gpsd()).contains("DEVICES=\"/dev/ttyACM0\"\n"));
    assertTrue(machine.text(machine.place.gpsd()).contains("USBAUTO=\"false\"\n"));
    assertTrue(machine.text(machine.place.nodeConfig()).contains("gpsd = \"127.0.0.1:2947\"\n"));
    machine.with("[gps]\nreceiver = \"none\"\n").start();
    assertTrue(machine.text(machine.place.gpsd()).contains("DEVICES=\"\"\n"));
    assertTrue(machine.text(machine.place.nodeConfig()).contains("gpsd = \"\"\n"));
  }

  @Test
  void shouldTakeAllSshKeysAwayWhenTheListIsEmpty() throws IOException {
    machine.with(CardMachine.FULL).start();
    machine.with("[ssh]\nkeys = []\n").start();
    assertEquals("", machine.text(machine.place.sshKeys()));
  }

  @Test
  void shouldChangeNothingWhereTheNodesOwnConfigurationIsBroken() throws IOException {
    Files.writeString(machine.place.nodeConfig(), "[node\n");
    assertInstanceOf(CardOutcome.Refused.class, machine.with(CardMachine.FULL).start());
    assertTrue(machine.text(machine.place.errors()).contains("var/lib/sheratan/sheratan.toml:1:"));
    assertEquals("sheratan-4f2a\n", machine.text(machine.place.hostname()));
  }

  @Test
  void shouldNotFollowALinkThatTheNodePutInTheWay() throws IOException {
    Path precious = Files.writeString(top.resolve("precious"), "mine\n");
    Files.createSymbolicLink(machine.place.networkKey().resolveSibling("network.key.sheratan-new"), precious);
    Files.delete(machine.place.networkKey());
    Files.createSymbolicLink(machine.place.networkKey(), precious);
    machine.with(CardMachine.FULL).start();
    assertEquals("mine\n", Files.readString(precious));
    assertFalse(Files.isSymbolicLink(machine.place.networkKey()));
  }

  @Test
  void shouldSayWhatIsMissingAndGoOnLater() throws IOException {
    Files.delete(machine.place.headerAccessText());
    machine.with(CardMachine.FULL);
    assertThrows(IOException.class, machine::start);
    assertEquals("sheratan-4f2a\n", machine.text(machine.place.hostname()));
    Files.writeString(machine.place.headerAccessText(), "[Service]\n");
    assertInstanceOf(CardOutcome.Applied.class, machine.start());
  }
}
