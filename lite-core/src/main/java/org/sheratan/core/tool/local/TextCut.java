package org.sheratan.core.tool.local;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.CodePoints;

/** Long text is cut in the middle unless all of it was asked for, as the original workers do. */
public final class TextCut {
  private static final int WHOLE_CHARS = 1000;
  private static final int END_CHARS = 500;
  private static final String CUT = "\n... [TRUNCATED] ...\n";

  private TextCut() {}

  /** {@code result} with {@code content} and, when that was cut, {@code _metadata}. Characters are code points. */
  public static Json.Obj into(Json.Obj result, String text, boolean full) {
    int chars = CodePoints.count(text);
    if (full || chars <= WHOLE_CHARS) {
      return result.with("content", text);
    }
    String head = CodePoints.first(text, END_CHARS);
    String tail = text.substring(text.offsetByCodePoints(text.length(), -END_CHARS));
    Json.Obj metadata = Json.Obj.EMPTY.with("char_count", chars).with("word_count", words(text))
        .with("line_count", text.lines().count()).with("is_truncated", true);
    return result.with("content", head + CUT + tail).with("_metadata", metadata);
  }

  static boolean isCut(Json.Obj result) {
    return result.get("_metadata") != null;
  }

  private static int words(String text) {
    int words = 0;
    boolean inWord = false;
    for (int index = 0; index < text.length(); index++) {
      boolean blank = Character.isWhitespace(text.charAt(index));
      words += !blank && !inWord ? 1 : 0;
      inWord = !blank;
    }
    return words;
  }
}
