package org.sheratan.edge.cli.job;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.edge.cli.shell.Documents;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.cli.shell.TypedId;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

@Command(name = "submit", description = {"Submit a job. Its id is printed once the node has it on disk.",
    "--timeout is the job's own deadline here (default 5m)."}, footer = {"", "Examples:",
        "  sheratan job submit --kind read_file --param path=hello.txt --wait",
        "  sheratan job submit --kind hash_files --param root=. --needs cpu --priority high --timeout 10m",
        "  sheratan job submit --kind read_file --param path=sums.txt --depends-on k7f3q2ab-3-17"})
public final class JobSubmitCommand extends NodeCommand {
  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(300);
  private static final Duration GRACE = Duration.ofSeconds(15);
  /** Other nodes are asked for up to a minute. */
  private static final int COPIES_GRACE = 6;
  private static final double MICROS = 1e6;

  /** As the API spells them. */
  enum Priority {
    bulk, normal, high, emergency
  }

  @Option(names = "--kind", paramLabel = "KIND", completionCandidates = Kinds.class, description = {
      "What to run, such as read_file; sheratan tool list.", "By default what the task of --task is of."})
  private String kind = "";
  @Option(names = "--param", paramLabel = "NAME=TEXT", description = {
      "A parameter; NAME:=JSON gives it any JSON value.", "May be given many times."})
  private List<String> params = List.of();
  @Option(names = "--params-json", paramLabel = "FILE", description = "All parameters, a JSON object; - is stdin.")
  private String paramsJson = "";
  @Option(names = "--needs", paramLabel = "OFFER", split = ",", description = "Only nodes with this offer, such as gpu:8G.")
  private List<String> needs = List.of();
  @Option(names = "--priority", paramLabel = "PRIORITY", description = "bulk, normal, high or emergency.")
  private Priority priority = Priority.normal;
  @Option(names = "--max-price", paramLabel = "TOKENS", description = "Highest price to pay.")
  private BigDecimal maxPrice;
  @Option(names = "--max-attempts", paramLabel = "N", description = "Awards at most, 1 to 20.")
  private Integer maxAttempts;
  @Option(names = "--rerun-unknown", description = "Run it again even if an earlier run may have had its effect.")
  private boolean rerunUnknown;
  @Option(names = "--audit", description = "Run it only once auditors agree; sheratan gate show tells their votes.")
  private boolean audit;
  @Option(names = "--private", description = "Only this node and those whose key was confirmed here are told of it.")
  private boolean secret;
  @Option(names = "--durability", paramLabel = "N", description = "How many nodes keep it before it is accepted, 1 to 7.")
  private Integer durability;
  @Option(names = "--idempotency-key", paramLabel = "KEY", description = "Your name for this request; the same key gives the same job.")
  private String idempotencyKey;
  @Option(names = "--depends-on", paramLabel = "JOB", split = ",", description = "Begins once this job of the same node is completed.")
  private List<String> dependsOn = List.of();
  @Option(names = "--task", paramLabel = "TASK", description = {"The task it is done for; without --kind,",
      "its kind and parameters are taken, further ones added."})
  private String task = "";
  @Option(names = "--wait", description = "Wait for its end; exit status 1 when it failed, 7 when it expired.")
  private boolean wait;

  public JobSubmitCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    if (kind.isEmpty() && task.isEmpty()) {
      throw misuse("which kind? --kind, or --task with a task that has one");
    }
    Json.Obj typed = params();
    Api api = session().api();
    Json.Obj request = request(kind.isEmpty()
        ? ofTask(api, typed)
        : Json.Obj.EMPTY.with("kind", kind).with("params", typed));
    Json.Obj job = api.submit("/api/v1/jobs", request, Optional.ofNullable(idempotencyKey),
        GRACE.multipliedBy(durability == null ? 2 : COPIES_GRACE));
    if (!wait) {
      output.document(job);
      View view = new View(job);
      output.line(view.text("id"));
      if (view.text("state").equals("held")) {
        output.note(view.text("reason"));
        output.hint("it waits for a decision: ", "sheratan gate show " + view.text("id"));
      }
      return ExitStatus.OK;
    }
    if (!output.json()) {
      output.hint("it goes on when you stop waiting: ", "sheratan job show " + new View(job).text("id"));
    }
    Duration patience = session().timeout().orElse(DEFAULT_DEADLINE).plus(GRACE);
    return JobReport.ended(new JobFollower(api, output).follow(job, patience), output);
  }

  /** The kinds every node knows, to complete what is typed; what else the mesh runs sheratan tool list tells. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ToolCatalog.standard().names().iterator();
    }
  }

  /** What its task is of, with what is typed besides. */
  private Json.Obj ofTask(Api api, Json.Obj typed) throws CommandFailure {
    View found = new View(api.get("/api/v1/tasks/" + TypedId.checked(task, "task id", TaskId::parse,
        "sheratan mission list"), session().patience()));
    if (found.text("kind").isEmpty()) {
      throw misuse("which kind? Task " + task + " has none, so --kind is needed");
    }
    SortedMap<String, Json> params = new TreeMap<>(
        found.object("params").map(View::json).orElse(Json.Obj.EMPTY).fields());
    params.putAll(typed.fields());
    return Json.Obj.EMPTY.with("kind", found.text("kind")).with("params", Json.Obj.of(params));
  }

  /** @param of its kind and parameters */
  private Json.Obj request(Json.Obj of) throws CommandFailure {
    Json.Obj request = of
        .with("priority", priority.name())
        .with("needs", new Json.Arr(needs.stream().<Json>map(Json.Text::new).toList()))
        .with("rerun_unknown", rerunUnknown);
    if (secret) {
      request = request.with("data", "private");
    }
    if (audit) {
      request = request.with("audit", true);
    }
    if (durability != null) {
      request = request.with("durability", durability);
    }
    if (!task.isEmpty()) {
      request = request.with("task", task);
    }
    if (!dependsOn.isEmpty()) {
      request = request.with("depends_on", Json.Arr.ofTexts(dependsOn));
    }
    if (session().timeout().isPresent()) {
      request = request.with("timeout_s", new Json.Real(session().timeout().get().toMillis() / 1000.0));
    }
    if (maxPrice != null) {
      request = request.with("max_price_micros", Math.round(maxPrice.doubleValue() * MICROS));
    }
    return maxAttempts == null ? request : request.with("max_attempts", maxAttempts);
  }

  private Json.Obj params() throws CommandFailure {
    Json.Obj all = paramsJson.isEmpty() ? Json.Obj.EMPTY : Documents.read(paramsJson, session().terminal());
    for (String param : params) {
      int equals = param.indexOf('=');
      if (equals <= 0) {
        throw misuse("--param " + param + ": expected NAME=TEXT or NAME:=JSON");
      }
      boolean typed = param.charAt(equals - 1) == ':';
      String name = param.substring(0, typed ? equals - 1 : equals);
      String text = param.substring(equals + 1);
      all = all.with(name, typed ? json(name, text) : new Json.Text(text));
    }
    return all;
  }

  private static Json json(String name, String text) throws CommandFailure {
    try {
      return JsonReader.read(Bytes.utf8(text));
    } catch (MalformedException malformed) {
      throw new CommandFailure(ExitStatus.USAGE,
          "--param " + name + " at byte " + malformed.offset() + ": " + malformed.reason(),
          "--param " + Session.quoted(name + "=" + text) + ", if it is a text");
    }
  }

  private static CommandFailure misuse(String message) {
    return new CommandFailure(ExitStatus.USAGE, message, "sheratan job submit --help");
  }
}
