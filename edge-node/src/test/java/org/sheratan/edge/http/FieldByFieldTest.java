package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.route.Operation;

/** Every member of every body that the API takes, wrong in every way: refused by its name, and nothing is left behind. */
class FieldByFieldTest {
  private static final long SEED = 11;
  private static final String LONG = "x".repeat(60_000);
  @TempDir
  Path folder;
  private final List<String> taken = new ArrayList<>();
  private int tried;

  @Test
  void shouldNameTheMemberThatIsWrongAndLeaveNothing() throws IOException {
    try (SimulatedApi api = new SimulatedApi(SEED, folder, true)) {
      ApiDocument document = new ApiDocument(api.get("/openapi.json"));
      ApiWorld world = new ApiWorld(api);
      RequestMaker maker = new RequestMaker(document, world, new Random(SEED), true);
      for (Operation operation : api.operations()) {
        if (operation.takes().isPresent()) {
          tryEach(api, document, maker, operation);
        }
      }
    }
    assertEquals("", String.join("\n", taken));
    assertTrue(tried > 300, tried + " tried");
  }

  private record Wrong(RequestMaker.Made request, String name, String how) {}

  private void tryEach(SimulatedApi api, ApiDocument document, RequestMaker maker, Operation operation) {
    Json.Obj shape = document.shape(operation.takes().orElseThrow());
    List<Wrong> all = new ArrayList<>();
    ((Json.Obj) shape.get("properties")).fields().forEach((name, reference) -> {
      Json.Obj least = least(maker, operation, shape, name);
      wrong(document.resolve(reference)).forEach(
          (how, value) -> all.add(new Wrong(asked(maker, operation, least.with(name, value)), name, how)));
      if (required(shape).contains(name)) {
        all.add(new Wrong(asked(maker, operation, least.without(name)), name, "missing"));
      }
    });
    Json.Obj least = least(maker, operation, shape, "");
    all.add(new Wrong(asked(maker, operation, least.with("surplus", 1)), "surplus", "unknown"));
    List<Json> before = api.census();
    all.forEach(one -> refused(api, one.request(), one.name(), one.how()));
    assertEquals(before, api.census(), operation.id());
  }

  private static RequestMaker.Made asked(RequestMaker maker, Operation operation, Json.Obj body) {
    return maker.valid(operation).bringing(RequestMaker.bytes(body));
  }

  private void refused(SimulatedApi api, RequestMaker.Made made, String name, String how) {
    HttpResponse response = api.call(made.method(), made.target(), made.headers(), made.body());
    String what = name + " " + how + ": " + made.method() + " " + made.target() + " → " + response.status()
        + " "
        + response.body().toUtf8();
    tried++;
    String field = ApiDocument.text(JsonReader.readObject(response.body(), SimulatedApi.LIMITS), "field");
    boolean named = field.equals(name) || field.startsWith(name + ".") || field.startsWith(name + "[");
    if (response.status() != 400 || !named) {
      taken.add(what);
    }
  }

  /** A body that would be taken, with no more than has to be there. */
  private static Json.Obj least(RequestMaker maker, Operation operation, Json.Obj shape, String name) {
    Json.Obj body = JsonReader.readObject(maker.valid(operation).body());
    Json.Obj least = Json.Obj.EMPTY;
    List<String> needed = required(shape);
    if (operation.id().equals("signIn")) {
      needed = name.equals("password") ? List.of(name) : List.of("setup_code", "new_password");
      body = Json.Obj.EMPTY.with("password", SimulatedApi.PASSWORD).with("setup_code", "K7F3-9QXM")
          .with("new_password", SimulatedApi.PASSWORD);
    }
    for (String one : needed) {
      least = least.with(one, body.get(one));
    }
    return least;
  }

  private static List<String> required(Json.Obj shape) {
    return shape.get("required") instanceof Json.Arr(List<Json> names)
        ? names.stream().map(name -> ((Json.Text) name).value()).toList()
        : List.of();
  }

  /** Values that the schema of a member does not allow, by what is wrong with them. */
  private static Map<String, Json> wrong(Json.Obj schema) {
    Map<String, Json> wrong = new LinkedHashMap<>();
    String type = ApiDocument.text(schema, "type");
    if (type.isEmpty()) {
      return wrong;
    }
    SortedMap<String, Json> each = new TreeMap<>(
        Map.of("string", new Json.Text("x"), "integer", Json.Int.of(3),
            "boolean", new Json.Bool(true), "array", new Json.Arr(List.of()), "object", Json.Obj.EMPTY));
    each.remove(type.equals("number") ? "integer" : type);
    each.forEach((other, value) -> wrong.put(other + " for " + type, value));
    if (type.equals("string")) {
      wrong.put("too long", new Json.Text(LONG));
    }
    if (schema.get("minLength") instanceof Json.Int
        || schema.get("pattern") instanceof Json.Text(String pattern)
            && !"".matches(pattern)) {
      wrong.put("empty", new Json.Text(""));
    }
    if (schema.get("enum") != null) {
      wrong.put("no choice", new Json.Text("perhaps"));
    }
    beyond(schema, "minimum", -1).ifPresent(value -> wrong.put("too little", value));
    beyond(schema, "maximum", 1).ifPresent(value -> wrong.put("too much", value));
    if (schema.get("maxItems") instanceof Json.Int(BigInteger most)) {
      List<Json> many = new ArrayList<>();
      for (int count = 0; count <= most.intValue(); count++) {
        many.add(new Json.Text("x" + count));
      }
      wrong.put("too many", new Json.Arr(many));
    }
    return wrong;
  }

  private static Optional<Json> beyond(Json.Obj schema, String bound, int by) {
    return switch (schema.get(bound)) {
      case Json.Int(BigInteger value) -> Optional.of(new Json.Int(value.add(BigInteger.valueOf(by))));
      case Json.Real(double value) -> Optional.of(new Json.Real(value + by));
      case null, default -> Optional.empty();
    };
  }

  /** At the door, before anybody looks where it leads: by its length, by its time. */
  @Test
  void shouldRefuseTenMegabytesAndBodiesThatDoNotComeOnEveryPath() throws IOException {
    FakeNode node = new FakeNode();
    HttpSettings quick = HttpSettings.loopback(0).withDeadlines(5_000, 200, 5_000, 5_000);
    try (RunningApi api = new RunningApi(node, quick);
        SimulatedApi paths = new SimulatedApi(SEED, folder, true)) {
      List<Operation> changing = paths.operations().stream().filter(one -> !one.method().equals("GET"))
          .toList();
      assertTrue(changing.size() > 30, changing.size() + " paths");
      for (Operation operation : changing) {
        String target = operation.path().replaceAll("\\{\\w+}", "x");
        assertEquals(413, answer(api, operation.method(), target, 10_000_000), operation.id());
        assertEquals(408, answer(api, operation.method(), target, 100), operation.id());
      }
      assertTrue(node.asked().isEmpty(), node.asked().toString());
    }
  }

  private static int answer(RunningApi api, String method, String target, int length) throws IOException {
    try (RawClient client = api.connect()) {
      client.send(RawClient.request(method, target, "", "Content-Type: application/json",
          "Content-Length: " + length) + "{");
      return client.response().status();
    }
  }
}
