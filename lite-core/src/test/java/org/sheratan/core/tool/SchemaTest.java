package org.sheratan.core.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class SchemaTest {
  private static final Schema SCHEMA = SchemaReader.read(
      """
          {"type":"object","title":"T","description":"D","additionalProperties":false,"required":["name"],"properties":{
          "name":{"type":"string","minLength":2,"maxLength":4},
          "count":{"type":"integer","minimum":1,"maximum":3,"default":2},
          "share":{"type":"number","minimum":0.5},
          "below":{"type":"number","maximum":9},
          "on":{"type":"boolean","default":false},
          "list":{"type":"array","minItems":2,"maxItems":3,"items":{"type":"integer"}},
          "deep":{"type":"object","required":["a"],"properties":{"a":{"type":"boolean"},"b":{"type":"string","default":"x"}}},
          "word":{"type":"string","enum":["a","b"]},
          "one":{"type":"integer","enum":[1,2]}}}""");

  @Test
  void shouldFillInWhatIsLeftOut() {
    assertEquals("{\"count\":2,\"name\":\"ab\",\"on\":false}", completed("{\"name\":\"ab\",\"share\":null}"));
    assertEquals(
        "{\"below\":9,\"count\":3,\"deep\":{\"a\":true,\"b\":\"x\",\"c\":[null]},\"list\":[1,2],\"name\":\"abcd\","
            + "\"on\":true,\"one\":1,\"share\":0.5,\"word\":\"b\"}",
        completed(
            "{\"name\":\"abcd\",\"count\":3,\"on\":true,\"deep\":{\"a\":true,\"c\":[null]},\"share\":0.5,"
                + "\"below\":9,\"list\":[1,2],\"word\":\"b\",\"one\":1}"));
  }

  @Test
  void shouldNameTheMemberThatBreaksARule() {
    refused("params.name: missing", "{}");
    refused("params.name: missing", "{\"name\":null}");
    refused("params.name: empty", "{\"name\":\"\"}");
    refused("params.name: shorter than 2 characters", "{\"name\":\"a\"}");
    refused("params.name: longer than 4 characters", "{\"name\":\"abcde\"}");
    refused("params.name: expected text, found an integer", "{\"name\":1}");
    refused("params.count: expected 1 to 3", "{\"name\":\"ab\",\"count\":4}");
    refused("params.count: expected 1 to 3", "{\"name\":\"ab\",\"count\":-9999999999999999999999}");
    refused("params.count: expected an integer, found a number with a fraction",
        "{\"name\":\"ab\",\"count\":1.5}");
    refused("params.share: expected at least 0.5", "{\"name\":\"ab\",\"share\":0}");
    refused("params.below: expected at most 9", "{\"name\":\"ab\",\"below\":10}");
    refused("params.share: expected a number, found true or false", "{\"name\":\"ab\",\"share\":true}");
    refused("params.on: expected true or false, found text", "{\"name\":\"ab\",\"on\":\"yes\"}");
    refused("params.list: expected an array, found text", "{\"name\":\"ab\",\"list\":\"1\"}");
    refused("params.list: empty", "{\"name\":\"ab\",\"list\":[]}");
    refused("params.list: fewer than 2 items", "{\"name\":\"ab\",\"list\":[1]}");
    refused("params.list: 4 items exceed 3", "{\"name\":\"ab\",\"list\":[1,2,3,4]}");
    refused("params.list[1]: expected an integer, found null", "{\"name\":\"ab\",\"list\":[1,null]}");
    refused("params.deep.a: missing", "{\"name\":\"ab\",\"deep\":{}}");
    refused("params.deep: expected an object, found an array", "{\"name\":\"ab\",\"deep\":[]}");
    refused("params.word: expected one of a, b", "{\"name\":\"ab\",\"word\":\"c\"}");
    refused("params.one: expected one of 1, 2", "{\"name\":\"ab\",\"one\":3}");
    refused("params.nme: unknown; expected one of below, count, deep, list, name, on, one, share, word",
        "{\"name\":\"ab\",\"nme\":1}");
  }

  @Test
  void shouldNeedOneOfSeveral() {
    Schema either = SchemaReader.read("""
        {"type":"object","anyOf":[{"required":["a"]},{"required":["b"]}],
         "properties":{"a":{"type":"integer"},"b":{"type":"integer"}}}""");
    assertEquals("{\"a\":1}", CanonicalJson.text(either.complete("params", json("{\"a\":1,\"b\":null}"))));
    assertEquals("params.b: missing",
        assertThrows(MalformedException.class, () -> either.complete("params", Json.Obj.EMPTY)).getMessage());
    Schema none = SchemaReader.read("{\"type\":\"object\",\"additionalProperties\":false}");
    assertEquals("params.a: unknown; expected none",
        assertThrows(MalformedException.class, () -> none.complete("params", json("{\"a\":1}")))
            .getMessage());
  }

  @Test
  void shouldRefuseRulesThatNobodyWouldKeep() {
    unreadable("schema.type: expected one of object, array, string, integer, number, boolean", "{}");
    unreadable("schema.pattern: unknown; expected one of type, title, description, default, examples, enum,"
        + " minLength, maxLength", "{\"type\":\"string\",\"pattern\":\"a+\"}");
    unreadable("schema.required: b is not among the properties",
        "{\"type\":\"object\",\"required\":[\"b\"]}");
    unreadable("schema.anyOf: b is not among the properties",
        "{\"type\":\"object\",\"anyOf\":[{\"required\":[\"b\"]}]}");
    unreadable("schema.anyOf[0].required: expected one name", "{\"type\":\"object\",\"anyOf\":[{}]}");
    unreadable("schema.default: expected an integer, found text", "{\"type\":\"integer\",\"default\":\"1\"}");
    unreadable("schema.examples[1]: expected at most 3",
        "{\"type\":\"integer\",\"maximum\":3,\"examples\":[1,4]}");
    unreadable("schema.minimum: expected a number, found text", "{\"type\":\"integer\",\"minimum\":\"1\"}");
    unreadable("schema.properties.a b: expected a name of 1 to 64 letters, digits, _ or -",
        "{\"type\":\"object\",\"properties\":{\"a b\":{\"type\":\"string\"}}}");
    unreadable("schema.items.items.items.items.items.items: nests deeper than 6",
        "{\"type\":\"array\",\"items\":".repeat(7) + "{\"type\":\"string\"}" + "}".repeat(7));
    unreadable("schema.properties.a.type: expected text, found an integer",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":1}}}");
  }

  @Test
  void shouldReadAnySchemaOrSayWhatIsWrong() {
    long seed = 77;
    System.out.println("seed " + seed);
    Entropy entropy = new SeededEntropy(seed);
    int read = 0;
    for (int round = 0; round < Integer.getInteger("sheratan.fuzz", 50_000); round++) {
      Json.Obj written = schema(entropy, 0);
      try {
        Schema schema = SchemaReader.read("schema", written);
        read++;
        if (schema.type() == Schema.Type.OBJECT) {
          schema.complete("params", schema(entropy, 0));
        }
      } catch (MalformedException refused) {
        assertTrue(refused.field().startsWith("schema") || refused.field().startsWith("params"),
            refused.getMessage());
      }
    }
    assertTrue(read > 100, "only " + read + " were schemas");
  }

  private static Json.Obj schema(Entropy entropy, int depth) {
    List<String> words = List.of("type", "properties", "required", "additionalProperties", "anyOf", "items",
        "minItems",
        "maxItems", "minLength", "maxLength", "minimum", "maximum", "enum", "default", "examples", "a");
    Json.Obj schema = Json.Obj.EMPTY.with("type",
        List.of("object", "array", "string", "integer", "number", "boolean", "x").get(entropy.nextInt(7)));
    for (int left = entropy.nextInt(3); left > 0; left--) {
      schema = schema.with(words.get(entropy.nextInt(words.size())), value(entropy, depth));
    }
    return schema;
  }

  private static Json value(Entropy entropy, int depth) {
    return switch (entropy.nextInt(depth < 4 ? 9 : 6)) {
      case 0 -> new Json.Null();
      case 1 -> new Json.Bool(entropy.chance(0.5));
      case 2 -> Json.Int.of(entropy.nextInt(9) - 2);
      case 3 -> new Json.Real(entropy.nextDouble() * 4);
      case 4, 5 -> new Json.Text(List.of("a", "", "\n", "object").get(entropy.nextInt(4)));
      case 6 -> new Json.Arr(List.of(value(entropy, depth + 1), schema(entropy, depth + 1)));
      case 7 -> schema(entropy, depth + 1);
      default -> Json.Obj.EMPTY.with("a", schema(entropy, depth + 1));
    };
  }

  private static String completed(String params) {
    return CanonicalJson.text(SCHEMA.complete("params", json(params)));
  }

  private static Json.Obj json(String text) {
    return JsonReader.readObject(Bytes.utf8(text));
  }

  private static void refused(String message, String params) {
    assertEquals(message, assertThrows(MalformedException.class, () -> completed(params)).getMessage());
  }

  private static void unreadable(String message, String schema) {
    assertEquals(message,
        assertThrows(MalformedException.class, () -> SchemaReader.read(schema)).getMessage());
  }
}
