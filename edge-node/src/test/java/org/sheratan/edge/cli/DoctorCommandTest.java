package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.shell.View;

class DoctorCommandTest extends AgainstNode {
  private View check(CliRun run, String id) {
    return new View(run.json()).objects("checks").stream().filter(each -> each.text("check").equals(id))
        .findFirst().orElseThrow();
  }

  @Test
  void shouldFindWhatIsWrongWithANodeThatIsDown() {
    CliRun run = CliRun.of("doctor", "--json", "--data-dir", folder.resolve("none").toString());
    assertEquals(9, run.exit(), run.err());
    assertEquals("wrong", check(run, "config").text("state"));
    assertTrue(check(run, "config").text("fix").startsWith("sheratan init"));
    assertEquals("wrong", check(run, "node").text("state"));
    assertTrue(!new View(run.json()).is("well"));
  }

  /** A link to itself: nobody can look behind it, not even root. */
  @Test
  void shouldNotSayThatAClosedNodeIsNotSetUp() throws IOException {
    Path closed = Files.createSymbolicLink(folder.resolve("closed"), Path.of("closed"));
    CliRun run = CliRun.of("doctor", "--json", "--data-dir", closed.toString());
    assertEquals("unknown", check(run, "config").text("state"), run.out());
    assertEquals("sudo sheratan doctor", check(run, "config").text("fix"));
    CliRun people = CliRun.of("doctor", "--data-dir", closed.toString());
    assertTrue(people.out().contains("→ sudo sheratan doctor --data-dir " + closed), people.out());
    assertFalse(people.out().contains("sheratan init"), people.out());
    CliRun start = CliRun.of("run", "--data-dir", closed.toString());
    assertEquals(5, start.exit());
    assertTrue(start.err().contains("no permission to read " + closed.resolve("sheratan.toml")), start.err());
  }

  @Test
  void shouldAskANodeThatRuns() throws IOException {
    Files.writeString(folder.resolve("sheratan.toml"), "[http]\nport = 0\n");
    CliRun run = run("doctor", "--json");
    assertEquals("well", check(run, "config").text("state"));
    assertEquals("well", check(run, "node").text("state"));
    node.degraded();
    assertEquals("journal: disk full", check(run("doctor", "--json"), "journal").text("fact"));
  }

  /** A laptop whose profile leads to a node elsewhere: that one's health is not this machine's. */
  @Test
  void shouldNotMixTwoMachines() throws IOException {
    CliRun.leadTo(api, folder);
    TreeMap<String, String> environment = new TreeMap<>(
        Map.of("SHERATAN_HOME", folder.resolve("dead").toString(),
            "SHERATAN_API", "http://127.0.0.1:" + api.port(), "SHERATAN_TOKEN_FILE",
            folder.resolve("api-token").toString()));
    CliRun run = CliRun.with("", true, environment, "doctor", "--json");
    assertEquals(9, run.exit(), run.err());
    assertEquals("wrong", check(run, "node").text("state"));
    for (String command : List.of("doctor", "support-bundle x.zip")) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.addAll(List.of("--api", "http://127.0.0.1:" + api.port(), "--token-file",
          folder.resolve("api-token").toString()));
      CliRun refused = CliRun.of(words.toArray(String[]::new));
      assertEquals(2, refused.exit(), refused.err());
      assertTrue(refused.err().contains("without --api"), refused.err());
    }
  }

  @Test
  void shouldShowTheNextCommandForTheNodeItWasAskedAbout() {
    CliRun run = CliRun.of("doctor", "--data-dir", folder.toString());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("[ WRONG ] node")), run.out());
    assertTrue(
        lines.stream().anyMatch(line -> line.strip().startsWith("→ sheratan init --data-dir " + folder)),
        run.out());
    assertTrue(lines.getLast().endsWith("checks found something wrong"), run.out());
  }
}
