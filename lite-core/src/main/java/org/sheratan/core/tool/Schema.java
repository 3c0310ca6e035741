package org.sheratan.core.tool;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.MalformedException;

/**
 * What a value may be, written as JSON Schema 2020-12 (json-schema.org), of which {@link SchemaReader} takes a part that has one
 * meaning only. Whatever a validator of the standard accepts is accepted here; beyond it, a member that is {@code null} counts
 * as absent, since clients of the original send such.
 *
 * @param json as it was written; what people and programs are shown
 * @param properties of an object, by name
 * @param required names that an object has to have
 * @param open whether an object may have members beside {@code properties}
 * @param oneNeeded of these names an object has to have at least one; empty for no such rule
 * @param items of an array
 * @param least fewest characters or items
 * @param most most characters or items
 * @param minimum of a number
 * @param maximum of a number
 * @param choices the only values; empty for any
 * @param otherwise what an absent value counts as
 */
public record Schema(Json.Obj json, Type type, SortedMap<String, Schema> properties, List<String> required,
    boolean open, List<String> oneNeeded, Optional<Schema> items, long least, long most,
    Optional<Double> minimum, Optional<Double> maximum, List<Json> choices, Optional<Json> otherwise) {

  /** Named as in a schema, in lower case. */
  public enum Type {
    OBJECT, ARRAY, STRING, INTEGER, NUMBER, BOOLEAN
  }

  /** Any object. */
  public static final Schema ANYTHING = SchemaReader.read("{\"type\":\"object\"}");

  /**
   * {@code value} with what it leaves out filled in and its nulls left away.
   *
   * @param field what the value is called, such as {@code params}
   * @throws MalformedException naming the member that breaks a rule
   */
  public Json.Obj complete(String field, Json.Obj value) {
    check(type == Type.OBJECT, field, "not an object's schema");
    return object(field, value);
  }

  Json completed(String field, Json value) {
    Json whole = switch (value) {
      case Json.Obj object when type == Type.OBJECT -> object(field, object);
      case Json.Arr array when type == Type.ARRAY -> array(field, array);
      case Json.Text text when type == Type.STRING -> text(field, text);
      case Json.Int(BigInteger number) when type == Type.INTEGER || type == Type.NUMBER ->
        number(field, value, number.doubleValue());
      case Json.Real(double number) when type == Type.NUMBER -> number(field, value, number);
      case Json.Bool bool when type == Type.BOOLEAN -> bool;
      case Json other -> throw malformed(field, "expected " + word() + ", found " + Fields.word(other));
    };
    if (!choices.isEmpty() && !choices.contains(whole)) {
      throw malformed(field,
          "expected one of " + String.join(", ", choices.stream().map(Schema::shown).toList()));
    }
    return whole;
  }

  private Json.Obj object(String field, Json.Obj value) {
    SortedMap<String, Json> whole = new TreeMap<>();
    value.fields().forEach((name, member) -> {
      if (!(member instanceof Json.Null)) {
        Schema known = properties.get(name);
        if (!open && known == null) {
          throw malformed(field + "." + Fields.shown(name), "unknown; expected " + (properties.isEmpty()
              ? "none"
              : "one of " + String.join(", ", properties.keySet())));
        }
        whole.put(name, known == null ? member : known.completed(field + "." + name, member));
      }
    });
    for (String name : required) {
      check(whole.containsKey(name), field + "." + name, "missing");
    }
    if (!oneNeeded.isEmpty() && oneNeeded.stream().noneMatch(whole::containsKey)) {
      throw malformed(field + "." + oneNeeded.getLast(), "missing");
    }
    properties.forEach((name, property) -> property.otherwise()
        .ifPresent(usual -> whole.putIfAbsent(name, usual)));
    return Json.Obj.of(whole);
  }

  private Json.Arr array(String field, Json.Arr value) {
    int count = value.items().size();
    check(count >= least, field,
        count == 0 ? "empty" : "fewer than " + least + " items");
    check(count <= most, field, count + " items exceed " + most);
    List<Json> whole = new ArrayList<>();
    for (Json item : value.items()) {
      String name = field + "[" + whole.size() + "]";
      whole.add(items.map(rule -> rule.completed(name, item)).orElse(item));
    }
    return new Json.Arr(whole);
  }

  private Json text(String field, Json.Text value) {
    int chars = value.value().codePointCount(0, value.value().length());
    check(chars >= least, field, chars == 0 ? "empty" : "shorter than " + least + " characters");
    check(chars <= most, field, "longer than " + most + " characters");
    return value;
  }

  private Json number(String field, Json value, double number) {
    boolean within = number >= minimum.orElse(Double.NEGATIVE_INFINITY)
        && number <= maximum.orElse(Double.POSITIVE_INFINITY);
    if (!within) {
      throw malformed(field, "expected " + range());
    }
    return value;
  }

  private String range() {
    if (minimum.isPresent() && maximum.isPresent()) {
      return Fields.plain(minimum.get()) + " to " + Fields.plain(maximum.get());
    }
    return minimum.isPresent()
        ? "at least " + Fields.plain(minimum.get())
        : "at most " + Fields.plain(maximum.orElseThrow());
  }

  private String word() {
    return switch (type) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "text";
      case INTEGER -> "an integer";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
    };
  }

  private static String shown(Json choice) {
    return choice instanceof Json.Text(String text) ? text : CanonicalJson.text(choice);
  }

  private static void check(boolean holds, String field, String reason) {
    if (!holds) {
      throw malformed(field, reason);
    }
  }

  private static MalformedException malformed(String field, String reason) {
    return new MalformedException(field, MalformedException.NO_OFFSET, reason);
  }
}
