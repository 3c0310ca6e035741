package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.SeededEntropy;

class TextCutTest {
  @Test
  void shouldLeaveShortAndWantedTextAlone() {
    assertEquals(Json.Obj.EMPTY.with("content", ""), TextCut.into(Json.Obj.EMPTY, "", false));
    String limit = "x".repeat(1000);
    assertEquals(Json.Obj.EMPTY.with("content", limit), TextCut.into(Json.Obj.EMPTY, limit, false));
    assertEquals(Json.Obj.EMPTY.with("content", limit + "y"),
        TextCut.into(Json.Obj.EMPTY, limit + "y", true));
  }

  @Test
  void shouldKeepBothEndsAndCountTheWhole() {
    String text = "first line\n" + "word ".repeat(300) + "\nlast line";
    Json.Obj cut = TextCut.into(Json.Obj.EMPTY.with("ok", true), text, false);
    Fields fields = Fields.of(cut);
    assertTrue(fields.text("content", 2000).startsWith("first line\nword "));
    assertTrue(fields.text("content", 2000).endsWith(" \nlast line"));
    assertEquals(1021, fields.text("content", 2000).length());
    assertEquals(text.length(), fields.object("_metadata").integer("char_count", 0, 9999));
    assertEquals(304, fields.object("_metadata").integer("word_count", 0, 9999));
    assertEquals(3, fields.object("_metadata").integer("line_count", 0, 9999));
    assertTrue(fields.object("_metadata").bool("is_truncated", false));
    assertTrue(TextCut.isCut(cut));
    assertFalse(TextCut.isCut(Json.Obj.EMPTY));
  }

  @Test
  void shouldNeverCutAPairInHalf() {
    SeededEntropy entropy = new SeededEntropy(2);
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int left = 1001 + entropy.nextInt(40); left > 0; left--) {
        text.appendCodePoint(entropy.chance(0.5) ? 'a' : 0x1f600);
      }
      // A lone surrogate would be refused by Json.Text.
      String content = Fields.of(TextCut.into(Json.Obj.EMPTY, text.toString(), false)).text("content", 2000);
      assertEquals(1021, content.codePointCount(0, content.length()));
    }
  }
}
