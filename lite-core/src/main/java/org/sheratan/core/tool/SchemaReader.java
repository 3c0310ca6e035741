package org.sheratan.core.tool;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * Reads a {@link Schema}. Taken are {@code type} (one word), {@code properties}, {@code required}, {@code additionalProperties}
 * (true or false), {@code anyOf} (each no more than one required name), {@code items}, {@code minItems}, {@code maxItems},
 * {@code minLength}, {@code maxLength}, {@code minimum}, {@code maximum}, {@code enum}, {@code default}, {@code title},
 * {@code description}, {@code examples}. Any other keyword is refused: it would be a rule that nobody keeps. {@code pattern} is
 * among those, because strangers' texts would be matched in the node's own turn, for as long as the pattern takes.
 */
public final class SchemaReader {
  private static final int MAX_DEPTH = 6;
  private static final int MAX_NAMES = 64;
  private static final int NAME_CHARS = 64;
  private static final int TEXT_CHARS = 2048;
  private static final List<String> OF_EVERY = List.of("type", "title", "description", "default", "examples",
      "enum");

  private SchemaReader() {}

  static Schema read(String json) {
    return read("schema", JsonReader.readObject(Bytes.utf8(json)));
  }

  /**
   * @param field what the schema is called in errors
   * @throws MalformedException naming the keyword
   */
  public static Schema read(String field, Json.Obj json) {
    return read(field, json, 1);
  }

  private static Schema read(String field, Json.Obj json, int depth) {
    if (depth > MAX_DEPTH) {
      throw new MalformedException(field, MalformedException.NO_OFFSET, "nests deeper than " + MAX_DEPTH);
    }
    Fields fields = Fields.of(field, json);
    List<String> types = List.of("object", "array", "string", "integer", "number", "boolean");
    Schema.Type type = Schema.Type.valueOf(fields.oneOf("type", "", types).toUpperCase(Locale.ROOT));
    List<String> known = new ArrayList<>(OF_EVERY);
    known.addAll(keywords(type));
    fields.only(known);
    fields.optionalText("title", TEXT_CHARS);
    fields.optionalText("description", TEXT_CHARS);
    boolean text = type == Schema.Type.STRING;
    Schema plain = new Schema(json, type, properties(fields, depth),
        fields.texts("required", MAX_NAMES, NAME_CHARS),
        fields.bool("additionalProperties", true), oneNeeded(fields),
        fields.optionalObject("items").map(items -> read(field + ".items", items.json(), depth + 1)),
        count(fields, text ? "minLength" : "minItems", 0),
        count(fields, text ? "maxLength" : "maxItems", Integer.MAX_VALUE), number(fields, "minimum"),
        number(fields, "maximum"), fields.items("enum", MAX_NAMES), Optional.empty());
    checkNames(fields, plain);
    return withDefault(fields, plain);
  }

  private static List<String> keywords(Schema.Type type) {
    return switch (type) {
      case OBJECT -> List.of("properties", "required", "additionalProperties", "anyOf");
      case ARRAY -> List.of("items", "minItems", "maxItems");
      case STRING -> List.of("minLength", "maxLength");
      case INTEGER, NUMBER -> List.of("minimum", "maximum");
      case BOOLEAN -> List.of();
    };
  }

  private static SortedMap<String, Schema> properties(Fields fields, int depth) {
    SortedMap<String, Schema> properties = new TreeMap<>();
    Optional<Fields> written = fields.optionalObject("properties");
    if (written.isPresent()) {
      Json.Obj all = written.get().json();
      if (all.fields().size() > MAX_NAMES) {
        throw fields.malformed("properties", all.fields().size() + " names exceed " + MAX_NAMES);
      }
      for (String name : all.fields().keySet()) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_-]{0,63}")) {
          throw written.get().malformed(Fields.shown(name),
              "expected a name of 1 to 64 letters, digits, _ or -");
        }
        Fields one = written.get().object(name);
        properties.put(name, read(written.get().path(name), one.json(), depth + 1));
      }
    }
    return Collections.unmodifiableSortedMap(properties);
  }

  private static List<String> oneNeeded(Fields fields) {
    List<String> names = new ArrayList<>();
    for (Fields one : fields.objects("anyOf", MAX_NAMES)) {
      List<String> required = one.only(List.of("required")).texts("required", 1, NAME_CHARS);
      if (required.isEmpty()) {
        throw one.malformed("required", "expected one name");
      }
      names.addAll(required);
    }
    return List.copyOf(names);
  }

  /** What is required must be described. */
  private static void checkNames(Fields fields, Schema schema) {
    for (String name : schema.required()) {
      if (!schema.properties().containsKey(name)) {
        throw fields.malformed("required", Fields.shown(name) + " is not among the properties");
      }
    }
    for (String name : schema.oneNeeded()) {
      if (!schema.properties().containsKey(name)) {
        throw fields.malformed("anyOf", Fields.shown(name) + " is not among the properties");
      }
    }
  }

  /** What counts where nothing is given has to keep the rules itself, as have the examples. */
  private static Schema withDefault(Fields fields, Schema plain) {
    int number = 0;
    for (Json example : fields.items("examples", MAX_NAMES)) {
      plain.completed(fields.path("examples[" + number++ + "]"), example);
    }
    Optional<Json> otherwise = Optional.ofNullable(fields.json().get("default"))
        .map(value -> plain.completed(fields.path("default"), value));
    return new Schema(plain.json(), plain.type(), plain.properties(), plain.required(), plain.open(),
        plain.oneNeeded(), plain.items(), plain.least(), plain.most(), plain.minimum(), plain.maximum(),
        plain.choices(), otherwise);
  }

  private static long count(Fields fields, String name, long otherwise) {
    return fields.integer(name, 0, Integer.MAX_VALUE, otherwise);
  }

  private static Optional<Double> number(Fields fields, String name) {
    return switch (fields.json().get(name)) {
      case null -> Optional.empty();
      case Json.Int(BigInteger whole) -> Optional.of(whole.doubleValue());
      case Json.Real(double real) -> Optional.of(real);
      case Json other -> throw fields.malformed(name, "expected a number, found " + Fields.word(other));
    };
  }
}
