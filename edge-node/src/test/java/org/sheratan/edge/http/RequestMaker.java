package org.sheratan.edge.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.kernel.Bytes;

/** Makes requests of one operation: such that the document allows, and such that it does not. */
final class RequestMaker {
  private static final Pattern VARYING = Pattern.compile("\\{(\\w+)}");
  private static final List<String> ODD = List.of("0", "-1", "..", ".", "%", "null", "x".repeat(1_000), "a/b",
      "😀", "\u0000",
      "k7f3q2ab-3-99999999999999999999", "m-", "' or 1=1", "${x}", "\u202e");
  private final ApiDocument document;
  private final ApiWorld world;
  private final Random random;
  private final ValueMaker values;
  private final boolean sensible;

  /**
   * @param how it was spoiled; empty: it is as the document wants it
   * @param refused whether the answer has to be a refusal
   */
  record Made(String method, String target, Map<String, String> headers, Bytes body, String how,
      boolean refused) {
    Made spoiled(String by, boolean surely) {
      return new Made(method, target, headers, body, how + by + " ", refused || surely);
    }

    Made asking(String other) {
      return new Made(method, other, headers, body, how, refused);
    }

    Made with(String name, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(name, value);
      return new Made(method, target, more, body, how, refused);
    }

    Made bringing(Bytes other) {
      return new Made(method, target, headers, other, how, refused);
    }
  }

  /** @param sensible whether it names only what there is, and says no more than has to be said */
  RequestMaker(ApiDocument document, ApiWorld world, Random random, boolean sensible) {
    this.document = document;
    this.world = world;
    this.random = random;
    this.sensible = sensible;
    this.values = new ValueMaker(document, random, world::known, sensible);
  }

  Made valid(Operation operation) {
    Json.Obj described = document.operation(operation.method(), operation.path());
    String path = VARYING.matcher(operation.path())
        .replaceAll(found -> quoted(world.path(found.group(1), operation, random)));
    Made made = new Made(operation.method(), path, new TreeMap<>(), Bytes.EMPTY, "", false);
    List<String> query = new ArrayList<>();
    if (!sensible && described.get("parameters") instanceof Json.Arr(List<Json> parameters)) {
      for (Json parameter : parameters) {
        String name = ApiDocument.text(parameter, "name");
        Json.Obj schema = (Json.Obj) ((Json.Obj) parameter).get("schema");
        switch (ApiDocument.text(parameter, "in")) {
          case "query" -> {
            if (random.nextInt(3) == 0) {
              query.add(name + "=" + encoded(plain(query(name, schema))));
            }
          }
          case "header" -> made = random.nextInt(4) == 0
              ? made.with(name.toLowerCase(java.util.Locale.ROOT), header(name))
              : made;
          default -> {
            // In the path already.
          }
        }
      }
    }
    made = query.isEmpty() ? made : made.asking(path + "?" + String.join("&", query));
    if (operation.id().equals("signIn") || operation.id().equals("signOut")) {
      made = made.with("origin", "http://localhost:8081").with("x-sheratan-page", "1").with("authorization",
          "");
    }
    return operation.takes().isEmpty()
        ? made
        : made.bringing(bytes(values.object(document.takes(described).orElseThrow())));
  }

  private Json query(String name, Json.Obj schema) {
    // Names of things in a query are called after what they page through.
    return switch (name) {
      case "after", "since", "before" -> ApiDocument.text(schema, "type").equals("string")
          ? new Json.Text(any(List.of(any(world.known("job")), any(world.known("mission")), "3-41", "x")))
          : values.value(name, schema, 0);
      default -> values.value(name, schema, 0);
    };
  }

  private String header(String name) {
    return switch (name) {
      case "If-Match" -> any(List.of("*", "\"0123\"", "x"));
      case "Last-Event-ID" -> any(List.of("x", "0-7", ""));
      default -> any(List.of("key-1", "\"key-2\"", "k".repeat(255)));
    };
  }

  /** Such as somebody would send who is mistaken, or means harm. */
  Made spoiled(Operation operation) {
    Made made = valid(operation);
    boolean body = operation.takes().isPresent();
    return switch (random.nextInt(body ? 20 : 6)) {
      case 0 -> oddPath(operation, made);
      case 1 -> query(operation, made, "surplus=1");
      case 2 -> repeated(operation, made);
      case 3 -> operation.path().startsWith("/api/v1") && !operation.scope().word().equals("none")
          ? made.with("authorization", any(List.of("", "Basic eDp5"))).spoiled("no token", true)
          : made;
      case 4 -> made.with("origin", "http://evil.example").spoiled("other site", true);
      case 5 -> operation.method().equals("GET")
          ? made
          : made.bringing(body ? made.body() : Bytes.utf8("{\"surplus\":1}"))
              .with("content-type", body ? "text/plain" : "application/json")
              .spoiled("body or its type", true);
      default -> BodySpoiler.spoil(made, random);
    };
  }

  private Made oddPath(Operation operation, Made made) {
    if (!operation.path().contains("{")) {
      return made;
    }
    String path = VARYING.matcher(operation.path()).replaceAll(found -> quoted(any(ODD)));
    return made.asking(path).spoiled("odd path", true);
  }

  private Made query(Operation operation, Made made, String more) {
    boolean kept = operation.path().startsWith("/api/");
    return kept
        ? made.asking(made.target() + (made.target().contains("?") ? "&" : "?") + more).spoiled("query", true)
        : made;
  }

  /** A parameter twice, or with a value that is none of its own. */
  private Made repeated(Operation operation, Made made) {
    if (operation.parameters().isEmpty() || !operation.path().startsWith("/api/")) {
      return made;
    }
    String name = operation.parameters().get(random.nextInt(operation.parameters().size())).name();
    boolean odd = random.nextBoolean()
        && List.of("limit", "wait", "bytes", "state", "direction", "class").contains(name);
    String target = made.target().split("\\?")[0];
    return odd
        ? made.asking(target + "?" + name + "=" + any(List.of("", "-1", "x", "99999999999999999999")))
            .spoiled("bad value", true)
        : made.asking(target + "?" + name + "=1&" + name + "=1").spoiled("twice", true);
  }

  static Bytes bytes(Json body) {
    return CanonicalJson.bytes(body);
  }

  private static String plain(Json value) {
    return value instanceof Json.Text(String text) ? text : CanonicalJson.text(value);
  }

  private static String quoted(String text) {
    return java.util.regex.Matcher.quoteReplacement(encoded(text));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String any(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }
}
