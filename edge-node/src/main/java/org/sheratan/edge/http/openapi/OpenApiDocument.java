package org.sheratan.edge.http.openapi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.core.json.Json;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.door.ReasonPhrase;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Ownership;
import org.sheratan.edge.http.route.Parameter;
import org.sheratan.edge.http.route.Reply;

/**
 * What operations are, as an OpenAPI 3.1 document (spec.openapis.org/oas/v3.1.1). The same operations give the same document,
 * whatever their order.
 */
final class OpenApiDocument {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String PROBLEM = "application/problem+json";
  private static final String DESCRIPTION = "description";
  private static final String SCHEMA = "schema";
  private static final Map<String, String> HEADERS = new TreeMap<>(Map.of(
      "ETag", "Names this state of what was answered.",
      "Location", "The path of what was made.",
      "Set-Cookie", "The cookie of the session.",
      "Retry-After", "Whole seconds after which it is worth trying again."));
  private static final String ABOUT = "What a node of the mesh does, and how to ask it. Bodies are JSON objects of at most 65,536 bytes "
      + "and 32 levels; unknown members and parameters are refused, a member that is null counts as absent. New members may "
      + "appear in answers. HEAD is GET without the body, OPTIONS names the methods of a path. A request that is no well-formed "
      + "HTTP/1.1 is answered 400, 408, 413, 414, 431, 501 or 505 before any operation. docs/api.md tells more.";

  private static final String MAKER = "A token of the scope submit may do this to what it made itself, and to what belongs to its missions and schedules; to anything else it takes operate.";

  private OpenApiDocument() {}

  /** @param version of the program */
  static Json.Obj of(Collection<Operation> operations, String version) {
    SortedMap<String, SortedMap<String, Json>> paths = new TreeMap<>();
    SortedSet<String> tags = new TreeSet<>();
    SortedSet<Integer> problems = new TreeSet<>();
    for (Operation operation : operations) {
      paths.computeIfAbsent(operation.path(), path -> new TreeMap<>())
          .put(operation.method().toLowerCase(Locale.ROOT), operation(operation));
      tags.add(tag(operation));
      problems.addAll(operation.problems());
    }
    SortedMap<String, Json> items = new TreeMap<>();
    paths.forEach((path, methods) -> items.put(path, Json.Obj.of(methods)));
    return Json.Obj.EMPTY.with("openapi", "3.1.0").with("info", info(version))
        .with("servers",
            new Json.Arr(List.of(Json.Obj.EMPTY.with("url", "/").with(DESCRIPTION, "This node."))))
        .with("tags", new Json.Arr(tags.stream().<Json>map(OpenApiDocument::tag).toList()))
        .with("paths", Json.Obj.of(items))
        .with("components",
            Json.Obj.EMPTY.with("schemas", Shapes.all()).with("responses", responses(problems))
                .with("headers", headers()).with("securitySchemes", security()));
  }

  private static Json.Obj info(String version) {
    return Json.Obj.EMPTY.with("title", "Sheratan Edge").with("version", version).with(DESCRIPTION, ABOUT)
        .with("license", Json.Obj.EMPTY.with("name", "Apache 2.0").with("identifier", "Apache-2.0"));
  }

  private static Json.Obj operation(Operation operation) {
    Json.Obj shape = Json.Obj.EMPTY.with("operationId", operation.id()).with("summary", operation.summary())
        .with("tags", Json.Arr.ofTexts(List.of(tag(operation)))).with("security", security(operation.scope()))
        .with("responses", responses(operation));
    if (operation.ownership() == Ownership.MAKER) {
      shape = shape.with(DESCRIPTION, MAKER);
    }
    List<Json> parameters = parameters(operation);
    shape = parameters.isEmpty() ? shape : shape.with("parameters", new Json.Arr(parameters));
    return operation.takes().isEmpty()
        ? shape
        : shape.with("requestBody", Json.Obj.EMPTY.with("required", true).with("content",
            content(Reply.JSON, reference(operation.takes().get()))));
  }

  private static List<Json> parameters(Operation operation) {
    List<Json> all = new ArrayList<>();
    Arrays.stream(operation.path().split("/")).filter(segment -> segment.startsWith("{"))
        .forEach(segment -> all.add(Json.Obj.EMPTY.with("name", segment.substring(1, segment.length() - 1))
            .with("in", "path").with("required", true)
            .with(SCHEMA, Json.Obj.EMPTY.with("type", "string").with("minLength", 1))));
    for (Parameter one : operation.parameters()) {
      all.add(Json.Obj.EMPTY.with("name", one.name()).with("in", one.place().word())
          .with(DESCRIPTION, one.text()).with(SCHEMA, one.schema()));
    }
    return all;
  }

  /** Several answers of one status differ in the type of their bodies. */
  private static Json.Obj responses(Operation operation) {
    SortedMap<String, Json> all = new TreeMap<>();
    for (int status : operation.problems()) {
      all.put(Integer.toString(status),
          Json.Obj.EMPTY.with("$ref", "#/components/responses/" + name(status)));
    }
    for (Reply reply : operation.replies()) {
      String status = Integer.toString(reply.status());
      boolean refused = operation.problems().contains(reply.status());
      Json.Obj known = refused
          ? problem(reply.status())
          : (Json.Obj) all.getOrDefault(status,
              Json.Obj.EMPTY.with(DESCRIPTION, ReasonPhrase.of(reply.status()) + "."));
      all.put(status, with(known, reply));
    }
    return Json.Obj.of(all);
  }

  private static Json.Obj with(Json.Obj response, Reply reply) {
    Json.Obj content = response.get("content") instanceof Json.Obj known ? known : Json.Obj.EMPTY;
    Json.Obj body = reply.schema().isEmpty()
        ? Json.Obj.EMPTY.with(SCHEMA, Json.Obj.EMPTY.with("type", "string"))
        : Json.Obj.EMPTY.with(SCHEMA, reference(reply.schema()));
    Json.Obj whole = reply.type().isEmpty()
        ? response
        : response.with("content", content.with(reply.type(), body));
    return reply.headers().isEmpty() ? whole : whole.with("headers", headers(reply.headers()));
  }

  private static Json.Obj responses(Collection<Integer> problems) {
    Json.Obj all = Json.Obj.EMPTY;
    for (int status : problems) {
      all = all.with(name(status), problem(status));
    }
    return all;
  }

  private static Json.Obj problem(int status) {
    return Json.Obj.EMPTY.with(DESCRIPTION, ReasonPhrase.of(status) + ".")
        .with("headers", headers(List.of("Retry-After")))
        .with("content", content(PROBLEM, reference("Problem")));
  }

  /** Such as {@code NotFound}. */
  private static String name(int status) {
    return ReasonPhrase.of(status).replace(" ", "");
  }

  private static Json.Obj headers() {
    Json.Obj all = Json.Obj.EMPTY;
    for (Map.Entry<String, String> header : HEADERS.entrySet()) {
      all = all.with(header.getKey(), Json.Obj.EMPTY.with(DESCRIPTION, header.getValue()).with(SCHEMA,
          Json.Obj.EMPTY.with("type", "string")));
    }
    return all;
  }

  private static Json.Obj headers(List<String> names) {
    Json.Obj all = Json.Obj.EMPTY;
    for (String name : names) {
      all = all.with(name, Json.Obj.EMPTY.with("$ref", "#/components/headers/" + name));
    }
    return all;
  }

  private static Json.Obj content(String type, Json.Obj schema) {
    return Json.Obj.EMPTY.with(type, Json.Obj.EMPTY.with(SCHEMA, schema));
  }

  private static Json.Obj reference(String shape) {
    return Json.Obj.EMPTY.with("$ref", SCHEMAS + shape);
  }

  private static Json.Obj security() {
    return Json.Obj.EMPTY
        .with("token", Json.Obj.EMPTY.with("type", "http").with("scheme", "bearer").with(DESCRIPTION,
            "A program's token, which has one of the rights read, submit, operate and admin; each has those before it in it."))
        .with("session", Json.Obj.EMPTY.with("type", "apiKey").with("in", "cookie")
            .with("name", "sheratan_8081").with(DESCRIPTION,
                "A browser's cookie, named by the port; a change needs the header X-Sheratan-Page: 1 too."));
  }

  /** None where anyone may ask. */
  private static Json.Arr security(Scope scope) {
    return scope == Scope.NONE
        ? new Json.Arr(List.of())
        : new Json.Arr(List.of(Json.Obj.EMPTY.with("token", Json.Arr.ofTexts(List.of(scope.word()))),
            Json.Obj.EMPTY.with("session", new Json.Arr(List.of()))));
  }

  /** What it is about: the first word of its path behind {@code /api/v1/}. */
  private static String tag(Operation operation) {
    String[] segments = operation.path().split("/");
    return operation.path().startsWith("/api/") ? segments[3] : "page";
  }

  private static Json.Obj tag(String name) {
    return Json.Obj.EMPTY.with("name", name);
  }
}
