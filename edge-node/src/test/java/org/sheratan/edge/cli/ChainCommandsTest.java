package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.node.Command;

class ChainCommandsTest extends AgainstNode {
  private static final String STEP = "{\"title\":\"Analyze\",\"steps\":[{\"name\":\"list\",\"kind\":\"KIND\"}]}";

  @TempDir
  private Path folder;

  private String file(String kind) throws IOException {
    return Files.writeString(folder.resolve("plan.json"), STEP.replace("KIND", kind)).toString();
  }

  @Test
  void shouldSubmitAPlanAndSayHowToSeeItsAnswer() throws IOException {
    CliRun run = run("mission", "submit", file("walk_tree"));
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().startsWith("mi-"), run.out());
    assertTrue(run.err().contains("sheratan chain show ch-"), run.err());
    assertEquals("Analyze", node.asked(Command.SubmitPlan.class).plan().mission().title());
  }

  @Test
  void shouldWaitForTheAnswerAndPrintIt() throws IOException {
    CliRun run = run("mission", "submit", file("walk_tree"), "--wait");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("list  walk_tree  waiting"), run.out());
    assertTrue(run.out().contains("completed, 1.5 s of mission mi-"), run.out());
    assertTrue(run.out().contains("\"files\": 3"), run.out());
  }

  @Test
  void shouldShowTheChainsOfAMission() throws IOException {
    String mission = run("mission", "create", "Analyze").out().strip();
    run("mission", "submit", file("walk_tree"));
    assertTrue(run("mission", "show", mission).out().contains("running  1"),
        run("mission", "show", mission).out());
  }

  @Test
  void shouldSayWhyItFailed() throws IOException {
    CliRun run = run("mission", "submit", file("alchemy"), "--wait");
    assertEquals(1, run.exit());
    assertTrue(run.out().contains("reason: step list: refused"), run.out());
    assertEquals(1, run("chain", "show", "ch-" + node.asked(Command.ShowChain.class).chain().owner() + "-1-1")
        .exit());
  }

  @Test
  void shouldSayWhatIsWrongWithAPlan() throws IOException {
    CliRun run = run("mission", "submit", file("Rm -rf"));
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("steps[0].kind"), run.err());
    assertEquals(4, run("mission", "submit", folder.resolve("absent.json").toString()).exit());
    assertEquals(4, run("chain", "show", "ch-k7f3q2ab-9-9").exit());
    assertEquals(2, run("chain", "show", "mi-k7f3q2ab-9-9").exit());
  }
}
