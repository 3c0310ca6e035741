package org.sheratan.core.json;

import java.util.Iterator;
import java.util.Map;

/** JSON for people: two spaces a level, one field a line; equal values print equally. */
public final class PrettyJson {
  private PrettyJson() {}

  /** Without a line end after the last line. */
  public static String text(Json value) {
    StringBuilder out = new StringBuilder();
    write(value, "\n", out);
    return out.toString();
  }

  private static void write(Json value, String lineStart, StringBuilder out) {
    switch (value) {
      case Json.Obj object when !object.fields().isEmpty() -> writeFields(object, lineStart, out);
      case Json.Arr array when !array.items().isEmpty() -> writeItems(array, lineStart, out);
      case Json other -> CanonicalJson.write(other, out);
    }
  }

  private static void writeFields(Json.Obj object, String lineStart, StringBuilder out) {
    out.append('{');
    for (Iterator<Map.Entry<String, Json>> rest = object.fields().entrySet().iterator(); rest.hasNext();) {
      Map.Entry<String, Json> field = rest.next();
      out.append(lineStart).append("  ");
      CanonicalJson.quote(field.getKey(), out);
      out.append(": ");
      write(field.getValue(), lineStart + "  ", out);
      out.append(rest.hasNext() ? "," : "");
    }
    out.append(lineStart).append('}');
  }

  private static void writeItems(Json.Arr array, String lineStart, StringBuilder out) {
    out.append('[');
    for (Iterator<Json> rest = array.items().iterator(); rest.hasNext();) {
      out.append(lineStart).append("  ");
      write(rest.next(), lineStart + "  ", out);
      out.append(rest.hasNext() ? "," : "");
    }
    out.append(lineStart).append(']');
  }
}
