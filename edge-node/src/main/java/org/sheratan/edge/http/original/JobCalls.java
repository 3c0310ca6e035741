package org.sheratan.edge.http.original;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.custody.CustodyLimits;
import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.core.mission.Task;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;
import org.sheratan.edge.relay.Relay;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;

/** {@code /api/tasks/ID/jobs}, {@code /api/jobs} and below. */
final class JobCalls {
  private static final String WHAT = "Job";
  private static final String PATH = "/api/jobs";
  private static final int ID_SEGMENT = 2;
  private static final int PREFIX_CHARS = 16;
  private static final String KEY = "idempotency_key";
  private static final String COMPLETED = "completed";
  private static final String FAILED = "failed";
  private static final int LOOKS = 40;
  private static final long LOOK_MS = 50;

  private final NodeDesk desk;
  private final RepeatCount repeats;
  private final Clock clock;
  private final Relay relay;

  JobCalls(NodeDesk desk, RepeatCount repeats, Clock clock, Relay relay) {
    this.desk = desk;
    this.relay = relay;
    this.repeats = repeats;
    this.clock = clock;
  }

  void addTo(Router router) {
    router.on("POST", TaskCalls.PATH + "/{id}/jobs", this::create).on("GET", PATH, this::list)
        .on("GET", PATH + "/{id}", this::show).on("PUT", PATH + "/{id}", this::replace)
        .on("POST", PATH + "/{id}/dispatch", this::dispatch).on("POST", PATH + "/{id}/sync", this::sync);
  }

  private HttpResponse create(HttpRequest request) throws HttpRefusal {
    Task task = TaskCalls.find(desk, request);
    JobSpec spec = JobOrder.read(JsonReader.readObject(request.body()), task);
    Command.Submit submit = new Command.Submit(spec, new Origin(Zone.CORE_V2, request.caller()));
    try {
      Answer.Accepted accepted = desk.ask(request.room(), submit, Answer.Accepted.class,
          CustodyLimits.patienceMs(spec));
      if (accepted.known()) {
        repeats.add(clock.now().monoMs());
      }
      return accepted.known() && tampered(accepted.job())
          ? tampered(accepted.job().id())
          : HttpResponse.json(200, JobShape.json(accepted.job(), accepted.known()));
    } catch (HttpRefusal refused) {
      Problem problem = JobFields.named(refused.problem());
      if (problem.code().equals("conflict") && problem.field().equals(Optional.of(KEY))) {
        return collision(spec, problem);
      }
      throw new HttpRefusal(problem);
    }
  }

  private HttpResponse collision(JobSpec spec, Problem problem) throws HttpRefusal {
    String key = spec.idempotencyKey().orElseThrow(() -> new HttpRefusal(problem));
    Answer.KeyUse use = desk.ask(new Command.FindKey(key), Answer.KeyUse.class);
    return Detail.of(409, Json.Obj.EMPTY.with("error", "IDEMPOTENCY_KEY_COLLISION").with(KEY, key)
        .with("existing_job_id", OwnedUuid.of(use.job()))
        .with("existing_hash_prefix", prefix(use.requestHash()))
        .with("new_hash_prefix", prefix(CanonicalJson.sha256(JobShape.payload(spec)))));
  }

  private static String prefix(Bytes hash) {
    return hash.toHex().substring(0, PREFIX_CHARS);
  }

  /** The signed receipt says what the result was. */
  private static boolean tampered(Job job) {
    return job.receipt().isPresent() && job.result().isPresent()
        && !CanonicalJson.sha256(job.result().get()).equals(job.receipt().get().resultHash());
  }

  private static HttpResponse tampered(JobId id) {
    return Detail.of(403, Json.Obj.EMPTY.with("error", "IDEMPOTENT_RESULT_TAMPERED")
        .with("existing_job_id", OwnedUuid.of(id)));
  }

  private HttpResponse list(HttpRequest request) throws HttpRefusal {
    return new WholeList<JobId>(request, (after, limit) -> {
      Answer.Jobs page = desk.ask(new Command.ListJobs(Optional.empty(), after, limit), Answer.Jobs.class);
      List<WholeList.Item<JobId>> items = page.jobs().stream()
          .map(job -> new WholeList.Item<JobId>(job.id(), () -> JobShape.json(job, false))).toList();
      return new WholeList.Page<>(items, page.next());
    }).oldestFirst();
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    return HttpResponse.json(200, JobShape.json(find(request), false));
  }

  private Job find(HttpRequest request) throws HttpRefusal {
    return asked(new Command.Show(id(request)));
  }

  private Job asked(Command command) throws HttpRefusal {
    return Words.known(WHAT, () -> desk.ask(command, Answer.OneJob.class)).job();
  }

  /** Of the full model only a job's end can be asked for; an accepted request is what it is. */
  private HttpResponse replace(HttpRequest request) throws HttpRefusal {
    JobChange change = JobChange.read(JsonReader.readObject(request.body()));
    Job job = find(request);
    Optional<String> fixed = change.differsIn(job);
    if (fixed.isPresent()) {
      return Detail.text(409, fixed.get() + " of an accepted job stays as it is");
    }
    if (change.status().equals(JobShape.status(job.state()))) {
      return HttpResponse.json(200, JobShape.json(job, false));
    }
    if (!change.ends() || job.state().terminal()) {
      return Detail.text(409,
          "a job that is " + JobShape.status(job.state()) + " is not made " + change.status() + " by hand");
    }
    return HttpResponse.json(200, JobShape.json(asked(new Command.Cancel(job.id())), false));
  }

  /** The node dispatches by itself; this says how the job stands. */
  private HttpResponse dispatch(HttpRequest request) throws HttpRefusal {
    Job job = find(request);
    String status = job.state().terminal() ? JobShape.status(job.state()) : "queued";
    return HttpResponse.json(200,
        Json.Obj.EMPTY.with("status", status).with("job_id", OwnedUuid.of(job.id())));
  }

  /** What a worker outside brings becomes the job's result by the same way as a file it lays down. */
  private HttpResponse sync(HttpRequest request) throws HttpRefusal {
    Job job = find(request);
    Optional<Json.Obj> result = request.body().length() == 0
        ? Optional.empty()
        : brought(JsonReader.readObject(request.body()));
    if (result.isPresent() && !job.state().terminal()) {
      if (!bring(job.id(), result.get())) {
        return Detail.text(409,
            "this job is not with a worker outside, so nobody outside can bring its result");
      }
      job = soonEnded(job);
    }
    return HttpResponse.json(job.state().terminal() ? 200 : 202, JobShape.json(job, false));
  }

  /** Empty while a worker says that it is still at work. */
  static Optional<Json.Obj> brought(Json.Obj body) {
    Fields fields = Fields.of(body).only(List.of("status", "result"));
    Optional<Json.Obj> result = fields.optionalObject("result").map(Fields::json);
    return switch (fields.oneOf("status", COMPLETED, JobChange.STATUSES)) {
      case COMPLETED -> result;
      case FAILED -> Optional.of(result.orElse(Json.Obj.EMPTY).with("ok", false));
      default -> Optional.empty();
    };
  }

  private boolean bring(JobId job, Json.Obj result) throws HttpRefusal {
    try {
      return relay.tool().isPresent() && relay.tool().get().bring(job, result);
    } catch (IOException unwritten) {
      throw new HttpRefusal(Problem.of(507, "storage", "The result cannot be written",
          "the result cannot be laid down: " + unwritten.getClass().getSimpleName()));
    }
  }

  /** The result is taken up in a moment; a client that waits for it need not ask again. */
  private Job soonEnded(Job job) throws HttpRefusal {
    Job seen = job;
    for (int look = 0; look < LOOKS && !seen.state().terminal() && desk.pause(LOOK_MS); look++) {
      seen = asked(new Command.Show(job.id()));
    }
    return seen;
  }

  private static JobId id(HttpRequest request) throws HttpRefusal {
    return Words.id(WHAT, request.path().get(ID_SEGMENT), OwnedUuid::job);
  }
}
