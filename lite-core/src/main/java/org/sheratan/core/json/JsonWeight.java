package org.sheratan.core.json;

import java.util.Map;

/**
 * About how much memory a value takes, on a 64-bit Java with compressed pointers. Many small values weigh far more than
 * their text is long, so whoever keeps strangers' values counts by this. Text counts as long as it is in UTF-8, on disk
 * and on the wire, or as in memory where it is longer there: two bytes for each character as soon as one is beyond U+00FF.
 */
public final class JsonWeight {
  private static final int SCALAR_BYTES = 16;
  private static final int NUMBER_BYTES = 80;
  private static final int TEXT_BYTES = 56;
  private static final int LIST_BYTES = 64;
  private static final int ITEM_BYTES = 8;
  private static final int MEMBER_BYTES = 96;

  private JsonWeight() {}

  /** In bytes. */
  public static long of(Json value) {
    return switch (value) {
      case Json.Obj object ->
        LIST_BYTES + object.fields().entrySet().stream().mapToLong(JsonWeight::of).sum();
      case Json.Arr list -> LIST_BYTES
          + list.items().stream().mapToLong(item -> ITEM_BYTES + of(item)).sum();
      case Json.Text text -> TEXT_BYTES + text(text.value());
      case Json.Int number -> NUMBER_BYTES + number.value().bitLength() / Byte.SIZE;
      case Json.Real number -> SCALAR_BYTES + Double.BYTES;
      case Json.Bool flag -> SCALAR_BYTES;
      case Json.Null none -> SCALAR_BYTES;
    };
  }

  private static long of(Map.Entry<String, Json> member) {
    return MEMBER_BYTES + text(member.getKey()) + of(member.getValue());
  }

  private static long text(String text) {
    long bytes = text.length();
    boolean wide = false;
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      // A pair of surrogates is four bytes.
      bytes += unit < 0x80 ? 0 : unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
      wide |= unit > 0xFF;
    }
    return wide ? Math.max(bytes, 2L * text.length()) : bytes;
  }
}
