package org.sheratan.edge.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.doctor.Finding.State;
import org.sheratan.edge.shell.View;

/** Checks of the node itself: its files, its process, what it says. */
class NodeChecksTest {
  private static final String OK = "{\"accepting\":true,\"degraded\":null}";
  @TempDir
  private Path root;
  private MadeUpMachine machine;

  @BeforeEach
  void makeUp() {
    machine = new MadeUpMachine(root);
  }

  @Test
  void shouldFindNothingWrongWithANodeThatIsWell() throws IOException {
    machine.answers("/api/v1/status", OK).lockHeldBy(7, "java").disk("mmcblk0p2", "rw,noatime")
        .program("systemctl", "LoadState=loaded\nActiveState=active\nSubState=running\nNRestarts=0\n");
    Finding node = machine.find("node");
    assertEquals(State.WELL, node.state(), node::toString);
    assertTrue(Examinations.of(machine.patient()).stream().noneMatch(each -> each.state() == State.WRONG),
        machine::toString);
  }

  @Test
  void shouldNeverFailOnAMachineThatTellsNothing() throws IOException {
    Path bare = Files.createDirectory(root.resolve("bare"));
    Patient patient = new MadeUpMachine(bare).free(Optional.empty()).toml("no toml").patient();
    Patient nowhere = new Patient(bare.resolve("gone"), bare.resolve("gone/data"), patient.setup(),
        patient.node(), patient.programs(), patient.space(), Optional.empty(),
        patient.now(), 26);
    for (Finding finding : Examinations.of(nowhere)) {
      assertTrue(!finding.fact().isBlank() && (finding.state() != State.WRONG || !finding.fix().isBlank()),
          finding::toString);
    }
  }

  /** A name that nobody can look behind, whatever user runs the test. */
  @Test
  void shouldCallNothingMissingInAFolderThatIsClosed() throws IOException {
    Path closed = Files.createSymbolicLink(root.resolve("closed"), Path.of("closed"));
    Patient open = machine.patient();
    Patient.Setup unread = new Patient.Setup(Optional.empty(), "no permission to read sheratan.toml", "",
        MadeUpMachine.EDIT, true);
    Patient stranger = new Patient(root, closed, unread, new Closed(), open.programs(), open.space(),
        Optional.empty(), open.now(), 25);
    for (Finding finding : Examinations.of(stranger)) {
      assertTrue(finding.state() != State.WRONG, finding::toString);
    }
    for (String name : List.of("config", "data-folder", "secrets", "node", "other-process", "safe-mode",
        "journal")) {
      Finding finding = Examinations.of(stranger).stream().filter(each -> each.check().equals(name))
          .findFirst()
          .orElseThrow();
      assertEquals(State.UNKNOWN, finding.state(), finding::toString);
      assertEquals("sudo sheratan doctor", finding.fix(), finding::toString);
    }
  }

  @Test
  void shouldNotSayWhatIsAskedForWithoutAConfiguration() {
    machine.toml("no toml");
    for (String name : List.of("airtime", "antenna", "board", "groups", "port-http", "port-udp", "radio",
        "region", "serial-port", "service-devices", "spi")) {
      assertEquals(State.UNKNOWN, machine.find(name).state(), name);
    }
  }

  private static final class Closed implements Answers {
    @Override
    public Optional<View> get(String path) {
      return Optional.empty();
    }

    @Override
    public boolean starting() {
      return false;
    }

    @Override
    public Optional<Silence> silence() {
      return Optional.of(new Silence("no permission to read api-token", "", true));
    }
  }

  @Test
  void shouldNeverFailOnWindows() throws IOException {
    Patient here = machine.toml("[radio]\nboard = \"meshadv-pi\"\n").patient();
    try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
      Path folder = Files.createDirectories(windows.getPath("C:\\node\\store")).getParent();
      Patient there = new Patient(folder.getRoot(), folder, here.setup(), here.node(), here.programs(),
          here.space(), Optional.of("me"), here.now(), 25);
      List<Finding> findings = Examinations.of(there);
      assertEquals(Examinations.all().size(), findings.size());
      Finding power = findings.stream().filter(each -> each.check().equals("power")).findFirst()
          .orElseThrow();
      assertEquals(State.UNKNOWN, power.state());
    }
  }

  @Test
  void shouldTellAConfigurationThatCannotBeUsed() {
    Finding found = machine.toml("[radio]\nboard = 7\n").find("config");
    assertEquals(State.WRONG, found.state());
    assertTrue(found.fact().contains("sheratan.toml:2"), found.fact());
    assertEquals(MadeUpMachine.EDIT, found.fix());
  }

  @Test
  void shouldKnowOneJavaOnly() {
    machine.shouldBe(State.WELL, "java", "Java 25", "");
    machine.java(26).shouldBe(State.UNKNOWN, "java",
        "Java 26; this program was tried with Java 25 only", "java -version");
  }

  @Test
  void shouldMissTheDataFolder() throws IOException {
    Files.delete(machine.at("/var/lib/sheratan/store"));
    Files.delete(machine.at("/var/lib/sheratan"));
    machine.shouldBe(State.WRONG, "data-folder", root + "/var/lib/sheratan is not there", "sheratan init");
    machine.file("/var/lib/sheratan", "a file");
    assertEquals("ls -ld " + root + "/var/lib/sheratan", machine.find("data-folder").fix());
  }

  @Test
  void shouldTellAFolderThatIsMountedReadOnly() {
    machine.disk("mmcblk0p2", "ro,noatime");
    machine.shouldBe(State.WRONG, "data-folder",
        root + "/var/lib/sheratan lies on /, which is mounted read-only", "sudo dmesg --level err,warn");
  }

  @Test
  void shouldFindSecretsThatOthersMayRead() throws IOException {
    machine.file("/var/lib/sheratan/network.key", "00");
    Path key = machine.at("/var/lib/sheratan/network.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    machine.shouldBe(State.WRONG, "secrets", key + " is open to others (mode rw-r--r--)",
        "sudo chmod 600 " + key);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    machine.shouldBe(State.WELL, "secrets", "only the owner may read all 1", "");
  }

  @Test
  void shouldSayHowToStartANode() {
    machine.shouldBe(State.WRONG, "node", "no node runs there", "sudo systemctl start sheratan-edge");
    machine.dataFolder("/home/pi/node-a").shouldBe(State.WRONG, "node", "no node runs there", "sheratan run");
  }

  @Test
  void shouldRepeatWhatTheNodeMisses() {
    machine.answers("/api/v1/status",
        "{\"accepting\":true,\"degraded\":{\"why\":\"no link is up\",\"fix\":\"sheratan link list\"}}");
    machine.shouldBe(State.WRONG, "node", "no link is up", "sheratan link list");
  }

  @Test
  void shouldTellAServiceThatStartsAgainAndAgain() {
    String log = "sudo journalctl -u sheratan-edge -n 50";
    machine.program("systemctl",
        "LoadState=loaded\nActiveState=activating\nSubState=auto-restart\nResult=exit-code\nNRestarts=12\n");
    machine.shouldBe(State.WRONG, "service", "the service has ended (exit-code, started again 12 times)",
        log);
    machine.program("systemctl", "LoadState=loaded\nActiveState=active\nSubState=running\nNRestarts=5\n");
    machine.shouldBe(State.WRONG, "service", "the service was started again 5 times", log);
    machine.program("systemctl", "LoadState=loaded\nActiveState=failed\nResult=watchdog\nNRestarts=0\n");
    assertEquals(log, machine.find("service").fix());
  }

  @Test
  void shouldTellAServiceThatIsStoppedMissingOrNotEnabled() {
    machine.program("systemctl", "LoadState=loaded\nActiveState=inactive\nNRestarts=0\n");
    assertEquals("sudo systemctl start sheratan-edge", machine.find("service").fix());
    machine.program("systemctl", "LoadState=not-found\nActiveState=inactive\n");
    assertEquals("sudo apt install --reinstall sheratan-edge", machine.find("service").fix());
    machine.program("systemctl",
        "LoadState=loaded\nActiveState=active\nUnitFileState=disabled\nNRestarts=0\n");
    assertEquals("sudo systemctl enable sheratan-edge", machine.find("service").fix());
  }

  @Test
  void shouldNotKnowAServiceWithoutSystemd() {
    machine.shouldBe(State.UNKNOWN, "service", "systemd does not tell", "");
    machine.dataFolder("/home/pi/node-a");
    assertEquals(State.WELL, machine.find("service").state());
  }

  @Test
  void shouldNameTheProcessThatHoldsTheFolder() throws IOException {
    machine.file("/proc/locks").file("/var/lib/sheratan/store/lock", "12");
    machine.shouldBe(State.WELL, "other-process", "nobody holds the data folder", "");
    machine.lockHeldBy(812, "java");
    machine.shouldBe(State.WRONG, "other-process",
        "java, process 812, holds the data folder and does not answer; give it half a minute if it is just stopping",
        "sudo kill 812");
    machine.answers("/api/v1/status", OK);
    assertEquals(State.WELL, machine.find("other-process").state());
  }

  @Test
  void shouldNotHaveANodeKilledThatIsStarting() throws IOException {
    machine.file("/proc/locks").file("/var/lib/sheratan/store/lock", "12").lockHeldBy(812, "java");
    machine.starting();
    machine.shouldBe(State.UNKNOWN, "other-process",
        "held by the node, which is starting (java, process 812)",
        "sheratan doctor");
    machine.shouldBe(State.UNKNOWN, "node", "it is starting", "sheratan doctor");
  }

  @Test
  void shouldTellMarksLeftAtTheConsole() {
    machine.file("/var/lib/sheratan/safe-mode", "on");
    assertEquals("sudo rm " + root + "/var/lib/sheratan/safe-mode", machine.find("safe-mode").fix());
    machine.file("/var/lib/sheratan/factory-reset", "factory-reset");
    machine.shouldBe(State.WRONG, "safe-mode",
        "the next start erases this node, as somebody asked at the console",
        "sudo rm " + root + "/var/lib/sheratan/factory-reset");
    machine.dataFolder("/home/me/node").file("/home/me/node/safe-mode", "on");
    assertEquals("rm " + root + "/home/me/node/safe-mode", machine.find("safe-mode").fix());
  }

  @Test
  void shouldTellAJournalThatIsDamagedOrFull() {
    machine.shouldBe(State.WELL, "journal", "no damage is known", "");
    machine.file("/var/lib/sheratan/store/quarantine-journal-0000000000000001-10-20", "x");
    machine.shouldBe(State.WRONG, "journal", "1 damaged stretch was found and set aside; look after the disk",
        "sudo journalctl -u sheratan-edge -g store-rot");
    machine.answers("/api/v1/status", "{\"accepting\":false,\"problem\":\"journal: disk full\"}");
    machine.shouldBe(State.WRONG, "journal", "journal: disk full", "sheratan status");
  }

  @Test
  void shouldTellAnotherNodeFromAnotherProgramOnThePort() throws IOException {
    machine.socket("tcp", 8081, 99, "java").file("/proc/99/cmdline",
        "java\0-cp\0/usr/lib/sheratan/lib/sheratan.jar");
    assertTrue(
        machine.find("port-http").fact()
            .startsWith("port 8081 is taken by another Sheratan node, process 99"),
        machine.toString());
  }
}
