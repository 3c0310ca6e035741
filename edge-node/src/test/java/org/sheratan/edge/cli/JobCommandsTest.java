package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Custody;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.radio.frame.Priority;

class JobCommandsTest extends AgainstNode {
  /** Each look at job 1 shows the next of {@code states}; the last one stays. */
  private void goThrough(JobState... states) {
    Deque<JobState> left = new ArrayDeque<>(List.of(states));
    node.answering(command -> switch (command) {
      case Command.Show show -> Optional.of(
          new Answer.OneJob(FakeNode.job(1, left.size() > 1 ? left.poll() : left.peek())));
      default -> Optional.empty();
    });
  }

  @Test
  void shouldPrintTheIdOfASubmittedJob() throws IOException {
    CliRun run = run("job", "submit", "--kind", "read_file", "--param", "path=hello.txt", "--param",
        "limit:=5",
        "--needs", "gpu:8G,cpu", "--priority", "high", "--timeout", "90s", "--max-price", "0.5",
        "--max-attempts", "3",
        "--depends-on", "k7f3q2ab-3-17,k7f3q2ab-3-4", "--rerun-unknown", "--idempotency-key",
        "k 1".replace(" ", "-"));
    assertEquals(0, run.exit(), run.err());
    assertEquals(FakeNode.jobId(1) + "\n", run.out());
    assertEquals(
        new JobSpec("read_file", Json.Obj.EMPTY.with("path", "hello.txt").with("limit", 5), Priority.HIGH,
            90_000, List.of("cpu", "gpu:8G"), 500_000, 3, true, Optional.of("k-1"),
            List.of(JobId.parse("k7f3q2ab-3-4"), JobId.parse("k7f3q2ab-3-17")), Optional.empty()),
        node.asked(Command.Submit.class).spec());
  }

  @Test
  void shouldReadParametersFromAFileOrStdin() throws IOException {
    Path file = Files.writeString(folder.resolve("params.json"), "{\"a\":1,\"b\":2}");
    run("job", "submit", "--kind", "ping", "--params-json", file.toString(), "--param", "b=x");
    assertEquals(Json.Obj.EMPTY.with("a", 1).with("b", "x"),
        node.asked(Command.Submit.class).spec().params());
    CliRun.with("{\"c\":3}", true, new TreeMap<>(), "--data-dir", folder.toString(), "job", "submit",
        "--kind", "ping",
        "--params-json", "-");
    assertEquals(Json.Obj.EMPTY.with("c", 3), node.asked(Command.Submit.class).spec().params());
  }

  @Test
  void shouldTellAJobsWayAndShowItsReceipt() throws IOException {
    goThrough(JobState.AUCTION, JobState.WORKING, JobState.COMPLETED);
    CliRun run = run("job", "submit", "--kind", "ping", "--wait");
    assertEquals(0, run.exit(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals("job " + FakeNode.jobId(1)
        + " pending → auction (2 bids; node-b2 won: price 3) → working → completed 6.2 s", lines.get(0));
    assertTrue(lines.get(1).startsWith("receipt    "));
    assertTrue(lines.get(1).endsWith("…  signed by node-b2, 42 units, price 3"));
    assertEquals("  \"ok\": true", lines.get(3));
  }

  @Test
  void shouldStayAsciiWhereTheTerminalIs() throws IOException {
    CliRun.leadTo(api, folder);
    goThrough(JobState.COMPLETED);
    CliRun run = CliRun.with("", false, new TreeMap<>(), "--data-dir", folder.toString(), "job", "wait",
        FakeNode.jobId(1).toString());
    assertTrue(run.out().chars().allMatch(letter -> letter < 0x80), run.out());
    assertTrue(run.out()
        .contains(" pending -> auction (2 bids; node-b2 won: price 3) -> working -> completed 6.2 s"));
  }

  @Test
  void shouldPrintOnlyTheJobAsJson() throws IOException {
    goThrough(JobState.WORKING, JobState.COMPLETED);
    CliRun run = run("job", "submit", "--kind", "ping", "--wait", "--json");
    assertEquals(0, run.exit());
    assertEquals(new Json.Text("completed"), run.json().get("state"));
    assertEquals("", run.err());
  }

  @Test
  void shouldExitByTheJobsEnd() throws IOException {
    assertEnd(JobState.FAILED, 1);
    assertEnd(JobState.CANCELLED, 1);
    assertEnd(JobState.OUTCOME_UNKNOWN, 1);
    assertEnd(JobState.EXPIRED, 7);
    assertEnd(JobState.COMPLETED, 0);
  }

  private void assertEnd(JobState state, int exit) throws IOException {
    goThrough(state);
    CliRun run = run("job", "wait", FakeNode.jobId(1).toString());
    assertEquals(exit, run.exit(), run.out());
    assertTrue(run.out().contains(state.word().replace('_', ' ')));
  }

  @Test
  void shouldExitSevenWhenTheJobHasNotEndedInTime() throws IOException {
    goThrough(JobState.WORKING);
    CliRun run = run("job", "wait", FakeNode.jobId(1).toString(), "--timeout", "500ms");
    assertEquals(7, run.exit());
    assertTrue(run.err()
        .endsWith("Try: sheratan job wait " + FakeNode.jobId(1) + " --data-dir " + folder + "\n"), run.err());
  }

  @Test
  void shouldTurnEveryRefusalIntoItsExitStatus() throws IOException {
    assertRefusal(Answer.Reason.INVALID, 2);
    assertRefusal(Answer.Reason.NO_CAPABLE_NODE, 4);
    assertRefusal(Answer.Reason.NOT_FOUND, 4);
    assertRefusal(Answer.Reason.CONFLICT, 6);
    assertRefusal(Answer.Reason.TOO_LARGE, 2);
    assertRefusal(Answer.Reason.BUSY, 1);
    assertRefusal(Answer.Reason.TIMEOUT, 7);
    assertRefusal(Answer.Reason.STORAGE, 9);
  }

  private void assertRefusal(Answer.Reason reason, int exit) throws IOException {
    node.refusing(reason, "no node offers gpu:80G (best: node-e5 gpu:8G)", "sheratan node list --offers gpu");
    CliRun run = run("job", "submit", "--kind", "ping", "--needs", "gpu:80G", "--wait");
    assertEquals(exit, run.exit());
    assertEquals(
        "error: no node offers gpu:80G (best: node-e5 gpu:8G). Try: sheratan node list --offers gpu --data-dir "
            + folder + "\n",
        run.err());
    assertEquals("", run.out());
    CliRun json = run("job", "submit", "--kind", "ping", "--json");
    assertEquals(exit, json.exit());
    assertEquals(Json.Obj.EMPTY.with("exit_status", exit).with("message",
        "no node offers gpu:80G (best: node-e5 gpu:8G)")
        .with("fix", "sheratan node list --offers gpu --data-dir " + folder),
        json.json().get("error"));
  }

  @Test
  void shouldShowHowToGiveAMissingParameter() throws IOException {
    String fix = ToolCatalog.standard().find("read_file_batch").orElseThrow().example();
    node.answering(command -> Optional.of(new Answer.Refused(Answer.Reason.INVALID, "params.paths: missing",
        Optional.of("params.paths"), fix)));
    CliRun run = run("job", "submit", "--kind", "read_file_batch");
    assertEquals(2, run.exit());
    assertEquals("error: params.paths: missing. Try: sheratan job submit --kind read_file_batch"
        + " --param paths:='[\"hello.txt\"]' --data-dir " + folder + "\n", run.err());
  }

  @Test
  void shouldSayWhereAParameterIsNoJsonAndHowToGiveAText() throws IOException {
    CliRun run = run("job", "submit", "--kind", "ping", "--param", "path:=nojson");
    assertEquals(2, run.exit());
    assertTrue(run.err().startsWith("error: --param path at byte 1: expected a value: a text"), run.err());
    assertTrue(run.err().endsWith("Try: --param path=nojson, if it is a text\n"), run.err());
  }

  /** It was told that --kind is missing, and nothing of the typo. */
  @Test
  void shouldNameTheOptionWithTheTypo() throws IOException {
    CliRun job = run("job", "submit", "--knd", "read_file");
    assertTrue(job.err().startsWith("error: unknown option '--knd'"), job.err());
    CliRun token = run("token", "create", "ci", "--scop", "read");
    assertTrue(token.err().startsWith("error: unknown option '--scop'"), token.err());
  }

  @Test
  void shouldNotSubmitWhatHasNoKind() throws IOException {
    CliRun run = run("job", "submit");
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("which kind? --kind"), run.err());
  }

  /** Every error tells a next step, by the help of its command where nothing is better. */
  @Test
  void shouldAlwaysTellWhatToTry() throws IOException {
    node.answering(command -> command instanceof Command.ListJobs
        ? Optional.of(new Answer.Refused(Answer.Reason.INVALID, "state: expected another", ""))
        : Optional.empty());
    String list = run("job", "list", "--state", "done").err();
    assertTrue(list.endsWith("Try: sheratan job list --help\n"), list);
    String file = run("mission", "submit", "nosuch.json").err();
    assertEquals("error: there is no file nosuch.json. Try: sheratan mission submit --help\n", file);
  }

  /** Ctrl-C left a line without an end, and nobody knew that the job goes on. */
  @Test
  void shouldSayBeforeItWaitsThatTheJobGoesOn() throws IOException {
    goThrough(JobState.COMPLETED);
    CliRun run = run("job", "submit", "--kind", "ping", "--wait");
    assertTrue(run.err().contains("it goes on when you stop waiting: sheratan job show " + FakeNode.jobId(1)),
        run.err());
  }

  @Test
  void shouldKeepPrivateDataToConfirmedNodes() throws IOException {
    run("job", "submit", "--kind", "ping", "--private");
    assertEquals(List.of("trusted"), node.asked(Command.Submit.class).spec().needs());
  }

  @Test
  void shouldCompleteKinds() throws IOException {
    String script = run("completion").out();
    assertTrue(script.contains("\"read_file_batch\""), "kinds are among the completions");
  }

  @Test
  void shouldGiveEachSubmissionAKeyOfItsOwn() throws IOException {
    run("job", "submit", "--kind", "ping");
    String first = node.asked(Command.Submit.class).spec().idempotencyKey().orElseThrow();
    run("job", "submit", "--kind", "ping");
    String second = node.asked(Command.Submit.class).spec().idempotencyKey().orElseThrow();
    assertTrue(first.matches("cli-[0-9a-f]{24}"), first);
    assertFalse(first.equals(second));
  }

  @Test
  void shouldShowAJob() throws IOException {
    node.put(FakeNode.job(1, JobState.COMPLETED));
    CliRun run = run("job", "show", FakeNode.jobId(1).toString());
    assertEquals(0, run.exit());
    assertTrue(run.out().contains("worker     node-b2, price 3"));
    assertEquals(4, run("job", "show", FakeNode.jobId(2).toString()).exit());
    assertEquals(2, run("job", "show", "17").exit());
    assertEquals(2, run("job", "show", "../status").exit());
  }

  /** Found by a reader: after a partition the owner had been there all the time. */
  @Test
  void shouldNotSayThatItWasAwayWhenOthersDidNotHearIt() throws IOException {
    Job job = FakeNode.job(1, JobState.COMPLETED);
    JobId deputy = new JobId(FakeNode.WORKER.id().shortName(), 1, 4);
    node.put(new Job(job.id(), job.spec(), job.state(), 1, 1, 0, job.worker(), 0, job.progress(), "",
        job.result(), job.receipt(), 0, 0, 0, 0, job.history(),
        job.notes().with(new Custody(List.of(), Optional.empty(), Optional.of(deputy)))));
    String said = run("job", "show", job.id().toString()).out();
    assertTrue(said.contains("\ndone as    " + deputy + ", while this node was not heard\n"), said);
  }

  @Test
  void shouldShowWhatWasHandedInBeforeTheEnd() throws IOException {
    node.put(FakeNode.underway(1, JobState.WORKING));
    node.put(FakeNode.underway(2, JobState.EXPIRED));
    String working = run("job", "show", FakeNode.jobId(1).toString()).out();
    assertTrue(working.contains("underway   3 of?6 files, checkpoint of 6 bytes, 3.0 s ago\n"), working);
    assertTrue(working.contains("so far     {\"n\":3}\n"), working);
    String expired = run("job", "show", FakeNode.jobId(2).toString()).out();
    assertTrue(expired.contains("3.0 s before the end\n"), expired);
    assertFalse(working.contains("secret"));
  }

  @Test
  void shouldListJobs() throws IOException {
    assertEquals("no jobs\n", run("job", "list").err());
    node.put(FakeNode.job(1, JobState.COMPLETED));
    node.put(FakeNode.job(2, JobState.PENDING));
    List<String> lines = run("job", "list").out().lines().toList();
    assertEquals(3, lines.size());
    assertEquals(1,
        ((Json.Arr) run("job", "list", "--state", "pending", "--json").json().get("jobs")).items().size());
    assertEquals(2, run("job", "list", "--state", "done").exit());
    assertEquals(2, run("job", "list", "--limit", "0").exit());
  }

  @Test
  void shouldCancelAJob() throws IOException {
    node.put(FakeNode.job(1, JobState.PENDING));
    assertEquals("job " + FakeNode.jobId(1) + " cancelled\n",
        run("job", "cancel", FakeNode.jobId(1).toString()).out());
    assertEquals(4, run("job", "cancel", FakeNode.jobId(7).toString()).exit());
  }

  @Test
  void shouldNotLetAJobsReasonForgeLines() throws IOException {
    Job job = FakeNode.job(1, JobState.FAILED);
    node.put(new Job(job.id(), job.spec(), job.state(), 1, 1, 0, job.worker(), 0, job.progress(),
        "bad\u001b[31m\nreceipt    forged", Optional.of(Json.Obj.EMPTY.with("x", "\u009b1m\u202e")),
        job.receipt(), 0, 0,
        0, 0, job.history(), job.notes()));
    CliRun run = run("job", "show", job.id().toString());
    assertFalse(run.out().contains("\u001b") || run.out().contains("\u009b") || run.out().contains("\u202e"));
    assertTrue(run.out().lines().noneMatch(line -> line.startsWith("receipt")));
  }
}
