package org.sheratan.core.mission;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;

/** Jobs in every state, brought there by the machine itself. */
final class JobFixtures {
  static final JobId ID = new JobId("aaaaaaaa", 1, 1);
  static final NodeId OWNER = node(1);
  static final NodeId WORKER = node(2);
  static final Json.Obj RESULT = Json.Obj.EMPTY.with("ok", true);

  static final Passage PAUSED = Passage.of(
      List.of(new GateReport(GateReport.Gate.PATH, GateReport.Status.PAUSE,
          List.of(new GateReport.Reason("path_absolute", "params.path is absolute")))));
  static final Passage.Decision YES = new Passage.Decision(true, new Origin(Origin.Zone.CONSOLE, ""), "fine",
      0);
  static final Passage.Decision NO = new Passage.Decision(false, new Origin(Origin.Zone.PAGE, "10.0.0.7"),
      "not today", 0);

  private JobFixtures() {}

  static NodeId node(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) number;
    return new NodeId(Bytes.copyOf(key));
  }

  static JobSpec spec(int maxAttempts, boolean rerunUnknown) {
    JobSpec plain = JobSpec.of("read_file", Json.Obj.EMPTY.with("path", "a.txt"));
    return new JobSpec(plain.kind(), plain.params(), plain.priority(), plain.timeoutMs(), plain.needs(),
        plain.maxPriceMicros(), maxAttempts, rerunUnknown, Optional.empty());
  }

  static Job pending() {
    return Job.accepted(ID, spec(5, false), JobNotes.NONE, 0);
  }

  static Job held() {
    return Job.accepted(ID, spec(5, false), JobNotes.of(Origin.UNKNOWN, PAUSED), 0);
  }

  static Job auction() {
    return step(pending(), new JobEvent.AuctionOpened());
  }

  static Job working() {
    return step(auction(), new JobEvent.Awarded(WORKER, 7, 2, 0.5));
  }

  static Job in(JobState state) {
    return switch (state) {
      case HELD -> held();
      case PENDING -> pending();
      case AUCTION -> auction();
      case WORKING -> working();
      case COMPLETED -> step(working(), succeeded(1));
      case FAILED -> step(working(), new JobEvent.AttemptFailed(1, "not_found", "no such file", true, true));
      case CANCELLED -> step(working(), new JobEvent.CancelAsked());
      case EXPIRED -> step(working(), new JobEvent.DeadlinePassed());
      case OUTCOME_UNKNOWN -> step(working(), new JobEvent.LeaseLost(1));
    };
  }

  static JobEvent.Succeeded succeeded(int attempt) {
    return new JobEvent.Succeeded(attempt, RESULT, receipt(attempt));
  }

  static Receipt receipt(int attempt) {
    return new Receipt(OWNER, ID, attempt, Bytes.EMPTY, 1, 7, WORKER, 1, attempt, 0, WallQuality.NONE,
        Bytes.EMPTY);
  }

  /** For a kind that must not run twice. */
  static Job step(Job job, JobEvent event) {
    return JobMachine.step(job, event, false).job();
  }
}
