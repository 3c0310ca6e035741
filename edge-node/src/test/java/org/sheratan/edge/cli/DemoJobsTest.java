package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobState;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Now;

class DemoJobsTest {
  @TempDir
  private Path folder;
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);
  private long nowMs;
  private Runnable meanwhile = () -> {};

  @BeforeEach
  void start() throws IOException {
    CliRun.leadTo(api, folder);
  }

  @Test
  void shouldFollowAJobToItsReceipt() throws Exception {
    DemoJobs jobs = jobs();
    View job = jobs.submit("ping", Json.Obj.EMPTY);
    meanwhile = () -> node.put(FakeNode.job(1, JobState.COMPLETED));
    View ended = jobs.completed(job);
    assertEquals("completed", ended.text("state"));
    assertTrue(DemoJobs.verified(ended));
  }

  @Test
  void shouldFailWhenAJobFails() throws Exception {
    DemoJobs jobs = jobs();
    View job = jobs.submit("ping", Json.Obj.EMPTY);
    meanwhile = () -> node.put(FakeNode.job(1, JobState.FAILED));
    CommandFailure failure = assertThrows(CommandFailure.class, () -> jobs.completed(job));
    assertTrue(failure.getMessage().contains("ended as failed"), failure.getMessage());
  }

  @Test
  void shouldGiveUpOnAJobThatNeverEnds() throws Exception {
    DemoJobs jobs = jobs();
    View job = jobs.submit("ping", Json.Obj.EMPTY);
    meanwhile = () -> nowMs += 10_000;
    assertEquals(ExitStatus.TIMEOUT, assertThrows(CommandFailure.class, () -> jobs.completed(job)).exit());
  }

  @Test
  void shouldWaitForTheFirstProgress() throws Exception {
    DemoJobs jobs = jobs();
    View job = jobs.submit("ping", Json.Obj.EMPTY);
    meanwhile = () -> node.put(withProgress(FakeNode.job(1, JobState.WORKING), 0.25));
    assertEquals(0.25, jobs.underWay(job).number("progress"));
  }

  @Test
  void shouldNotTakeAnEndForProgress() throws Exception {
    DemoJobs jobs = jobs();
    View job = jobs.submit("ping", Json.Obj.EMPTY);
    meanwhile = () -> node.put(FakeNode.job(1, JobState.COMPLETED));
    assertThrows(CommandFailure.class, () -> jobs.underWay(job));
  }

  @Test
  void shouldStopWhenInterrupted() throws Exception {
    DemoJobs jobs = jobs();
    View job = jobs.submit("ping", Json.Obj.EMPTY);
    meanwhile = () -> {
      throw new DemoInterrupted();
    };
    assertThrows(DemoInterrupted.class, () -> jobs.completed(job));
  }

  @Test
  void shouldNotBelieveAChangedResult() throws Exception {
    DemoJobs jobs = jobs();
    View job = jobs.submit("ping", Json.Obj.EMPTY);
    meanwhile = () -> node.put(FakeNode.job(1, JobState.COMPLETED));
    Json.Obj ended = jobs.completed(job).json();
    assertFalse(DemoJobs.verified(new View(ended.with("result", Json.Obj.EMPTY.with("ok", false)))));
    assertFalse(DemoJobs.verified(new View(ended.with("receipt", Json.Obj.EMPTY))));
    assertFalse(DemoJobs.verified(new View(ended.with("receipt", new Json.Null()))));
  }

  private DemoJobs jobs() throws CommandFailure {
    return new DemoJobs(Api.open(folder), () -> Now.monotonic(nowMs), waitMs -> meanwhile.run());
  }

  private static Job withProgress(Job job, double progress) {
    return new Job(job.id(), job.spec(), job.state(), job.attempt(), job.bids(), job.reassigned(),
        job.worker(),
        job.priceMicros(), Optional.of(progress), job.reason(), job.result(), job.receipt(),
        job.lateResults(),
        job.acceptedWallMs(), job.ageMs(), job.waitedMs(), job.history(), job.notes());
  }
}
