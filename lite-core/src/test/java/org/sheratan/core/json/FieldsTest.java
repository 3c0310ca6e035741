package org.sheratan.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class FieldsTest {
  private static final Fields REQUEST = Fields.of(JsonReader.readObject(Bytes.utf8("""
      {"kind":"ping","empty":"","none":null,"count":7,"big":123456789012345678901,"real":0.5,"yes":true,
       "params":{"paths":["a",5],"deep":{"x":"y"}},"list":[{"n":1},{"n":"two"}]}""")));

  @Test
  void shouldReadFields() {
    assertEquals("ping", REQUEST.text("kind", 4));
    assertEquals(Optional.of(""), REQUEST.optionalText("empty", 4));
    assertEquals(Optional.empty(), REQUEST.optionalText("none", 4));
    assertFalse(REQUEST.has("none"));
    assertEquals(7, REQUEST.integer("count", 0, 7));
    assertEquals(3, REQUEST.integer("absent", 0, 7, 3));
    assertEquals(0.5, REQUEST.number("real", 0, 1));
    assertEquals(7.0, REQUEST.number("count", 0, 10));
    assertTrue(REQUEST.bool("yes", false));
    assertTrue(REQUEST.bool("absent", true));
    assertEquals("ping", REQUEST.oneOf("kind", "x", List.of("pong", "ping")));
    assertEquals("x", REQUEST.oneOf("absent", "x", List.of("x")));
    assertEquals("y", REQUEST.object("params").object("deep").text("x", 1));
    assertEquals(1, REQUEST.objects("list", 2).getFirst().integer("n", 0, 9));
    assertEquals(List.of(), REQUEST.texts("absent", 0, 0));
  }

  @Test
  void shouldNameFieldAndReason() {
    refused("absent: missing", fields -> fields.text("absent", 9));
    refused("none: missing", fields -> fields.integer("none", 0, 9));
    refused("empty: empty", fields -> fields.text("empty", 9));
    refused("kind: longer than 3 characters", fields -> fields.text("kind", 3));
    refused("kind: expected an integer, found text", fields -> fields.integer("kind", 0, 9));
    refused("count: expected 8 to 9", fields -> fields.integer("count", 8, 9));
    refused("big: expected 0 to 9223372036854775807", fields -> fields.integer("big", 0, Long.MAX_VALUE));
    refused("real: expected an integer, found a number with a fraction",
        fields -> fields.integer("real", 0, 1));
    refused("real: expected 1 to 2", fields -> fields.number("real", 1, 2));
    refused("count: expected true or false, found an integer", fields -> fields.bool("count", true));
    refused("kind: expected one of pong", fields -> fields.oneOf("kind", "pong", List.of("pong")));
    refused("kind: expected an object, found text", fields -> fields.object("kind"));
    refused("params: expected an array, found an object", fields -> fields.texts("params", 9, 9));
    refused("list: 2 items exceed 1", fields -> fields.objects("list", 1));
    refused("params.paths[1]: expected text, found an integer",
        fields -> fields.object("params").texts("paths", 9, 9));
    refused("params.deep.x: longer than 0 characters",
        fields -> fields.object("params").object("deep").text("x", 0));
    refused("big: unknown; expected one of kind", fields -> fields.only(List.of("kind")));
  }

  @Test
  void shouldNotRepeatEndlessNamesInErrors() {
    String name = "\ud83d\ude00".repeat(5000);
    Fields fields = Fields.of(Json.Obj.EMPTY.with(name, 1));
    String shown = "\ud83d\ude00".repeat(64) + "...";
    assertEquals(shown + ": unknown; expected one of a", message(fields, given -> given.only(List.of("a"))));
    assertEquals(shown, assertThrows(MalformedException.class,
        () -> JsonReader.read(Bytes.utf8("{\"" + name + "\":nul}"))).field());
  }

  @Test
  void shouldPutTheGivenPathInFront() {
    Fields params = Fields.of("params", Json.Obj.EMPTY);
    assertEquals("params.path: missing", message(params, fields -> fields.text("path", 9)));
  }

  private static void refused(String message, Consumer<Fields> read) {
    assertEquals(message, message(REQUEST, read));
  }

  private static String message(Fields fields, Consumer<Fields> read) {
    return assertThrows(MalformedException.class, () -> read.accept(fields)).getMessage();
  }
}
