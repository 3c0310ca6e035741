package org.sheratan.edge.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;

/** The OpenAPI document as a reader has it who knows nothing of what it was made of; values are judged by a validator of others. */
final class ApiDocument {
  private static final JsonSchemaFactory FACTORY = JsonSchemaFactory
      .getInstance(SpecVersion.VersionFlag.V202012);
  private final Json.Obj document;
  private final Map<String, JsonSchema> compiled = new LinkedHashMap<>();

  ApiDocument(Json.Obj document) {
    this.document = document;
  }

  Json.Obj json() {
    return document;
  }

  /** By what {@code path} leads to, member by member. */
  static Json at(Json from, String... path) {
    Json found = from;
    for (String name : path) {
      found = found instanceof Json.Obj object ? object.get(name) : null;
    }
    return found;
  }

  static String text(Json from, String... path) {
    return at(from, path) instanceof Json.Text(String text) ? text : "";
  }

  Json.Obj operation(String method, String path) {
    return (Json.Obj) at(document, "paths", path, method.toLowerCase(java.util.Locale.ROOT));
  }

  Json.Obj shape(String name) {
    return (Json.Obj) at(document, "components", "schemas", name);
  }

  /** What {@code value} stands for where it is a reference. */
  Json.Obj resolve(Json value) {
    Json.Obj found = (Json.Obj) value;
    while (found != null && found.get("$ref") instanceof Json.Text(String reference)) {
      found = (Json.Obj) at(document, reference.substring(2).split("/"));
    }
    return found;
  }

  /** The shape of the body that an operation takes. */
  Optional<Json.Obj> takes(Json.Obj operation) {
    return Optional.ofNullable(
        (Json.Obj) at(operation, "requestBody", "content", "application/json", "schema"));
  }

  /** The schema of what may be answered with that status and media type; empty where none is documented. */
  Optional<Json.Obj> answer(Json.Obj operation, int status, String type) {
    Json response = at(operation, "responses", Integer.toString(status));
    return response == null
        ? Optional.empty()
        : Optional.ofNullable((Json.Obj) at(resolve(response), "content", type, "schema"));
  }

  boolean documents(Json.Obj operation, int status) {
    return at(operation, "responses", Integer.toString(status)) != null;
  }

  /** What is wrong with a body that was asked for. */
  Set<?> judgeRequest(Json.Obj schema, String body) {
    return judge(schema, body, false);
  }

  /** What is wrong with an answer: members that nobody documented are. */
  Set<?> judgeAnswer(Json.Obj schema, String body) {
    return judge(schema, body, true);
  }

  private Set<?> judge(Json.Obj schema, String body, boolean strict) {
    JsonSchema judge = compiled.computeIfAbsent(strict + CanonicalJson.text(schema), key -> {
      Json.Obj whole = schema.with("components",
          Json.Obj.EMPTY.with("schemas", at(document, "components", "schemas")));
      return FACTORY.getSchema(CanonicalJson.text(strict ? closed(whole) : whole));
    });
    return judge.validate(body, InputFormat.JSON,
        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
  }

  /** The same without room for members that are not named. */
  private static Json closed(Json value) {
    return switch (value) {
      case Json.Obj(SortedMap<String, Json> fields) -> {
        Map<String, Json> closed = new TreeMap<>();
        fields.forEach((name, field) -> closed.put(name, closed(field)));
        if (fields.get("properties") instanceof Json.Obj && !fields.containsKey("additionalProperties")) {
          closed.put("additionalProperties", new Json.Bool(false));
        }
        yield Json.Obj.of(closed);
      }
      case Json.Arr(List<Json> items) -> new Json.Arr(items.stream().map(ApiDocument::closed).toList());
      default -> value;
    };
  }

  /** Every reference in it. */
  List<String> references() {
    List<String> found = new ArrayList<>();
    collect(document, found);
    return found;
  }

  private static void collect(Json value, List<String> found) {
    switch (value) {
      case Json.Obj(SortedMap<String, Json> fields) -> fields.forEach((name, field) -> {
        if (name.equals("$ref") && field instanceof Json.Text(String reference)) {
          found.add(reference);
        }
        collect(field, found);
      });
      case Json.Arr(List<Json> items) -> items.forEach(item -> collect(item, found));
      default -> {
        // Nothing below it.
      }
    }
  }
}
