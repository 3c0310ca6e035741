package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.SeededEntropy;

/** What {@link ValueCodec} writes is CBOR that another reader understands. */
class ValueAgainstPlainCborTest {
  private static final int FIRST_TAGGED_WORD = 16;

  @Test
  void shouldWriteWhatAnotherReaderUnderstands() {
    SeededEntropy entropy = new SeededEntropy(61);
    for (int round = 0; round < 20_000; round++) {
      Json value = WireFixtures.value(entropy, 0);
      assertSame(value, PlainCbor.read(ValueCodec.encode(value).toArray()));
    }
  }

  @Test
  void shouldWriteTheFixturesSo() {
    assertSame(WireFixtures.RESULT, PlainCbor.read(ValueCodec.encode(WireFixtures.RESULT).toArray()));
  }

  private static void assertSame(Json value, Object read) {
    switch (value) {
      case Json.Obj object -> assertFields(object, assertInstanceOf(Map.class, read));
      case Json.Arr array -> assertItems(array, assertInstanceOf(List.class, read));
      case Json.Text text -> assertEquals(text.value(), text(read));
      case Json.Int number -> assertEquals(number.value(), read);
      case Json.Real number -> assertEquals(number.value(), read);
      case Json.Bool bool -> assertEquals(bool.value(), read);
      case Json.Null() -> assertEquals("null", read);
    }
  }

  private static void assertFields(Json.Obj object, Map<?, ?> read) {
    assertEquals(object.fields().size(), read.size());
    read.forEach((name, value) -> {
      String text = name instanceof Number position
          ? WireWords.NAMES.word(position.intValue())
          : (String) name;
      assertTrue(object.fields().containsKey(text), text);
      assertSame(object.get(text), value);
    });
  }

  private static void assertItems(Json.Arr array, List<?> read) {
    assertEquals(array.items().size(), read.size());
    for (int index = 0; index < read.size(); index++) {
      assertSame(array.items().get(index), read.get(index));
    }
  }

  private static String text(Object read) {
    return switch (read) {
      case PlainCbor.Simple word -> WireWords.TEXTS.word(word.number());
      case PlainCbor.Tagged hex when hex.tag() == 23 -> (String) hex.content();
      case PlainCbor.Tagged word when word.tag() == 6 ->
        WireWords.TEXTS.word(FIRST_TAGGED_WORD + ((Number) word.content()).intValue());
      default -> assertInstanceOf(String.class, read);
    };
  }
}
