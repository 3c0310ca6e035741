package org.sheratan.edge.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.radio.mesh.Group;
import org.sheratan.radio.secure.JoinCode;

/** What there is behind an API to ask about: some of everything, and more whenever an operation would use it up. */
final class ApiWorld {
  private static final String HELD = "{\"kind\":\"sim_hash\",\"params\":{\"path\":\"/data/x\"}}";
  private static final int SETTLED_MS = 60_000;
  private static final long LONG_MS = 600_000;
  /** Of groups, and more of everything else, a node may have so many. */
  private static final int MOST_MADE = 24;
  private final SimulatedApi api;
  private final SortedMap<String, List<String>> names = new TreeMap<>();
  private int made;

  ApiWorld(SimulatedApi api) {
    this.api = api;
    names.put("file", List.of("main.js", "words.json", "style.css", "icon.svg"));
    names.put("kind", List.of("sim_hash", "sim_append", "ping"));
    names.put("region", List.of("EU868", "UK868"));
    names.put("words", List.of("every 15 min sim_hash",
        "every 1 h sim_hash root=docs when files.0.size > 3 then run sim_hash"));
    names.put("password", List.of(SimulatedApi.PASSWORD));
    names.put("fingerprint", List.of("aaaa-bbbb-cccc-dddd-eeee-ffff-gggg-hhhh"));
    names.put("source_zone", List.of("output", "api"));
    List<String> nodes = new ArrayList<>(List.of("n1", "n2"));
    ((Json.Arr) api.get("/api/v1/nodes").get("nodes")).items()
        .forEach(node -> nodes.add(id((Json.Obj) node)));
    names.put("node", nodes);
    names.put("peer", List.of("n1", "n2"));
    String mission = fresh("mission", "");
    String task = made("task", "/api/v1/missions/" + mission + "/tasks",
        "{\"name\":\"first\",\"kind\":\"sim_hash\"}");
    names.put("chain", new ArrayList<>(
        List.of(made("chain", "/api/v1/chains", "{\"kind\":\"sim_hash\",\"task\":\"" + task + "\"}"),
            made("chain", "/api/v1/missions/plan",
                "{\"title\":\"plan\",\"steps\":[{\"name\":\"first\",\"kind\":\"sim_hash\"}]}"))));
    for (String job : List.of("{\"kind\":\"sim_hash\"}", "{\"kind\":\"sim_hash\",\"timeout_s\":0.1}", HELD,
        "{\"kind\":\"sim_hash\",\"task\":\"" + task + "\"}")) {
      made("job", "/api/v1/jobs", job);
    }
    made("schedule", "/api/v1/schedules", "{\"schedule\":\"every 15 min sim_hash\"}");
    made("message", "/api/v1/messages", "{\"to\":\"n1\",\"text\":\"Tea is ready\"}");
    made("message", "/api/v1/messages", "{\"to\":\"n2\",\"text\":\"Now\",\"priority\":\"emergency\"}");
    fresh("token", "");
    names.put("kinds", List.of(WaitingRelay.KIND));
    fresh("claim", "");
    String group = fresh("group", "");
    String code = text(api.post("/api/v1/groups/" + group + "/invitations", "{}"), "code");
    api.neighbor(new Command.JoinGroup(JoinCode.parse(code), LONG_MS), Answer.OneGroup.class);
    Group other = api.neighbor(new Command.CreateGroup("shed"), Answer.OneGroup.class).group();
    names.put("code",
        List.of(api.neighbor(new Command.InviteToGroup(other.id(), LONG_MS), Answer.Invited.class)
            .code().text(), "K7F3-9QXM"));
    api.hear("Bring water");
    api.pass(SETTLED_MS);
    ((Json.Arr) api.get("/api/v1/messages").get("messages")).items()
        .forEach(message -> names.get("message").add(id((Json.Obj) message)));
    names.put("to", List.of("n1", "n2", "group:" + fresh("group", "")));
    names.put("depends_on", names.get("job"));
    names.put("id", List.of("00000040", "40"));
    names.put("job_id", names.get("job"));
  }

  private String made(String name, String target, String body) {
    String id = id(api.post(target, body));
    names.computeIfAbsent(name, first -> new ArrayList<>()).add(id);
    return id;
  }

  private static String id(Json.Obj thing) {
    return text(thing, "id");
  }

  private static String text(Json.Obj thing, String name) {
    return ((Json.Text) thing.get(name)).value();
  }

  /** Names of things of that kind that are there, or were. */
  List<String> known(String member) {
    return names.getOrDefault(member.equals("schedule") ? "words" : member, List.of());
  }

  /** What to put into a path. */
  String path(String parameter, Operation operation, Random random) {
    boolean uses = !operation.method().equals("GET") && random.nextInt(3) == 0;
    String fresh = uses && made < MOST_MADE ? fresh(parameter, operation.id()) : "";
    List<String> there = names.get(parameter);
    return fresh.isEmpty() ? there.get(random.nextInt(there.size())) : fresh;
  }

  /** One more of it, as that operation needs it; empty where there is no need for more. */
  private String fresh(String parameter, String operation) {
    made++;
    return switch (parameter) {
      case "mission" -> made(parameter, "/api/v1/missions", "{\"title\":\"m" + made + "\"}");
      case "group" -> made(parameter, "/api/v1/groups", "{\"name\":\"g" + made + "\"}");
      case "token" -> {
        api.post("/api/v1/tokens", "{\"name\":\"t" + made + "\",\"scope\":\"read\"}");
        names.computeIfAbsent(parameter, first -> new ArrayList<>()).add("t" + made);
        yield "t" + made;
      }
      case "schedule" -> made(parameter, "/api/v1/schedules", "{\"schedule\":\"every 15 min sim_hash\"}");
      case "claim" -> claim();
      case "job" -> job(operation);
      default -> "";
    };
  }

  private String claim() {
    api.handOut();
    String asked = "{\"worker\":\"w" + made + "\",\"kinds\":[\"" + WaitingRelay.KIND + "\"]}";
    Json.Obj given = api.post("/api/v1/relay/claims", asked);
    while (given.get("claim") instanceof Json.Null) {
      Thread.onSpinWait();
      given = api.post("/api/v1/relay/claims", asked);
    }
    String claim = text(given, "claim");
    names.computeIfAbsent("claim", first -> new ArrayList<>()).add(claim);
    return claim;
  }

  private String job(String operation) {
    return switch (operation) {
      case "approveJob", "rejectJob" -> made("job", "/api/v1/jobs", HELD);
      case "requeueJob" -> {
        String job = made("job", "/api/v1/jobs", "{\"kind\":\"sim_hash\",\"timeout_s\":0.1}");
        api.pass(1_000);
        yield job;
      }
      default -> made("job", "/api/v1/jobs", "{\"kind\":\"sim_hash\"}");
    };
  }
}
