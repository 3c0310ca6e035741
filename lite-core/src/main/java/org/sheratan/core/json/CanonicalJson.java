package org.sheratan.core.json;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

import org.sheratan.kernel.Bytes;

/**
 * The one form of a value that is hashed and signed: byte-equal to Python's
 * {@code json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)} in UTF-8.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  public static String text(Json value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  public static Bytes bytes(Json value) {
    return Bytes.utf8(text(value));
  }

  /** SHA-256 of {@link #bytes}. */
  public static Bytes sha256(Json value) {
    try {
      return Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes(value).toArray()));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  static void write(Json value, StringBuilder out) {
    switch (value) {
      case Json.Obj object -> writeObject(object, out);
      case Json.Arr array -> writeArray(array, out);
      case Json.Text text -> quote(text.value(), out);
      case Json.Int number -> out.append(number.value());
      case Json.Real number -> out.append(PythonFloat.repr(number.value()));
      case Json.Bool bool -> out.append(bool.value());
      case Json.Null() -> out.append("null");
    }
  }

  private static void writeObject(Json.Obj object, StringBuilder out) {
    String separator = "{";
    for (Map.Entry<String, Json> field : object.fields().entrySet()) {
      out.append(separator);
      quote(field.getKey(), out);
      out.append(':');
      write(field.getValue(), out);
      separator = ",";
    }
    out.append(object.fields().isEmpty() ? "{}" : "}");
  }

  private static void writeArray(Json.Arr array, StringBuilder out) {
    String separator = "[";
    for (Json item : array.items()) {
      out.append(separator);
      write(item, out);
      separator = ",";
    }
    out.append(array.items().isEmpty() ? "[]" : "]");
  }

  static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int index = 0; index < text.length(); index++) {
      char letter = text.charAt(index);
      switch (letter) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (letter < ' ') {
            out.append("\\u00").append(Character.forDigit(letter >> 4, 16))
                .append(Character.forDigit(letter & 15, 16));
          } else {
            out.append(letter);
          }
        }
      }
    }
    out.append('"');
  }
}
