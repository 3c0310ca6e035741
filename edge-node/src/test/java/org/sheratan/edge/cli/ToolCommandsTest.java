package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;

class ToolCommandsTest extends AgainstNode {
  @Test
  void shouldListTools() throws IOException {
    String out = run("tool", "list").out();
    assertTrue(out.contains("read_file        node-a1,node-b2  Reads one text file."), out);
    assertTrue(out.contains("transcode        node-c3          not known here"), out);
  }

  @Test
  void shouldShowWhatAToolTakes() throws IOException {
    CliRun run = run("tool", "show", "write_file");
    assertEquals(0, run.exit());
    assertTrue(run.out().contains("may repeat no\n"), run.out());
    assertTrue(run.out().contains("mode       overwrite|append  \"overwrite\""
        .replace("\"", "")), run.out());
    assertTrue(run.out().contains("path       text              one needed"), run.out());
    assertTrue(run.err().contains("sheratan job submit --kind write_file --param path=hello.txt"), run.err());
    assertTrue(run("tool", "show", "ping").out().contains("parameters none needed"));
    assertTrue(run("tool", "show", "read_file_batch").out().contains("limit         1 to 100"));
    assertTrue(run("tool", "show", "read_file_batch").out().contains("needed"));
    assertTrue(run("tool", "show", "transcode").out().contains("known only to the nodes that run it"));
  }

  @Test
  void shouldAskForKindsWithDotsAndDashes() throws IOException {
    assertEquals(4, run("tool", "show", "acme.to-json").exit(), "asked for, and not there");
  }

  @Test
  void shouldSayWhatIsNoTool() throws IOException {
    assertEquals(4, run("tool", "show", "fly").exit());
    assertEquals(2, run("tool", "show", "../nodes").exit());
  }
}
