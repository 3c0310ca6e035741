package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.custody.CustodyCount;
import org.sheratan.core.health.SystemState;
import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeMessages;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.secure.Fingerprint;

class NodeCommandsTest extends AgainstNode {
  @Test
  void shouldShowTheStatus() throws IOException {
    CliRun run = run("status");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("node-a1"));
    assertTrue(run.out().contains("state      ok"));
    assertTrue(run.out().contains("1 min 5 s"));
    assertEquals(new Json.Text("node-a1"),
        run("status", "--json").json().get("name"));
  }

  @Test
  void shouldSayWhereThePageIsAndHowToEnterIt() throws IOException {
    CliRun first = run("page");
    assertTrue(first.out().strip()
        .matches("http://127.0.0.1:" + api.port() + "/#code=[2-9A-Z]{4}-[2-9A-Z]{4}"), first.out());
    api.access().setPassword("correct horse", api.access().passwordsSet());
    assertEquals("http://127.0.0.1:" + api.port() + "/", run("page").out().strip());
    assertEquals(new Json.Null(), run("page", "--json").json().get("setup_code"));
  }

  @Test
  void shouldExitNineWhenTheNodeIsDegraded() throws IOException {
    node.degraded();
    CliRun run = run("status");
    assertEquals(9, run.exit());
    assertTrue(run.out().contains("DEGRADED: journal: disk full"));
    assertEquals(9, run("--json", "status").exit());
  }

  @Test
  void shouldPauseTheNodeAndSayHowToGoOn() throws IOException {
    CliRun paused = run("pause", "the", "disk", "is", "full");
    assertEquals(0, paused.exit(), paused.err());
    assertEquals("PAUSED: the disk is full\n", paused.out());
    assertEquals("let it go on: sheratan resume REASON --data-dir " + folder + "\n", paused.err());
    assertEquals("the disk is full", node.asked(Command.MoveState.class).reason());
    run("resume", "it", "is", "not");
    assertEquals(SystemState.OPERATIONAL, node.asked(Command.MoveState.class).to());
  }

  /** A dash looked as if it were not so. */
  @Test
  void shouldSayThatATimeIsUnknown() throws IOException {
    assertTrue(run("health").out().contains("  unknown  "), run("health").out());
  }

  @Test
  void shouldListNodesInAlignedColumns() throws IOException {
    CliRun run = run("node", "list");
    List<String> lines = run.out().lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).startsWith("node-b2"));
    int column = lines.get(0).indexOf("STATE");
    assertTrue(lines.get(1).substring(column).startsWith("reachable"));
    assertTrue(lines.get(2).substring(column).startsWith("reachable"));
    assertEquals(0, run.exit());
  }

  @Test
  void shouldFitATerminalUnlessEverythingIsAskedFor() throws IOException {
    CliRun run = run("node", "list");
    assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
    assertTrue(run.out().contains("1 kind") && !run.out().contains("FINGERPRINT"), run.out());
    String all = run("node", "list", "--long").out();
    assertTrue(all.contains("read_file") && all.contains("FINGERPRINT"), all);
  }

  @Test
  void shouldFilterNodesAndExitFourWhenNoneMatches() throws IOException {
    assertEquals(0, run("node", "list", "--offers", "gpu").exit());
    assertEquals(0, run("node", "list", "--kind", "read_file").exit());
    CliRun none = run("node", "list", "--offers", "gpu:80G", "--json");
    assertEquals(4, none.exit());
    assertEquals(new Json.Arr(List.of()), none.json().get("nodes"));
  }

  @Test
  void shouldShowWhatEachLinkLostAndWhatNeighborsMadeWrong() throws IOException {
    CliRun run = run("status");
    assertTrue(
        run.out().contains("\nlink       udp: 120 frames in, 98 out, dropped 2 foreign, 3 malformed\n"),
        run.out());
    assertTrue(run.out().contains("\nwrong      5 messages of peers; frames of neighbors: 12 "
        + FakeNode.WORKER.id().shortName() + "; 1 forged in groups; 7 rolls forged in this node's name; "
        + "5 old rolls said again\n"), run.out());
    assertTrue(
        run.out()
            .contains("\nmesh       8 arrived for this node, 0 relayed; 4 sent again, 6 came again; 2 answers"
                + " withheld to spare airtime\n"),
        run.out());
    assertFalse(run.out().contains("airtime    "), "there is no radio");
  }

  /** Found by a reader: those that are done fill the room for wills, and were not shown. */
  @Test
  void shouldShowWillsThatAreDoneAndNotYetTold() throws IOException {
    assertFalse(run("status").out().contains("\nwills "));
    node.wills = new CustodyCount(0, 0, 3);
    String said = run("status").out();
    assertTrue(said.contains(
        "\nwills      0 kept for others, 0 under way in their place, 3 done and not yet told\n"), said);
  }

  @Test
  void shouldSayNothingInWordsWhereThereIsNothing() throws IOException {
    CliRun run = run("status");
    assertTrue(run.out().contains("\nruns       nothing\n"), run.out());
    assertTrue(run.out().contains("\nclock      nobody vouches for it\n"), run.out());
    assertTrue(run.out().contains("\noffers     nothing\n"), run.out());
  }

  @Test
  void shouldDecideAboutANodeByItsFingerprint() throws IOException {
    String key = Fingerprint.of(FakeNode.WORKER.id());
    CliRun run = run("node", "block", "node-b2", "--fingerprint",
        key.toUpperCase().replace("-", ""));
    assertEquals("node-b2 (" + FakeNode.WORKER.id().shortName() + ") is blocked\n", run.out());
    assertTrue(run("node", "list").out().lines().anyMatch(
        line -> line.startsWith("node-b2") && line.contains("  blocked  ")));
    assertEquals(new Command.SetTrust(FakeNode.WORKER.id(), Trust.BLOCKED),
        node.asked(Command.SetTrust.class));
    run("node", "trust", "node-b2", "--fingerprint", key);
    assertEquals(Trust.CONFIRMED, node.asked(Command.SetTrust.class).trust());
    run("node", "forget", "node-b2", "--fingerprint", key);
    assertEquals(Trust.FIRST_USE, node.asked(Command.SetTrust.class).trust());
    CliRun wrong = run("node", "trust", "node-b2", "--fingerprint", "aaaa");
    assertEquals(6, wrong.exit());
    assertTrue(wrong.err().contains(key) && wrong.err().contains("nothing is changed"), wrong.err());
    assertEquals(4, run("node", "block", "node z/9").exit());
  }

  @Test
  void shouldRevokeANodeAndShowItInTheList() throws IOException {
    String key = Fingerprint.of(FakeNode.WORKER.id());
    CliRun run = run("node", "revoke", "node-b2", "--reason", "lost on the train",
        "--fingerprint", key);
    assertEquals("node-b2 (" + FakeNode.WORKER.id().shortName() + ") is revoked\n", run.out());
    assertEquals(new Command.Revoke(FakeNode.WORKER.id(), "lost on the train"),
        node.asked(Command.Revoke.class));
    String list = run("node", "list").out();
    assertTrue(list.lines().anyMatch(line -> line.startsWith("node-b2") && line.contains("  revoked  ")),
        list);
    assertTrue(list.endsWith("node-b2 is revoked by node-a1 at 2026-09-21T14:13:20Z: lost on the train\n"),
        list);
    String gone = FakeNode.THIEF.id().toHex();
    CliRun unheard = run("node", "revoke", gone, "--fingerprint",
        Fingerprint.of(FakeNode.THIEF.id()));
    assertEquals("node (" + FakeNode.THIEF.id().shortName() + ") is revoked\n", unheard.out());
    assertEquals(4, run("node", "revoke", "node-z9").exit());
    assertEquals(2, run("node", "revoke", "node-b2").exit(), "a person has to look");
  }

  @Test
  void shouldNotDecideWithoutAPersonAndSayTheNextCommand() throws IOException {
    String key = Fingerprint.of(FakeNode.WORKER.id());
    CliRun run = run("node", "trust", "node-b2");
    assertEquals(2, run.exit());
    assertTrue(
        run.err().endsWith("Try: sheratan node trust " + FakeNode.WORKER.id().shortName() + " --fingerprint "
            + key + " --data-dir " + folder + "\n"),
        run.err());
    assertTrue(node.asked().stream().noneMatch(Command.SetTrust.class::isInstance));
  }

  @Test
  void shouldAskAPersonAndTakeOnlyAYes() throws IOException {
    CliRun.leadTo(api, folder);
    for (String no : List.of("", "\n", "n\n", "yesterday\n", "x".repeat(1000))) {
      CliRun run = typing(no, "node", "block", "node-b2");
      assertEquals(130, run.exit(), no);
      assertTrue(run.err().contains(Fingerprint.of(FakeNode.WORKER.id())), run.err());
    }
    assertTrue(node.asked().stream().noneMatch(Command.SetTrust.class::isInstance));
    assertEquals(0,
        typing("Yes\n", "node", "block", "node-b2").exit());
    assertEquals(Trust.BLOCKED, node.asked(Command.SetTrust.class).trust());
  }

  @Test
  void shouldPingByNameAndSumUp() throws IOException {
    CliRun run = run("ping", "node-b2", "-c", "3");
    assertEquals(
        "3 sent, 3 received, 0% loss; rtt min/avg/max 1.66/1.66/1.66 s; 1 hop, 0.830 s each way a hop\n",
        run.out());
    Json.Obj json = run("ping", "node-b2", "--json", "--timeout", "2s").json();
    assertEquals(new Json.Real(1.66), json.get("rtt_min_s"));
    assertEquals(new Command.Ping(FakeNode.WORKER.id(), 2_000), node.asked(Command.Ping.class));
  }

  @Test
  void shouldExitSevenWhenNoPingComesBack() throws IOException {
    node.answering(command -> command instanceof Command.Ping
        ? Optional.of(new Answer.Refused(Answer.Reason.TIMEOUT, "no answer from node-b2", ""))
        : Optional.empty());
    CliRun run = run("ping", "node-b2", "-c", "2");
    assertEquals(7, run.exit());
    assertEquals("2 sent, 0 received, 100% loss\n", run.out());
  }

  @Test
  void shouldExitFourForAnUnknownNodeAndNameTheNextCommand() throws IOException {
    CliRun run = run("ping", "node-z9");
    assertEquals(4, run.exit());
    assertEquals(
        "error: no node known here is called node-z9. Try: sheratan node list --data-dir " + folder + "\n",
        run.err());
  }

  @Test
  void shouldNotLetAPeersNameReachTheTerminalUnstripped() throws IOException {
    node.answering(command -> command instanceof Command.ListNodes
        ? Optional.of(
            new Answer.Nodes(List.of(FakeNode.peer(FakeNode.WORKER, "evil\u001b[2J\u202e\nname", 1)),
                new TreeMap<>(),
                new TreeMap<>(), List.of(), 2_000))
        : Optional.empty());
    CliRun run = run("node", "list");
    assertFalse(run.out().contains("\u001b"));
    assertFalse(run.out().contains("\u202e"));
    assertTrue(run.out().contains("evil?[2J??name"));
    assertEquals(2, run.out().lines().count());
  }

  @Test
  void shouldLetNobodyTakeTheIdOfAnotherForItsName() throws IOException {
    String id = FakeNode.WORKER.id().shortName();
    twoNodes("node-b2", id);
    assertEquals(0, run("ping", id).exit());
    assertEquals(FakeNode.WORKER.id(), node.asked(Command.Ping.class).peer());
  }

  @Test
  void shouldSayWhichOfTwoNodesWithOneNameWroteSomething() throws IOException {
    twoNodes("eps", "eps");
    node.put(FakeMessages.incoming(2, "two"));
    CliRun run = run("message", "list");
    assertTrue(run.out().contains("from eps (" + FakeNode.WORKER.id().shortName() + ")"), run.out());
    assertEquals(6, run("ping", "eps").exit());
  }

  private void twoNodes(String worker, String other) {
    node.answering(command -> command instanceof Command.ListNodes
        ? Optional.of(new Answer.Nodes(List.of(FakeNode.peer(FakeNode.WORKER, worker, 1),
            FakeNode.peer(FakeNode.OTHER, other, 1)), new TreeMap<>(), new TreeMap<>(), List.of(), 0))
        : Optional.empty());
  }
}
