package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.AccessRecord;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.kernel.Bytes;

/** What the node serves at {@code /openapi.json} is an OpenAPI 3.1 document, of everything it serves, without loose ends. */
class OpenApiLintTest {
  private static final JsonSchemaFactory FACTORY = JsonSchemaFactory
      .getInstance(SpecVersion.VersionFlag.V202012);
  @AutoClose
  private final RunningApi api = RunningApi.over(new FakeNode());
  private ApiDocument document;

  @BeforeEach
  void read() throws IOException {
    RawResponse response = api.call("GET", "/openapi.json", "", "Authorization:");
    assertEquals(200, response.status());
    document = new ApiDocument(JsonReader.readObject(response.body(), SimulatedApi.LIMITS));
  }

  private Map<String, Json> paths() {
    return ((Json.Obj) document.json().get("paths")).fields();
  }

  /** Method and path of each. */
  private Map<String, Json.Obj> operations() {
    Map<String, Json.Obj> all = new TreeMap<>();
    paths().forEach((path, item) -> ((Json.Obj) item).fields()
        .forEach((method, operation) -> all.put(method + " " + path, (Json.Obj) operation)));
    return all;
  }

  @Test
  void shouldKeepTheStandard() throws IOException {
    try (var file = OpenApiLintTest.class.getResourceAsStream("/openapi-3.1.schema.json")) {
      JsonSchema standard = FACTORY.getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      assertEquals(Set.of(), complaints(standard, document.json()));
      assertFalse(complaints(standard, document.json().without("info")).isEmpty(), "it is awake");
    }
  }

  @Test
  void shouldHaveSchemasThatAreSchemas() {
    JsonSchema standard = FACTORY
        .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    ((Json.Obj) ApiDocument.at(document.json(), "components", "schemas")).fields()
        .forEach((name, shape) -> assertEquals(Set.of(), complaints(standard, shape), name));
    operations().forEach((name, operation) -> {
      if (operation.get("parameters") instanceof Json.Arr(List<Json> parameters)) {
        parameters.forEach(
            one -> assertEquals(Set.of(), complaints(standard, ApiDocument.at(one, "schema")), name));
      }
    });
  }

  private static Set<?> complaints(JsonSchema standard, Json value) {
    return standard.validate(CanonicalJson.text(value), InputFormat.JSON);
  }

  @Test
  void shouldLeadEveryReferenceSomewhereAndHaveNoShapeThatNobodyNames() {
    SortedSet<String> named = new TreeSet<>(document.references());
    named.forEach(reference -> assertNotNull(
        ApiDocument.at(document.json(), reference.substring(2).split("/")), reference));
    for (String kind : List.of("schemas", "responses", "headers")) {
      ((Json.Obj) ApiDocument.at(document.json(), "components", kind)).fields().keySet().forEach(
          name -> assertTrue(named.contains("#/components/" + kind + "/" + name), kind + " " + name));
    }
  }

  @Test
  void shouldSayOfEveryOperationWhatItIs() {
    SortedSet<String> ids = new TreeSet<>();
    operations().forEach((name, operation) -> {
      assertTrue(ids.add(ApiDocument.text(operation, "operationId")), name);
      assertTrue(ApiDocument.text(operation, "summary").endsWith("."), name);
      Set<String> statuses = ((Json.Obj) operation.get("responses")).fields().keySet();
      assertTrue(statuses.stream().anyMatch(status -> status.startsWith("2")), name);
      assertTrue(statuses.stream().anyMatch(status -> status.startsWith("4")), name);
      assertFalse(statuses.contains("500"), "a bug is nothing to be promised: " + name);
      assertFalse(document.takes(operation).isPresent() && name.startsWith("get "), name);
      Set<String> inPath = Pattern.compile("\\{(\\w+)}").matcher(name).results().map(found -> found.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(inPath, parameters(operation, "path"), name);
    });
    assertTrue(ids.size() > 60, ids.toString());
  }

  private static Set<String> parameters(Json.Obj operation, String place) {
    return operation.get("parameters") instanceof Json.Arr(List<Json> all)
        ? all.stream().filter(one -> ApiDocument.text(one, "in").equals(place))
            .map(one -> ApiDocument.text(one, "name")).collect(Collectors.toCollection(TreeSet::new))
        : Set.of();
  }

  @Test
  void shouldAskForMoreThanLookingWhereverSomethingChanges() {
    try (WholeApi whole = whole()) {
      for (Operation operation : whole.router().operations()) {
        boolean looks = operation.method().equals("GET");
        assertTrue(looks || operation.scope() != Scope.READ, operation.id());
        assertTrue(!looks || List.of(Scope.NONE, Scope.READ).contains(operation.scope())
            || operation.path().startsWith("/api/v1/tokens"), operation.id());
        Json.Obj described = document.operation(operation.method(), operation.path());
        Json.Arr security = (Json.Arr) described.get("security");
        assertEquals(operation.scope() == Scope.NONE, security.items().isEmpty(), operation.id());
        assertTrue(operation.scope() == Scope.NONE || CanonicalJson.text(security)
            .contains("\"token\":[\"" + operation.scope().word() + "\"]"), operation.id());
      }
      assertEquals(whole.router().operations().size(), operations().size());
    }
  }

  private static WholeApi whole() {
    Access access = new Access(record -> {}, AccessRecord.FRESH, length -> Bytes.copyOf(new byte[length]),
        RunningApi.CLOCK);
    return WholeApi.of(HttpSettings.loopback(0),
        new ApiParts(new FakeNode(), RunningApi.TOKEN, RunningApi.tokens(), FakeNode.NETWORK,
            RunningApi.CLOCK, Runnable::run,
            FakeNode.LINKS, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), false),
        access, length -> Bytes.copyOf(new byte[length]));
  }

  @Test
  void shouldBeTheSameBytesEachTimeAndTellSo() throws IOException {
    RawResponse first = api.get("/openapi.json");
    String tag = first.header("etag");
    assertEquals(first.body(), api.get("/openapi.json").body());
    assertEquals(304, api.call("GET", "/openapi.json", "", "If-None-Match: " + tag).status());
    try (RunningApi other = RunningApi.over(new FakeNode())) {
      assertEquals(200, other.call("GET", "/openapi.json", "", "If-None-Match: \"other\"").status());
      assertEquals(tag, other.get("/openapi.json").header("etag"));
    }
  }

  /** Rows are {@code | `/path` | GET, POST | …}; a row without a path goes on with the one above it. */
  @Test
  void shouldHaveARowInTheManualForEveryOperation() throws IOException {
    String manual = Files.readString(Path.of(System.getProperty("sheratan.root"), "docs/api.md"));
    SortedSet<String> rows = new TreeSet<>();
    List<String> above = List.of();
    for (String line : manual.lines().filter(line -> line.startsWith("| ")).toList()) {
      String[] cells = line.split("\\|");
      List<String> paths = Pattern.compile("`(/[^`?]*)`").matcher(cells[1]).results()
          .map(found -> found.group(1).replaceAll("/([A-Z]+|s3)(?=/|$)", "/{}")).toList();
      above = paths.isEmpty() && cells[1].isBlank() ? above : paths;
      for (String path : above) {
        Pattern.compile("GET|POST|PUT|DELETE").matcher(cells[2]).results()
            .forEach(method -> rows.add(method.group() + " " + path));
      }
    }
    SortedSet<String> served = new TreeSet<>();
    operations().keySet().stream().filter(name -> !name.contains(" /page") && !name.endsWith(" /"))
        .forEach(name -> served.add(name.substring(0, name.indexOf(' ')).toUpperCase(Locale.ROOT)
            + name.substring(name.indexOf(' ')).replaceAll("\\{\\w+}", "{}")));
    assertEquals(List.of(), served.stream().filter(each -> !rows.contains(each)).toList(),
        "served, not told");
    assertEquals(List.of(), rows.stream().filter(each -> !served.contains(each)).toList(),
        "told, not served");
  }
}
