package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RunningApi;

class NodeCommandsTest {
  @TempDir
  private Path folder;
  private final FakeNode node = new FakeNode();
  private RunningApi api;

  @BeforeEach
  void start() throws IOException {
    api = new RunningApi(node);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void shouldShowTheStatus() throws IOException {
    CliRun run = CliRun.against(api, folder, "status");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("node-a1"));
    assertTrue(run.out().contains("state      ok"));
    assertTrue(run.out().contains("1 min 5 s"));
    assertEquals(new Json.Text("node-a1"),
        CliRun.against(api, folder, "status", "--json").json().get("name"));
  }

  @Test
  void shouldExitNineWhenTheNodeIsDegraded() throws IOException {
    node.degraded();
    CliRun run = CliRun.against(api, folder, "status");
    assertEquals(9, run.exit());
    assertTrue(run.out().contains("DEGRADED: journal: disk full"));
    assertEquals(9, CliRun.against(api, folder, "--json", "status").exit());
  }

  @Test
  void shouldListNodesInAlignedColumns() throws IOException {
    CliRun run = CliRun.against(api, folder, "node", "list");
    List<String> lines = run.out().lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).startsWith("node-b2"));
    int column = lines.get(0).indexOf("STATE");
    assertTrue(lines.get(1).substring(column).startsWith("reachable"));
    assertTrue(lines.get(2).substring(column).startsWith("reachable"));
    assertEquals(0, run.exit());
  }

  @Test
  void shouldFilterNodesAndExitFourWhenNoneMatches() throws IOException {
    assertEquals(0, CliRun.against(api, folder, "node", "list", "--offers", "gpu").exit());
    assertEquals(0, CliRun.against(api, folder, "node", "list", "--kind", "read_file").exit());
    CliRun none = CliRun.against(api, folder, "node", "list", "--offers", "gpu:80G", "--json");
    assertEquals(4, none.exit());
    assertEquals(new Json.Arr(List.of()), none.json().get("nodes"));
  }

  @Test
  void shouldPingByNameAndSumUp() throws IOException {
    CliRun run = CliRun.against(api, folder, "ping", "node-b2", "-c", "3");
    assertEquals("3 sent, 3 received, 0% loss; rtt min/avg/max 1.66/1.66/1.66 s\n", run.out());
    Json.Obj json = CliRun.against(api, folder, "ping", "node-b2", "--json", "--timeout", "2s").json();
    assertEquals(new Json.Real(1.66), json.get("rtt_min_s"));
    assertEquals(new Command.Ping(FakeNode.WORKER.id(), 2_000), node.asked(Command.Ping.class));
  }

  @Test
  void shouldExitSevenWhenNoPingComesBack() throws IOException {
    node.answering(command -> command instanceof Command.Ping
        ? Optional.of(new Answer.Refused(Answer.Reason.TIMEOUT, "no answer from node-b2", ""))
        : Optional.empty());
    CliRun run = CliRun.against(api, folder, "ping", "node-b2", "-c", "2");
    assertEquals(7, run.exit());
    assertEquals("2 sent, 0 received, 100% loss\n", run.out());
  }

  @Test
  void shouldExitFourForAnUnknownNodeAndNameTheNextCommand() throws IOException {
    CliRun run = CliRun.against(api, folder, "ping", "node-z9");
    assertEquals(4, run.exit());
    assertEquals("error: no node known here is called node-z9. Try: sheratan node list\n",
        run.err());
  }

  @Test
  void shouldNotLetAPeersNameReachTheTerminalUnstripped() throws IOException {
    node.answering(command -> command instanceof Command.ListNodes
        ? Optional.of(
            new Answer.Nodes(List.of(FakeNode.peer(FakeNode.WORKER, "evil\u001b[2J\u202e\nname", 1)), 2_000))
        : Optional.empty());
    CliRun run = CliRun.against(api, folder, "node", "list");
    assertFalse(run.out().contains("\u001b"));
    assertFalse(run.out().contains("\u202e"));
    assertTrue(run.out().contains("evil?[2J??name"));
    assertEquals(2, run.out().lines().count());
  }
}
