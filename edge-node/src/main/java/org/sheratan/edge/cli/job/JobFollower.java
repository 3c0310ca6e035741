package org.sheratan.edge.cli.job;

import java.time.Duration;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

/** Waits for a job's end by long polls, telling its way. */
final class JobFollower {
  private static final long MAX_POLL_S = 20;
  /** Progress does not end a long poll. */
  private static final long WORKING_POLL_S = 5;
  private static final String GATE = "sheratan gate show ";
  private static final Duration SLACK = Duration.ofSeconds(25);

  private final SystemClock clock = new SystemClock();
  private final Api api;
  private final Output output;
  private final JobTranscript transcript = new JobTranscript();
  private boolean toldWhyHeld;

  JobFollower(Api api, Output output) {
    this.api = api;
    this.output = output;
  }

  /**
   * @param job as last seen
   * @param patience how long to wait; the job itself goes on after it
   * @return the job, ended
   * @throws CommandFailure with TIMEOUT when it has not ended in time
   */
  Json.Obj follow(Json.Obj job, Duration patience) throws CommandFailure {
    long endMs = clock.monoMs() + patience.toMillis();
    View view = new View(job);
    tell(view);
    while (!view.is("ended")) {
      long leftS = Math.ceilDiv(endMs - clock.monoMs(), 1000L);
      if (leftS <= 0) {
        output.line("");
        throw new CommandFailure(ExitStatus.TIMEOUT, "job " + view.text("id") + " has not ended yet, it is "
            + view.text("state"),
            held(view) ? GATE + view.text("id") : "sheratan job wait " + view.text("id"));
      }
      long pollS = view.text("state").equals("working") ? WORKING_POLL_S : MAX_POLL_S;
      view = new View(
          api.get("/api/v1/jobs/" + view.text("id") + "?wait=" + Math.min(pollS, leftS) + "&seen="
              + view.text("state"), SLACK.plusSeconds(MAX_POLL_S)));
      tell(view);
    }
    output.line("");
    return view.json();
  }

  /** A held job moves on only when somebody decides, which who waits has to be told. */
  private void tell(View job) {
    output.part(transcript.next(job));
    if (held(job) && !toldWhyHeld) {
      toldWhyHeld = true;
      output.line("");
      output.note(job.text("reason"));
      output.hint("it waits for a decision: ", GATE + job.text("id"));
    }
  }

  private static boolean held(View job) {
    return job.text("state").equals("held");
  }
}
