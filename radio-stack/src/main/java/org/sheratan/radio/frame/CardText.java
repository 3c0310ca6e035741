package org.sheratan.radio.frame;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.PrintableText;

/** The words on a card: short, printable, in one order only. */
final class CardText {
  private static final int MAX_NAME_BYTES = 4 * Limits.MAX_NAME_CHARACTERS;

  private CardText() {}

  static String readName(ByteReader reader) {
    int start = reader.offset();
    String name = reader.text("name", MAX_NAME_BYTES);
    int characters = name.codePointCount(0, name.length());
    if (characters == 0 || characters > Limits.MAX_NAME_CHARACTERS) {
      throw new MalformedException("name", start, "needs 1 to " + Limits.MAX_NAME_CHARACTERS + " characters");
    }
    return printable("name", start, name);
  }

  /** Ascending without repeats, so that one card has one encoding. */
  static List<String> readItems(ByteReader reader, String field) {
    int count = (int) reader.varint(field, Limits.MAX_CARD_ITEMS);
    List<String> items = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      int start = reader.offset();
      String item = printable(field, start, reader.text(field, Limits.MAX_CARD_ITEM_BYTES));
      if (item.isEmpty() || index > 0 && item.compareTo(items.getLast()) <= 0) {
        throw new MalformedException(field, start, "empty, repeated or not sorted");
      }
      items.add(item);
    }
    return items;
  }

  static void writeItems(ByteWriter writer, List<String> items) {
    writer.varint(items.size());
    items.forEach(writer::text);
  }

  /** Names end up on terminals: no control characters, nothing that changes the writing direction. */
  private static String printable(String field, int offset, String text) {
    if (!text.codePoints().allMatch(PrintableText::printable)) {
      throw new MalformedException(field, offset, "not printable");
    }
    return text;
  }
}
