package org.sheratan.edge.http.job;

import java.util.Arrays;

import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.JobState;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Ownership;
import org.sheratan.edge.http.route.Parameter;

/** What can be asked about jobs. */
final class JobOperations {
  static final String JOBS = "/api/v1/jobs";
  private static final String JOB = JOBS + "/{job}";
  private static final String HELD = "/api/v1/gate/held";
  private static final String SHAPE = "Job";
  private static final String TAG = "ETag";
  private static final String PAGE = "JobPage";
  private static final Parameter AFTER = Parameter.text("after", "Goes on behind this job: next of a page.");

  static final Operation LIST = Operation.get(JOBS, "listJobs", "The node's jobs, newest first.")
      .with(state("state", "Only those in this state."), AFTER, Parameter.LIMIT).gives(200, PAGE);
  static final Operation SUBMIT = Operation
      .post(Scope.SUBMIT, JOBS, "submitJob", "Accepts a job: it is on disk once this is answered.")
      .changes(Ownership.MAKER)
      .with(Parameter.IDEMPOTENCY_KEY).takes("JobRequest").gives(201, SHAPE, "Location", TAG)
      .gives(200, SHAPE, "Location", TAG).gives(202, SHAPE, "Location", TAG).refuses(404, 409, 413, 422);
  static final Operation SHOW = Operation.get(JOB, "getJob", "One job, at once or when there is news of it.")
      .with(Parameter.WAIT, state("seen", "Waits for another state than this one."))
      .gives(200, SHAPE, TAG).tagged().refuses(404);
  static final Operation CANCEL = Operation
      .post(Scope.SUBMIT, JOB + "/cancel", "cancelJob", "Ends a job, wherever it runs.")
      .changes(Ownership.MAKER)
      .with(Parameter.IF_MATCH)
      .gives(200, SHAPE, TAG).refuses(404, 409, 412);
  static final Operation REQUEUE = Operation
      .post(Scope.OPERATE, JOB + "/requeue", "requeueJob", "The request of a dead letter once more.")
      .with(Parameter.IF_MATCH).gives(201, SHAPE, "Location", TAG).gives(200, SHAPE, "Location", TAG)
      .gives(202, SHAPE, "Location", TAG).refuses(404, 409, 412, 413, 422);
  static final Operation OF_TASK = Operation
      .get("/api/v1/tasks/{task}/jobs", "listTaskJobs", "The jobs of a task, newest first.")
      .with(AFTER, Parameter.LIMIT).gives(200, PAGE).refuses(404);
  static final Operation DEAD = Operation
      .get("/api/v1/dead-letters", "listDeadLetters", "Jobs that may be requeued, newest first.")
      .with(Parameter.oneOf("class", Arrays.stream(FailureClass.values()).map(FailureClass::word).toList(),
          "Only those that failed for this."), AFTER, Parameter.LIMIT)
      .gives(200, PAGE);
  static final Operation LIST_HELD = Operation
      .get(HELD, "listHeldJobs", "Jobs that wait for a person's decision, newest first.")
      .with(AFTER, Parameter.LIMIT).gives(200, "HeldPage");
  static final Operation APPROVE = Operation
      .post(Scope.OPERATE, HELD + "/{job}/approve", "approveJob", "Lets a held job go on.")
      .with(Parameter.IF_MATCH).takes("DecisionRequest").gives(200, SHAPE, TAG).refuses(404, 409, 412);
  static final Operation REJECT = Operation
      .post(Scope.OPERATE, HELD + "/{job}/reject", "rejectJob", "Ends a held job.").with(Parameter.IF_MATCH)
      .takes("DecisionRequest").gives(200, SHAPE, TAG).refuses(404, 409, 412);

  private JobOperations() {}

  private static Parameter state(String name, String text) {
    return Parameter.oneOf(name, Arrays.stream(JobState.values()).map(JobState::word).toList(), text);
  }
}
