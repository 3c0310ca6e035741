package org.sheratan.edge.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonLimits;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.message.Draft;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.sim.Fleet;
import org.sheratan.core.sim.FleetPlan;
import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.AccessRecord;
import org.sheratan.edge.access.TokenBook;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.door.RequestHead;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.NodeGate;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.PacketLog;
import org.sheratan.edge.http.route.RegionGate;
import org.sheratan.edge.trace.TraceFixtures;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.lora.SelfTestReport;

/** The whole API but its sockets, over the first of three real nodes in virtual time; its radio and listener are pretended. */
final class SimulatedApi implements NodeGate, AutoCloseable {
  static final String PASSWORD = "correct horse battery";
  static final JsonLimits LIMITS = JsonLimits.ours(16 * 1024 * 1024);
  private static final int NODES = 3;
  private static final long CONVERGED_MS = 120_000;
  private static final long LONGEST_ANSWER_MS = 700_000;

  private final Fleet fleet;
  private final WholeApi api;
  private final PacketLog packets;
  private final WaitingRelay relay;

  /** @param password whether one is set */
  SimulatedApi(long seed, Path folder, boolean password) {
    fleet = Fleet.live(FleetPlan.calm(NODES, seed, FleetPlan.Shape.MESH));
    fleet.advance(CONVERGED_MS);
    Clock clock = () -> Now.monotonic(fleet.nowMs());
    packets = new PacketLog(clock);
    relay = new WaitingRelay(folder, clock);
    FakeRadio radio = FakeRadio.up("EU868", new SendTime.Immediately()).finding(new SelfTestReport(
        List.of(new SelfTestReport.Check("handshake", SelfTestReport.Result.PASS, "RNode 1.86"))));
    int[] counter = {0};
    SecureRandomness secrets = length -> {
      Bytes all = Bytes.utf8("x".repeat(length) + ++counter[0]);
      return all.slice(all.length() - length);
    };
    Access access = new Access(record -> {}, AccessRecord.FRESH, secrets, clock);
    if (password) {
      try {
        access.setPassword(PASSWORD, access.passwordsSet());
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    api = WholeApi.of(HttpSettings.loopback(0),
        new ApiParts(this, RunningApi.TOKEN, TokenBook.inMemory(secrets, clock), Fleet.network(), clock,
            Runnable::run, FakeNode.LINKS, Optional.of(radio), Optional.of(new PretendedRegion()),
            Optional.of(packets), Optional.of(new FakeLan()),
            Optional.of(TraceFixtures.written(folder, 1_000_000, 0, 30)), Optional.of(relay.desk()), true),
        access,
        secrets);
    // Whoever waits for news is answered at once.
    api.desk().close();
  }

  /** Keeps the region in memory. */
  private static final class PretendedRegion implements RegionGate {
    private Optional<String> region = Optional.of("EU868");

    @Override
    public Optional<String> region() {
      return region;
    }

    @Override
    public Change set(Region next) {
      Optional<String> before = region;
      region = Optional.of(next.name());
      return new Change(before, next, Path.of("/etc/sheratan.toml"),
          FakeRadio.up(next.name(), new SendTime.Immediately()).plan().conformance());
    }
  }

  List<Operation> operations() {
    return api.router().operations();
  }

  PacketLog packets() {
    return packets;
  }

  /** Lets everything happen that is due within so long. */
  void pass(long ms) {
    fleet.advance(fleet.nowMs() + ms);
  }

  /** One more job waits for a worker outside. */
  void handOut() {
    relay.handOut();
  }

  /** What the second node answers. */
  <A extends Answer> A neighbor(Command command, Class<A> type) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    fleet.ask(1, command, answer::complete);
    return type.cast(answered(answer));
  }

  /** The second node's owner writes to the first's. */
  void hear(String text) {
    String self = ((Json.Text) get("/api/v1/status").get("id")).value();
    Draft words = new Draft(new Recipient.Node(new NodeId(Bytes.hex(self))), text, Priority.NORMAL, 3_600_000,
        Optional.empty());
    neighbor(new Command.SendMessage(words), Answer.MessageAccepted.class);
  }

  @Override
  public CompletableFuture<Answer> ask(Command command) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    if (!fleet.ask(0, command, answer::complete)) {
      throw new IllegalStateException("the node is down");
    }
    answered(answer);
    return answer;
  }

  private Answer answered(CompletableFuture<Answer> answer) {
    long endMs = fleet.nowMs() + LONGEST_ANSWER_MS;
    while (!answer.isDone() && fleet.nowMs() < endMs) {
      fleet.advance(fleet.nextDueMs());
    }
    return answer.join();
  }

  /** As the door would answer; {@code headers} beside Host and the token. */
  HttpResponse call(String method, String target, Map<String, String> headers, Bytes body) {
    SortedMap<String, String> all = new TreeMap<>(
        Map.of("authorization", "Bearer " + RunningApi.TOKEN.secret(), "content-type", "application/json"));
    all.putAll(headers);
    all.values().removeIf(String::isEmpty);
    RequestHead head = new RequestHead(method, target, 1, "localhost:8081", all, body.length());
    try {
      return api.application().apply(HttpRequest.of(head, body, "127.0.0.1"));
    } catch (MalformedException malformed) {
      return HttpResponse.problem(Problem.invalid(malformed.field(), malformed.reason(), ""));
    }
  }

  /** The answer to what has to go well. */
  Json.Obj get(String target) {
    return whole(target, call("GET", target, Map.of(), Bytes.EMPTY));
  }

  /** The answer to what has to go well. */
  Json.Obj post(String target, String body) {
    return whole(target, call("POST", target, Map.of(), Bytes.utf8(body)));
  }

  private static Json.Obj whole(String target, HttpResponse response) {
    if (response.status() >= 300) {
      throw new AssertionError(target + ": " + response.status() + " " + response.body().toUtf8());
    }
    return JsonReader.readObject(response.body(), LIMITS);
  }

  /** Everything that is listed and does not change by itself: what a refused request must leave alone. */
  List<Json> census() {
    List<Json> all = new ArrayList<>();
    for (String target : List.of("jobs?limit=1000", "missions?limit=1000", "schedules", "messages?limit=1000",
        "groups", "dead-letters?limit=1000", "gate/held?limit=1000", "regions", "tokens")) {
      all.add(names(get("/api/v1/" + target)));
    }
    for (Json mission : ((Json.Arr) get("/api/v1/missions?limit=1000").get("missions")).items()) {
      String id = ((Json.Text) ((Json.Obj) mission).get("id")).value();
      all.add(names(get("/api/v1/missions/" + id + "/tasks?limit=1000")));
      all.add(names(get("/api/v1/missions/" + id + "/chains")));
    }
    for (Json node : ((Json.Arr) get("/api/v1/nodes").get("nodes")).items()) {
      all.add(((Json.Obj) node).get("trust"));
    }
    all.add(get("/api/v1/status").get("lan"));
    all.add(get("/api/v1/radio").get("trial"));
    return all;
  }

  /** Which things a list has, not how they are: jobs go on by themselves. */
  private static Json names(Json value) {
    return switch (value) {
      case Json.Arr(List<Json> items) -> new Json.Arr(items.stream().map(SimulatedApi::names).toList());
      case Json.Obj object when object.get("id") != null -> object.get("id");
      case Json.Obj object when object.get("scope") != null -> object.get("name");
      case Json.Obj(SortedMap<String, Json> fields) -> {
        Map<String, Json> named = new TreeMap<>();
        fields.forEach((name, field) -> named.put(name, names(field)));
        yield Json.Obj.of(named);
      }
      default -> value;
    };
  }

  @Override
  public void close() {
    api.close();
    relay.close();
  }
}
