package org.sheratan.edge.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.kernel.Bytes;

/** Reports of workers outside, as files: those that help, and those that harm. */
class RelayReportTest {
  private static final ToolOrder FIRST = RelayRig.order(1, "");
  private static final String HALF = "{\"done\":0.5,\"word\":\"half\",\"partial\":{\"n\":5},\"checkpoint\":\"at 5\"}";

  @TempDir
  Path top;
  private RelayRig rig;

  @BeforeEach
  void setUp() throws IOException {
    rig = new RelayRig(top);
  }

  @AfterEach
  void tearDown() throws IOException {
    rig.close();
  }

  /** After its time the owner knew only that the job was not done. */
  @Test
  void shouldSayThatNobodyHasTakenIt() throws Exception {
    rig.start(FIRST);
    rig.pass(Handout.MISSED_MS);
    assertEquals("no worker has taken it from the relay", rig.word());
    rig.claim();
    assertEquals("a worker has taken it", rig.word());
    rig.report(HALF);
    assertEquals(0.5, rig.handedIn().done());
  }

  @Test
  void shouldSayWhoHasNotTakenIt() throws Exception {
    rig.workers.onRegister(new WorkerBook.Entry("cellar-1", new TreeMap<>(Map.of(RelayRig.KIND, 1L)),
        WorkerBook.ONLINE, Optional.empty(), Json.Obj.EMPTY), rig.nowMs());
    rig.start(FIRST);
    rig.pass(Handout.MISSED_MS);
    assertEquals("not taken by cellar-1", rig.word());
  }

  @Test
  void shouldHandInWhatAWorkerReports() throws Exception {
    rig.start(FIRST);
    rig.claim();
    rig.report(HALF);
    Interim said = new Interim("half", Optional.of(Json.Obj.EMPTY.with("n", 5)), Bytes.utf8("at 5"));
    assertEquals(new ToolEvent.Progressed(RelayRig.JOB, 1, 0.5, said), rig.handedIn());
    assertFalse(Files.exists(rig.in(RelayRig.reportName(1))), "the node removes it");
    rig.put(RelayRig.ID + ".result.json", "{}");
    assertInstanceOf(ToolEvent.Finished.class, rig.next());
  }

  @Test
  void shouldTellTheNextWorkerWhereToGoOn() throws Exception {
    Json.Obj found = rig.start(RelayRig.order(2, "at 5"));
    assertEquals(new Json.Text("at 5"), found.get("checkpoint"));
    assertEquals(Json.Int.of(2), found.get("attempt"));
    assertEquals(Json.Int.of(60), found.get("lease_s"));
    rig.stop(RelayRig.order(2, "at 5"));
    rig.next();
    assertEquals(new Json.Null(), rig.start(RelayRig.order(3, "")).get("checkpoint"));
  }

  /** It comes from another machine. */
  @Test
  void shouldGiveNoCheckpointThatNoWorkerCanHaveReported() throws Exception {
    assertEquals(new Json.Null(), rig.start(RelayRig.order(2, "a\u0000")).get("checkpoint"));
    assertEquals("anew, bad checkpoint", rig.word());
  }

  @Test
  void shouldLoseAWorkerThatReportedAndIsSilent() throws Exception {
    rig.workers.onRegister(new WorkerBook.Entry("w1", new TreeMap<>(Map.of(RelayRig.KIND, 7L)),
        WorkerBook.ONLINE, Optional.empty(), Json.Obj.EMPTY), 1_000);
    rig.start(FIRST);
    rig.claim();
    rig.report(HALF);
    rig.handedIn();
    rig.pass(RelayRig.LEASE_MS - 1);
    assertEquals(List.of(), rig.heard());
    rig.pass(1);
    assertEquals(new ToolEvent.Lost(RelayRig.JOB, 1), rig.next(), "nobody knows what it did");
    while (Files.exists(rig.out(RelayRig.ID + ".job.json.claimed"))) {
      Thread.onSpinWait();
    }
    assertEquals(1, rig.workers.views(rig.nowMs()).getFirst().failures());
    rig.start(RelayRig.order(2, "at 5"));
    rig.claim();
  }

  /** Nothing else tells that nothing comes. */
  @Test
  void shouldBeWokenWhenTheLeaseIsOver() throws Exception {
    rig.start(FIRST);
    rig.claim();
    rig.report(HALF);
    rig.handedIn();
    while (rig.alarm.quiet()) {
      Thread.onSpinWait();
    }
    rig.pass(RelayRig.LEASE_MS);
    assertInstanceOf(ToolEvent.Lost.class, rig.next());
    while (!rig.alarm.quiet()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void shouldLeaveTheJobToAWorkerThatGoesOnReporting() throws Exception {
    rig.start(FIRST);
    rig.claim();
    for (int step = 1; step < 10; step++) {
      rig.report("{\"done\":0." + step + "}");
      assertEquals(step / 10.0, rig.handedIn().done());
      rig.pass(RelayRig.LEASE_MS - 1);
    }
    assertEquals(List.of(), rig.heard());
  }

  /** Those of the original never do. */
  @Test
  void shouldLeaveTheJobToAWorkerThatNeverReports() throws Exception {
    rig.start(FIRST);
    rig.claim();
    rig.pass(100 * RelayRig.LEASE_MS);
    rig.put(RelayRig.ID + ".result.json", "{}");
    assertInstanceOf(ToolEvent.Finished.class, rig.next());
  }

  @Test
  void shouldNameWhatIsWrongWithAReportAndCountItForNothing() throws Exception {
    rig.start(FIRST);
    rig.claim();
    Map<String, String> wrong = new TreeMap<>();
    wrong.put("", "");
    wrong.put("{\"done\":0.", "");
    wrong.put("\u0000\u0001\ufffd", "");
    wrong.put("[0.5]", "");
    wrong.put("{}", "done");
    wrong.put("{\"done\":\"0.5\"}", "done");
    wrong.put("{\"done\":1.5}", "done");
    wrong.put("{\"done\":-1e309}", "");
    wrong.put("{\"done\":0,\"done\":1}", "done");
    wrong.put("{\"done\":0,\"word\":7}", "word");
    wrong.put("{\"done\":0,\"word\":\"" + "\u20ac".repeat(22) + "\"}", "word");
    wrong.put("{\"done\":0,\"partial\":[]}", "partial");
    wrong.put("{\"done\":0,\"partial\":{\"a\":\"" + "x".repeat(5_000) + "\"}}", "partial");
    wrong.put("{\"done\":0,\"partial\":{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}}", "");
    wrong.put("{\"done\":0,\"checkpoint\":{\"at\":5}}", "checkpoint");
    wrong.put("{\"done\":0,\"checkpoint\":\"" + "x".repeat(4_097) + "\"}", "checkpoint");
    wrong.put("{\"done\":0,\"checkpoint\":\"a\\u0000\"}", "checkpoint");
    wrong.put("{\"done\":0,\"checkpoint\":\"\\ud800\"}", "");
    wrong.put("{\"done\":0,\"more\":1}", "more");
    wrong.put("{\"done\":0,\"job_id\":\"" + OwnedUuid.of(new JobId("k7f3q2ab", 3, 18)) + "\"}", "job_id");
    wrong.put("{\"done\":0,\"x\":\"" + "x".repeat(33_000) + "\"}", "no file that can be read");
    wrong.put("x".repeat(5_000_000), "no file that can be read");
    for (Map.Entry<String, String> one : wrong.entrySet()) {
      rig.report(one.getKey());
      String word = rig.word();
      assertTrue(word.startsWith("bad report, " + one.getValue()), one.getKey() + " → " + word);
    }
    rig.pass(100 * RelayRig.LEASE_MS);
    assertEquals(List.of(), rig.heard(), "a lease begins with the first report that is one");
    rig.report("{\"done\":0.25,\"job_id\":\"" + RelayRig.ID + "\"}");
    assertEquals(0.25, rig.handedIn().done());
  }

  @Test
  void shouldFollowNoLinkAndReadNothingButFiles() throws Exception {
    rig.start(FIRST);
    rig.claim();
    Path secret = Files.writeString(top.resolve("secret"), HALF);
    Files.createSymbolicLink(rig.in(RelayRig.reportName(1)), secret);
    assertEquals("bad report, no file that can be read", rig.word());
    Files.createSymbolicLink(rig.in(RelayRig.reportName(1)), Path.of("/dev/zero"));
    assertEquals("bad report, no file that can be read", rig.word());
    Process pipe = new ProcessBuilder("mkfifo", rig.in("pipe").toString()).start();
    assertEquals(0, pipe.waitFor());
    Files.move(rig.in("pipe"), rig.in(RelayRig.reportName(1)));
    assertEquals("bad report, no file that can be read", rig.word());
    assertEquals(HALF, Files.readString(secret));
    Path folder = Files.createDirectory(rig.in("folder"));
    Files.createFile(folder.resolve("kept"));
    Files.move(folder, rig.in(RelayRig.reportName(1)));
    assertEquals("bad report, no file that can be read", rig.word());
    rig.put(RelayRig.ID + ".result.json", "{}");
    ToolEvent end = rig.next();
    while (end instanceof ToolEvent.Progressed) {
      // It stays where it is, and is looked at again.
      end = rig.next();
    }
    assertInstanceOf(ToolEvent.Finished.class, end);
  }

  @Test
  void shouldTakeNoReportOnAJobThatNobodyHas() throws Exception {
    rig.start(FIRST);
    rig.report(HALF);
    assertEquals("bad report, not by whoever has claimed it", rig.word());
    rig.claim();
    rig.report(HALF);
    assertEquals(0.5, rig.handedIn().done());
  }

  /** Else one that lost its job could keep the next worker's reports from being seen. */
  @Test
  void shouldTakeAwayReportsThatNobodyWaitsFor() throws Exception {
    rig.start(RelayRig.order(2, ""));
    rig.claim();
    List<String> stray = List.of(RelayRig.reportName(1), RelayRig.reportName(3),
        OwnedUuid.of(new JobId("k7f3q2ab", 3, 18)) + ".2.progress.json");
    List<String> others = List.of(RelayRig.ID + ".0.progress.json", RelayRig.ID + ".2.progress.json.bak",
        RelayRig.ID + ".99999999999.progress.json", RelayRig.ID + "..progress.json", "..2.progress.json",
        RelayRig.ID + ".2.PROGRESS.JSON", "x");
    for (String name : stray) {
      rig.put(name, HALF);
    }
    for (String name : others) {
      rig.put(name, HALF);
    }
    for (String name : stray) {
      while (Files.exists(rig.in(name))) {
        Thread.onSpinWait();
      }
    }
    rig.put(RelayRig.reportName(2), "{\"done\":0.75}");
    assertEquals(0.75, rig.handedIn().done());
    others.forEach(name -> assertTrue(Files.exists(rig.in(name)), name));
  }

  @Test
  void shouldHandInOneReportASecondOfAThousand() throws Exception {
    rig.start(FIRST);
    rig.claim();
    for (int count = 0; count < 1_000; count++) {
      rig.report("{\"done\":0.5,\"checkpoint\":\"at " + count + "\"}");
    }
    rig.handedIn();
    assertEquals(List.of(), rig.heard());
    rig.pass(1_000);
    String newest = "";
    while (!newest.equals("at 999")) {
      newest = rig.handedIn().said().checkpoint().toUtf8();
      rig.pass(1_000);
    }
    rig.pass(1_000);
    assertEquals(List.of(), rig.heard(), "each is handed in once");
  }

  @Test
  void shouldSweepReportsOfAnEarlierStartAndStartDespiteFolders() throws Exception {
    rig.put(RelayRig.reportName(4), HALF);
    Files.createFile(rig.in("." + RelayRig.reportName(4) + ".taken"));
    Path filled = Files.createDirectory(rig.in("filled"));
    Files.createFile(filled.resolve("kept"));
    Path folder = Files.move(filled, rig.in(RelayRig.reportName(5)));
    rig.tool.open();
    try (var left = Files.list(top.resolve("webrelay_in"))) {
      assertEquals(List.of(folder), left.toList());
    }
  }
}
