package org.sheratan.edge.http.original;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.health.HealthView;
import org.sheratan.core.health.SystemState;
import org.sheratan.core.health.Transition;
import org.sheratan.core.health.Window;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Clock;

/** {@code /api/system/state}: how the node is, how it came to be so, and what an operator wants it to be. */
final class StateCalls {
  private static final String PATH = "/api/system/state";
  private static final String USER = "user";
  private static final int MAX_LIMIT = 1_000;
  private static final int LIMIT = 50;

  private final NodeDesk desk;
  private final Clock clock;
  private final PartList parts;

  StateCalls(NodeDesk desk, Clock clock, PartList parts) {
    this.desk = desk;
    this.clock = clock;
    this.parts = parts;
  }

  void addTo(Router router) {
    router.on("GET", PATH, this::show).on("GET", PATH + "/history", this::history)
        .on("POST", PATH + "/transition", this::move)
        .on("GET", WhyCalls.PATH + "/state-transitions", this::transitions);
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    HealthView view = view();
    Answer.StatusReport report = desk.ask(new Command.Status(), Answer.StatusReport.class);
    long wallMs = clock.now().vouchedWallMs();
    Json.Obj health = Json.Obj.EMPTY
        .with("overall", view.down().isEmpty() ? "operational" : "degraded")
        .with("down", JsonWords.texts(view.down())).with("service_list", parts.json(report));
    return HttpResponse.json(200, Json.Obj.EMPTY.with("state", view.state().name())
        .with("since", Words.epoch(wallMs == 0 ? 0 : wallMs - view.sinceMs()))
        .with("duration_sec", view.sinceMs() / 1000).with("health", health)
        .with("counters", Json.Obj.EMPTY).with("last_transition", StateShape.latest(view)));
  }

  private HttpResponse history(HttpRequest request) throws HttpRefusal {
    int limit = Words.count(request, "limit", MAX_LIMIT, LIMIT);
    return HttpResponse.json(200, StateShape.json(StateShape.log(view(), limit)));
  }

  private HttpResponse transitions(HttpRequest request) throws HttpRefusal {
    int limit = Words.count(request, "limit", MAX_LIMIT, LIMIT);
    Window window = Words.window(request, Window.DAY);
    HealthView view = view();
    long wallMs = clock.now().vouchedWallMs();
    List<Transition> within = StateShape.log(view, limit).stream()
        .filter(each -> Words.within(window, each.wallMs(), wallMs)).toList();
    return HttpResponse.json(200, Json.Obj.EMPTY.with("ok", true).with("count", within.size())
        .with("window", window.word()).with("transitions", StateShape.json(within))
        .with("analysis", StateShape.analysis(within, view.state())));
  }

  /** To where it is already is no transition: the answer names the one that led there, and nothing changes. */
  private HttpResponse move(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body()));
    String word = Words.text(fields, "state", "");
    String reason = Words.text(fields, "reason", "").strip();
    if (word.isEmpty() || reason.isEmpty()) {
      return Detail.text(400, "Missing 'state' or 'reason'");
    }
    Json.Obj meta = fields.only(List.of("state", "reason", "actor", "meta")).optionalObject("meta")
        .map(Fields::json).orElse(Json.Obj.EMPTY);
    String actor = Words.text(fields, "actor", USER).strip();
    Optional<SystemState> to = Arrays.stream(SystemState.values()).filter(each -> each.name().equals(word))
        .findFirst();
    Optional<String> wrong = wrong(word, to, reason, actor, meta);
    if (wrong.isPresent()) {
      return Detail.text(400, wrong.get());
    }
    SystemState before = view().state();
    if (before == to.get()) {
      return moved(before, to.get(), reason, view());
    }
    try {
      return moved(before, to.get(), reason, desk
          .ask(new Command.MoveState(to.get(), reason, actor, meta), Answer.HealthShown.class).health());
    } catch (HttpRefusal refused) {
      if (refused.problem().status() == 409) {
        return Detail.text(400, "transition not allowed: " + before + " -> " + to.get());
      }
      throw refused;
    }
  }

  private static Optional<String> wrong(String word, Optional<SystemState> to, String reason, String actor,
      Json.Obj meta) {
    if (to.isEmpty()) {
      return Optional.of("Invalid state: " + Fields.shown(word));
    }
    if (reason.length() > Transition.MAX_REASON_CHARS) {
      return Optional.of("reason is longer than " + Transition.MAX_REASON_CHARS + " characters");
    }
    if (Transition.bytes(meta) > Transition.MAX_META_BYTES) {
      return Optional.of("meta is longer than " + Transition.MAX_META_BYTES + " bytes");
    }
    if (actor.isEmpty() || actor.length() > Transition.MAX_ACTOR_CHARS) {
      return Optional.of("actor has 1 to " + Transition.MAX_ACTOR_CHARS + " characters");
    }
    return actor.equals(Transition.SYSTEM)
        ? Optional.of("actor " + Transition.SYSTEM + " is the node itself")
        : Optional.empty();
  }

  private HttpResponse moved(SystemState from, SystemState to, String reason, HealthView view) {
    return HttpResponse.json(200, Json.Obj.EMPTY.with("ok", true).with("event", Json.Obj.EMPTY
        .with("event_id",
            view.transitions().isEmpty()
                ? JsonWords.NULL
                : new Json.Text(StateShape.id(view.transitions().getFirst())))
        .with("from", from.name()).with("to", to.name()).with("reason", reason)
        .with("timestamp", Words.epoch(clock.now().vouchedWallMs()))));
  }

  private HealthView view() throws HttpRefusal {
    return desk.ask(new Command.ShowHealth(), Answer.HealthShown.class).health();
  }
}
