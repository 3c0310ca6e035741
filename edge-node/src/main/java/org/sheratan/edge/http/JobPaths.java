package org.sheratan.edge.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;

/** {@code /api/v1/jobs} and below. */
final class JobPaths {
  private static final String JOBS = "/api/v1/jobs";
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1000;
  private static final int ID_SEGMENT = 3;
  private static final long FIRST_LOOK_MS = 20;
  private static final long LATER_LOOK_MS = 200;

  private final NodeDesk desk;
  private final HttpSettings settings;
  private final Clock clock;
  private final JobJson shapes;
  /** Long polls may take half of the connections; further ones are answered at once. */
  private final Semaphore waiting;

  JobPaths(NodeDesk desk, HttpSettings settings, ApiParts parts) {
    this.desk = desk;
    this.settings = settings;
    this.clock = parts.clock();
    this.shapes = new JobJson(parts.network());
    this.waiting = new Semaphore(Math.max(1, settings.maxConnections() / 2));
  }

  void addTo(Router router) {
    router.on("GET", JOBS, this::list).on("POST", JOBS, this::submit).on("GET", JOBS + "/*", this::show)
        .on("POST", JOBS + "/*/cancel", this::cancel);
  }

  private HttpResponse submit(HttpRequest request) throws HttpRefusal {
    Json.Obj body = JsonReader.readObject(request.body());
    JobSpec spec = JobSpecJson.read(body, request.head().header("idempotency-key").map(JobPaths::unquote));
    Answer.Accepted accepted = desk.ask(new Command.Submit(spec), Answer.Accepted.class);
    return HttpResponse.json(accepted.known() ? 200 : 201, full(accepted.job()))
        .with("Location", JOBS + "/" + accepted.job().id());
  }

  private HttpResponse list(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request, List.of("state", "after", "limit"));
    Answer.Jobs page = desk
        .ask(new Command.ListJobs(query.text("state").map(JobPaths::state),
            query.text("after").map(id -> jobId("after", id)),
            (int) query.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT)), Answer.Jobs.class);
    NodeNames names = NodeNames.ask(desk);
    List<Json> jobs = page.jobs().stream().<Json>map(job -> JobJson.summary(job, names)).toList();
    return HttpResponse.json(200, Json.Obj.EMPTY.with("jobs", new Json.Arr(jobs)).with("next",
        JsonWords.text(page.next().map(JobId::toString))));
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request, List.of("wait", "seen"));
    JobId id = jobId("job id", request.path().get(ID_SEGMENT));
    Optional<JobState> seen = query.text("seen").map(JobPaths::state);
    long waitMs = 1000 * query.number("wait", 0, settings.maxWaitMs() / 1000, 0);
    return HttpResponse.json(200, full(waitMs > 0 ? await(id, seen, waitMs) : job(id)));
  }

  private HttpResponse cancel(HttpRequest request) throws HttpRefusal {
    JobId id = jobId("job id", request.path().get(ID_SEGMENT));
    return HttpResponse.json(200, full(desk.ask(new Command.Cancel(id), Answer.OneJob.class).job()));
  }

  /** Until it has ended, or is in another state than {@code seen}, or the time is over. */
  private Job await(JobId id, Optional<JobState> seen, long waitMs) throws HttpRefusal {
    Job job = job(id);
    if (!waiting.tryAcquire()) {
      return job;
    }
    try {
      long startMs = clock.now().monoMs();
      long passedMs = 0;
      while (!job.state().terminal() && seen.orElse(job.state()) == job.state() && passedMs < waitMs) {
        long lookMs = passedMs < 10 * FIRST_LOOK_MS ? FIRST_LOOK_MS : LATER_LOOK_MS;
        if (!desk.pause(Math.min(lookMs, waitMs - passedMs))) {
          return job;
        }
        job = job(id);
        passedMs = clock.now().monoMs() - startMs;
      }
      return job;
    } finally {
      waiting.release();
    }
  }

  private Job job(JobId id) throws HttpRefusal {
    return desk.ask(new Command.Show(id), Answer.OneJob.class).job();
  }

  private Json.Obj full(Job job) throws HttpRefusal {
    return shapes.full(job, job.worker().isPresent() ? NodeNames.ask(desk) : NodeNames.none());
  }

  private static JobId jobId(String field, String text) {
    try {
      return JobId.parse(text);
    } catch (MalformedException malformed) {
      throw new MalformedException(field, MalformedException.NO_OFFSET, malformed.reason());
    }
  }

  private static JobState state(String word) {
    return Arrays.stream(JobState.values()).filter(state -> state.word().equals(word)).findFirst()
        .orElseThrow(() -> new MalformedException("state", MalformedException.NO_OFFSET, "expected one of "
            + String.join(", ", Arrays.stream(JobState.values()).map(JobState::word).toList())));
  }

  /** The header's draft standard writes the key as a quoted string; most clients do not. */
  private static String unquote(String key) {
    return key.matches("\"[^\"\\\\]*\"") ? key.substring(1, key.length() - 1) : key;
  }
}
