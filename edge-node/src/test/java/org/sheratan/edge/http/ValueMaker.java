package org.sheratan.edge.http;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

import org.sheratan.core.json.Json;

/** Makes values that a schema of the document allows. */
final class ValueMaker {
  private static final int LONG_TEXT = 40;
  /** What fits each pattern that a request has. */
  private static final Map<String, List<String>> FITTING = new TreeMap<>(Map.of(
      "^[a-z][a-z0-9_.-]{0,63}$", List.of("ping", "read_file", "list_files", "hash_files", "x", "a.b-c_9"),
      "^([a-z][a-z0-9_.-]{0,63})?$", List.of("", "ping", "z".repeat(64)),
      "^[A-Za-z0-9][A-Za-z0-9_.+-]{0,31}(:[A-Za-z0-9_.+-]{1,31})?$", List.of("trusted", "gpu:8G", "n1"),
      "^[!-~]{1,255}$", List.of("k", "once-only", "~!\"#", "k".repeat(255)),
      "^[^\\u0000-\\u001f\\u007f]*$", List.of("", "at 7", "{\"at\":7}"),
      "^[a-z][a-z_]{0,31}$", List.of("active", "done", "on_hold"),
      "^[a-z][a-z0-9_-]{0,31}$", List.of("first", "second", "step-3", "a_b")));

  private final ApiDocument document;
  private final Random random;
  private final Function<String, List<String>> known;
  private final boolean sensible;

  /**
   * @param known what makes sense as the text of a member of that name; empty for no idea
   * @param sensible whether to keep to that
   */
  ValueMaker(ApiDocument document, Random random, Function<String, List<String>> known, boolean sensible) {
    this.document = document;
    this.random = random;
    this.known = known;
    this.sensible = sensible;
  }

  Json.Obj object(Json.Obj schema) {
    return (Json.Obj) value("", document.resolve(schema), 0);
  }

  Json value(String name, Json.Obj reference, int depth) {
    Json.Obj schema = document.resolve(reference);
    if (schema.get("const") instanceof Json only) {
      return only;
    }
    if (schema.get("enum") instanceof Json.Arr(List<Json> choices)) {
      return any(choices);
    }
    return switch (ApiDocument.text(schema, "type")) {
      case "object" -> object(schema, depth);
      case "array" -> array(name, schema, depth);
      case "string" -> new Json.Text(text(name, schema));
      case "integer" -> new Json.Int(integer(schema));
      case "number" -> number(schema);
      case "boolean" -> new Json.Bool(random.nextBoolean());
      default -> anything(depth);
    };
  }

  private Json object(Json.Obj schema, int depth) {
    if (!(schema.get("properties") instanceof Json.Obj properties)) {
      return depth > 0 && random.nextBoolean() ? Json.Obj.EMPTY : params(depth);
    }
    List<String> required = new ArrayList<>();
    if (schema.get("required") instanceof Json.Arr(List<Json> names)) {
      names.forEach(one -> required.add(((Json.Text) one).value()));
    }
    if (schema.get("anyOf") instanceof Json.Arr(List<Json> choices)
        && ((Json.Obj) any(choices)).get("required") instanceof Json.Arr(List<Json> names)) {
      names.forEach(one -> required.add(((Json.Text) one).value()));
    }
    Json.Obj made = Json.Obj.EMPTY;
    boolean few = random.nextInt(3) == 0 || schema.get("anyOf") != null;
    for (Map.Entry<String, Json> property : properties.fields().entrySet()) {
      boolean wanted = required.contains(property.getKey()) || !few && random.nextInt(4) == 0;
      made = wanted
          ? made.with(property.getKey(), value(property.getKey(), (Json.Obj) property.getValue(), depth + 1))
          : made;
    }
    return made;
  }

  private Json array(String name, Json.Obj schema, int depth) {
    int least = (int) whole(schema, "minItems", 0);
    int most = (int) Math.min(whole(schema, "maxItems", 4), 4);
    int count = least + random.nextInt(Math.max(1, most - least + 1));
    List<Json> items = new ArrayList<>();
    for (int item = 0; item < count; item++) {
      items.add(value(name, (Json.Obj) schema.get("items"), depth + 1));
    }
    return new Json.Arr(items);
  }

  private String text(String name, Json.Obj schema) {
    List<String> there = known.apply(name);
    if (!there.isEmpty() && (sensible || random.nextInt(4) > 0)) {
      return there.get(random.nextInt(there.size()));
    }
    String pattern = ApiDocument.text(schema, "pattern");
    if (!pattern.isEmpty()) {
      List<String> fitting = FITTING.get(pattern);
      if (fitting == null) {
        throw new AssertionError("add what fits " + pattern);
      }
      return fitting.get(random.nextInt(fitting.size()));
    }
    int least = (int) whole(schema, "minLength", 0);
    int most = (int) whole(schema, "maxLength", LONG_TEXT);
    int length = random.nextInt(20) == 0 ? most : Math.min(most, least + random.nextInt(LONG_TEXT));
    StringBuilder text = new StringBuilder();
    while (text.codePointCount(0, text.length()) < length) {
      text.appendCodePoint(!sensible && random.nextInt(30) == 0
          ? "äß€😀\u0000\u202e\n\"\\".codePoints().toArray()[random.nextInt(9)]
          : (sensible ? '!' : ' ') + random.nextInt('~' - '!'));
    }
    return text.toString();
  }

  private BigInteger integer(Json.Obj schema) {
    long least = whole(schema, "minimum", -1_000);
    long most = whole(schema, "maximum", Math.max(least, 0) + 1_000_000);
    return switch (random.nextInt(4)) {
      case 0 -> BigInteger.valueOf(least);
      case 1 -> BigInteger.valueOf(most);
      default -> BigInteger.valueOf(least + Math.floorMod(random.nextLong(), Math.max(1, most - least)));
    };
  }

  private Json number(Json.Obj schema) {
    double least = real(schema, "minimum", -1e9);
    double most = real(schema, "maximum", 1e9);
    return switch (random.nextInt(4)) {
      case 0 -> new Json.Real(least);
      case 1 -> new Json.Real(most);
      case 2 -> new Json.Int(BigInteger.valueOf((long) Math.ceil(least)));
      default -> new Json.Real(least + random.nextDouble() * (Math.min(most, least + 600) - least));
    };
  }

  private Json params(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> Json.Obj.EMPTY.with("path", "hello.txt");
      case 1 -> Json.Obj.EMPTY.with("root", ".").with("patterns", Json.Arr.ofTexts(List.of("*.txt")));
      case 2 -> Json.Obj.EMPTY;
      default -> Json.Obj.EMPTY.with("x", anything(depth + 1));
    };
  }

  private Json anything(int depth) {
    return switch (random.nextInt(depth > 6 ? 5 : 7)) {
      case 0 -> new Json.Null();
      case 1 -> new Json.Bool(true);
      case 2 -> new Json.Int(BigInteger.ONE.shiftLeft(random.nextInt(200)));
      case 3 -> new Json.Real(random.nextGaussian() * 1e12);
      case 4 -> new Json.Text("${first.files[0]}");
      case 5 -> new Json.Arr(List.of(anything(depth + 1), anything(depth + 1)));
      default -> Json.Obj.EMPTY.with("ü", anything(depth + 1));
    };
  }

  private Json any(List<Json> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static long whole(Json.Obj schema, String name, long otherwise) {
    return schema.get(name) instanceof Json.Int(BigInteger value) ? value.longValue() : otherwise;
  }

  private static double real(Json.Obj schema, String name, double otherwise) {
    return switch (schema.get(name)) {
      case Json.Int(BigInteger value) -> value.doubleValue();
      case Json.Real(double value) -> value;
      case null, default -> otherwise;
    };
  }
}
