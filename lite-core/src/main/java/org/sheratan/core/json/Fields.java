package org.sheratan.core.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.sheratan.kernel.CodePoints;
import org.sheratan.kernel.MalformedException;

/**
 * Reads a request out of an object, field by field. Every failure is a {@link MalformedException} whose field is
 * the full path, such as {@code params.paths[3]}. A field that is {@code null} counts as absent.
 */
public final class Fields {
  private static final int MAX_SHOWN_CHARS = 64;

  private final String prefix;
  private final Json.Obj object;

  private Fields(String prefix, Json.Obj object) {
    this.prefix = prefix;
    this.object = object;
  }

  public static Fields of(Json.Obj object) {
    return new Fields("", object);
  }

  /** @param path what to put before each field's name, such as {@code params} */
  public static Fields of(String path, Json.Obj object) {
    return new Fields(path + ".", object);
  }

  public Json.Obj json() {
    return object;
  }

  public boolean has(String name) {
    return find(name).isPresent();
  }

  /** 1..{@code maxChars} code points. */
  public String text(String name, int maxChars) {
    String text = optionalText(name, maxChars).orElseThrow(() -> missing(name));
    if (text.isEmpty()) {
      throw malformed(name, "empty");
    }
    return text;
  }

  public Optional<String> optionalText(String name, int maxChars) {
    return find(name).map(value -> textOf(name, value, maxChars));
  }

  /** One of {@code words}; {@code otherwise} when absent. */
  public String oneOf(String name, String otherwise, List<String> words) {
    String word = optionalText(name, Integer.MAX_VALUE).orElse(otherwise);
    if (!words.contains(word)) {
      throw malformed(name, "expected one of " + String.join(", ", words));
    }
    return word;
  }

  /** Up to {@code maxItems} texts; empty when absent. */
  public List<String> texts(String name, int maxItems, int maxChars) {
    List<String> texts = new ArrayList<>();
    for (Json item : items(name, maxItems)) {
      texts.add(textOf(name + "[" + texts.size() + "]", item, maxChars));
    }
    return texts;
  }

  public long integer(String name, long min, long max) {
    return optionalInteger(name, min, max).orElseThrow(() -> missing(name));
  }

  public long integer(String name, long min, long max, long otherwise) {
    return optionalInteger(name, min, max).orElse(otherwise);
  }

  public OptionalLong optionalInteger(String name, long min, long max) {
    return switch (find(name).orElse(null)) {
      case null -> OptionalLong.empty();
      case Json.Int(BigInteger value) when within(value, min, max) -> OptionalLong.of(value.longValueExact());
      case Json.Int(BigInteger value) -> throw malformed(name, "expected " + min + " to " + max);
      case Json other -> throw expected(name, "an integer", other);
    };
  }

  /** Any number; integers count. */
  public double number(String name, double min, double max) {
    double value = switch (find(name).orElseThrow(() -> missing(name))) {
      case Json.Int(BigInteger whole) -> whole.doubleValue();
      case Json.Real(double real) -> real;
      case Json other -> throw expected(name, "a number", other);
    };
    if (value < min || value > max) {
      throw malformed(name, "expected " + plain(min) + " to " + plain(max));
    }
    return value;
  }

  public boolean bool(String name) {
    if (!has(name)) {
      throw missing(name);
    }
    return bool(name, false);
  }

  public boolean bool(String name, boolean otherwise) {
    return switch (find(name).orElse(null)) {
      case null -> otherwise;
      case Json.Bool(boolean value) -> value;
      case Json other -> throw expected(name, "true or false", other);
    };
  }

  public Fields object(String name) {
    return optionalObject(name).orElseThrow(() -> missing(name));
  }

  public Optional<Fields> optionalObject(String name) {
    return find(name).map(value -> objectOf(name, value));
  }

  /** Up to {@code maxItems} objects; empty when absent. */
  public List<Fields> objects(String name, int maxItems) {
    List<Fields> objects = new ArrayList<>();
    for (Json item : items(name, maxItems)) {
      objects.add(objectOf(name + "[" + objects.size() + "]", item));
    }
    return objects;
  }

  /** Up to {@code maxItems} values of any kind; empty when absent. */
  public List<Json> items(String name, int maxItems) {
    return switch (find(name).orElse(null)) {
      case null -> List.of();
      case Json.Arr(List<Json> items) when items.size() <= maxItems -> items;
      case Json.Arr(List<Json> items) -> throw malformed(name, items.size() + " items exceed " + maxItems);
      case Json other -> throw expected(name, "an array", other);
    };
  }

  /** Refuses any field not named here, so that a misspelled option is not silently ignored. */
  public Fields only(List<String> names) {
    for (String name : object.fields().keySet()) {
      if (!names.contains(name)) {
        throw malformed(shown(name), "unknown; expected "
            + (names.isEmpty() ? "none" : "one of " + String.join(", ", names)));
      }
    }
    return this;
  }

  /** For rules of the caller: names the full path. */
  public MalformedException malformed(String name, String reason) {
    return new MalformedException(prefix + name, MalformedException.NO_OFFSET, reason);
  }

  /** The full path of a field. */
  public String path(String name) {
    return prefix + name;
  }

  /** What a value is, for error messages. */
  public static String word(Json value) {
    return switch (value) {
      case Json.Obj object -> "an object";
      case Json.Arr array -> "an array";
      case Json.Text text -> "text";
      case Json.Int number -> "an integer";
      case Json.Real number -> "a number with a fraction";
      case Json.Bool bool -> "true or false";
      case Json.Null() -> "null";
    };
  }

  private Optional<Json> find(String name) {
    return Optional.ofNullable(object.get(name)).filter(value -> !(value instanceof Json.Null));
  }

  private String textOf(String name, Json value, int maxChars) {
    if (!(value instanceof Json.Text(String text))) {
      throw expected(name, "text", value);
    }
    if (CodePoints.count(text) > maxChars) {
      throw malformed(name, "longer than " + maxChars + " characters");
    }
    return text;
  }

  private Fields objectOf(String name, Json value) {
    if (value instanceof Json.Obj inner) {
      return new Fields(prefix + name + ".", inner);
    }
    throw expected(name, "an object", value);
  }

  private MalformedException missing(String name) {
    return malformed(name, "missing");
  }

  private MalformedException expected(String name, String what, Json found) {
    return malformed(name, "expected " + what + ", found " + word(found));
  }

  /** A name from outside, short enough for an error message. */
  public static String shown(String name) {
    String first = CodePoints.first(name, MAX_SHOWN_CHARS);
    return first.length() == name.length() ? name : first + "...";
  }

  /** Without exponent and needless zeros. */
  public static String plain(double limit) {
    return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
  }

  private static boolean within(BigInteger value, long min, long max) {
    return value.compareTo(BigInteger.valueOf(min)) >= 0 && value.compareTo(BigInteger.valueOf(max)) <= 0;
  }
}
