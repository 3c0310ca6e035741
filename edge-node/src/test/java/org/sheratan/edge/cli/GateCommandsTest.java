package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.sheratan.core.node.Command;

class GateCommandsTest extends AgainstNode {
  private String hold() throws IOException {
    CliRun run = run("job", "submit", "--kind", "read_file", "--param", "path=/data/x");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.err().contains("held by gate G3 path: params.path is absolute"), run.err());
    assertTrue(run.err().contains("sheratan gate show " + run.out().strip()), run.err());
    return run.out().strip();
  }

  @Test
  void shouldShowWhatIsHeldAndLetItRun() throws IOException {
    assertTrue(run("gate", "list").err().contains("no job waits for a decision"));
    String job = hold();
    CliRun list = run("gate", "list");
    assertTrue(list.out().contains(job + "  read_file  api 127.0.0.1"), list.out());
    CliRun show = run("gate", "show", job);
    assertTrue(show.out().contains("G3         path       PAUSE\n           params.path is absolute"),
        show.out());
    assertTrue(show.out().contains("\"path\": \"/data/x\""), show.out());
    assertTrue(show.err().contains("sheratan gate approve " + job + " REASON"), show.err());
    CliRun approve = run("gate", "approve", job, "the", "shared", "data");
    assertEquals("job " + job + " approved, now pending\n", approve.out());
    assertEquals("the shared data", node.asked(Command.DecideHeld.class).reason());
    assertEquals(6, run("gate", "approve", job, "again").exit());
    assertTrue(run("gate", "show", job).out().contains("approved   by api 127.0.0.1: the shared data"));
  }

  @Test
  void shouldEndWhatIsRejected() throws IOException {
    String job = hold();
    assertEquals("job " + job + " rejected, now failed\n", run("gate", "reject", job, "no").out());
    assertEquals(2, run("gate", "reject", job).exit(), "a reason is wanted");
    assertEquals(2, run("gate", "reject", "seventeen", "no").exit());
  }

  @Test
  void shouldSayWhyTheGatesRefuse() throws IOException {
    CliRun run = run("job", "submit", "--kind", "shell_exec");
    assertEquals(1, run.exit());
    assertTrue(run.err().contains("stopped by gate G2 capability: kind: shell_exec is forbidden"), run.err());
  }
}
