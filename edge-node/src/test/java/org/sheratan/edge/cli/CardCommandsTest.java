package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardCommandsTest {
  private static final String TEMPLATE = "packaging/image/files/boot/firmware/sheratan.toml";

  @TempDir
  Path folder;

  private CliRun check(String text) throws IOException {
    return CliRun.of("card", "check", Files.writeString(folder.resolve("sheratan.toml"), text).toString());
  }

  private CliRun apply() {
    return CliRun.of("card", "apply", "--root", folder.resolve("root").toString(), "--boot",
        folder.toString());
  }

  @Test
  void shouldCheckAFileAnywhere() throws IOException {
    CliRun good = check("[radio]\nregion = \"EU868\"\nboard = \"waveshare-sx1262\"\n");
    assertEquals(0, good.exit(), good.err());
    assertEquals("no mistakes\n", good.out());
    CliRun bad = check("[radio]\nregion = \"EU86\"\n");
    assertEquals(2, bad.exit());
    assertTrue(bad.out().contains("sheratan.toml:2:1: radio.region: expected one of"), bad.out());
    CliRun absent = CliRun.of("card", "check", folder.resolve("absent").toString());
    assertEquals(4, absent.exit());
    assertTrue(absent.err().contains("absent is not there. Try: sheratan card check"), absent.err());
  }

  @Test
  void shouldTellANodesConfigurationFromACards() throws IOException {
    CliRun run = check("[node]\nname = \"a\"\n\n[http]\nport = 8081\n");
    assertEquals(2, run.exit());
    assertEquals(1, run.out().lines().count(), run.out());
    assertTrue(run.out().contains("this is a node's configuration"), run.out());
  }

  @Test
  void shouldSayThatThereIsNoCard() throws IOException {
    Files.createDirectories(folder.resolve("root/var/lib"));
    CliRun run = apply();
    assertEquals(4, run.exit());
    assertTrue(run.err().contains(folder.resolve("sheratan.toml") + " is not there"), run.err());
  }

  @Test
  void shouldShipATemplateThatAsksForNothingAndReadsWellWithoutItsSigns() throws IOException {
    Path top = Path.of("").toAbsolutePath();
    Path template = Files.exists(top.resolve(TEMPLATE))
        ? top.resolve(TEMPLATE)
        : top.getParent().resolve(TEMPLATE);
    String text = Files.readString(template);
    assertEquals(0, check(text).exit());
    String used = text.replaceAll("(?m)^#(?=[\\[a-z])", "")
        .replace("key = \"\"", "key = \"" + "0a".repeat(32) + "\"")
        .replace("AAAA...", "AAAAC3NzaC1lZDI1NTE5AAAAIAbcdefghijklmnopqrstuvwxyz01234567");
    CliRun run = check(used);
    assertEquals(0, run.exit(), run.out());
  }

  @Test
  void shouldApplyOnceAndSayWhatItWrote() throws IOException {
    Files.createDirectories(folder.resolve("root/etc"));
    Files.createDirectories(folder.resolve("root/var/lib"));
    check("[node]\nhostname = \"roof\"\n");
    CliRun first = apply();
    assertEquals(0, first.exit(), first.err());
    assertTrue(first.out().contains("written: " + folder.resolve("root/etc/hostname")), first.out());
    assertEquals("nothing new on the card\n", apply().out());
  }

  @Test
  void shouldTellMistakesOnTheCardToo() throws IOException {
    Files.createDirectories(folder.resolve("root/var/lib"));
    check("[node]\nhostname = \"$(id)\"\n");
    assertEquals(2, apply().exit());
    assertTrue(Files.readString(folder.resolve("sheratan.toml.errors.txt")).contains(":2:1: node.hostname"));
  }

  @Test
  void shouldSayWhyItCouldNotBeFinished() throws IOException {
    Files.createDirectories(folder.resolve("root/var/lib"));
    check("[radio]\nregion = \"EU868\"\n");
    CliRun run = apply();
    assertEquals(1, run.exit());
    assertTrue(run.err().contains("not finished, tried again at the next start: " + folder),
        run.err());
    assertFalse(Files.readString(folder.resolve("sheratan.toml.errors.txt")).contains("Nothing of"));
  }
}
