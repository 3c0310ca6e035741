package org.sheratan.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class JsonReaderTest {
  @Test
  void shouldReadEachKindOfValue() {
    assertEquals(new Json.Null(), read("null"));
    assertEquals(new Json.Bool(true), read(" true "));
    assertEquals(new Json.Text("a\"\u00e9\ud83d\ude00"), read("\"a\\\"\\u00e9\\ud83d\\ude00\""));
    assertEquals(new Json.Int(new BigInteger("123456789012345678901234567890")),
        read("123456789012345678901234567890"));
    assertEquals(new Json.Real(1.0), read("1.0"));
    assertEquals(new Json.Real(100.0), read("1e2"));
    assertEquals(Json.Obj.EMPTY.with("a", 1), read("{\"a\":1}"));
  }

  @Test
  void shouldNamePathAndByteOfADuplicateName() {
    MalformedException broken = refused("{\"\u00e4\":[0,{\"b\":1,\"b\":2}]}");
    assertEquals("\u00e4[1].b", broken.field());
    assertEquals("named twice", broken.reason());
    assertEquals(19, broken.offset());
  }

  @Test
  void shouldSayInPlainWordsWhatItExpected() {
    assertEquals("expected a value: a text in double quotes, a number, true, false, null, [ or {",
        refused("nojson").reason());
    assertEquals(refused("nojson").reason(), refused("{\"a\":x}").reason());
    assertEquals("expected a name in double quotes", refused("{a:1}").reason());
    assertEquals("params at byte 11: expected a name in double quotes",
        refused("{\"params\":{a:1}}").getMessage());
    assertEquals("expected ',' or ']'", refused("[1 2]").reason());
    assertEquals("expected a digit", refused("[-]").reason());
    assertEquals("nothing may follow the value", refused("{} {}").reason());
    assertEquals("ends too early", refused("[1,").reason());
  }

  @Test
  void shouldRefuseLoneSurrogatesInTextAndNames() {
    assertEquals("lone surrogate", refused("\"\\ud83d\"").reason());
    assertEquals("lone surrogate", refused("{\"\\ude00x\":1}").reason());
    assertEquals("lone surrogate", refused("[\"\\ude00\\ud83d\"]").reason());
  }

  @Test
  void shouldNameTheParentOfANameThatIsNoText() {
    assertEquals("document", refused("{\"\\ud800\":1}").field());
    assertEquals("params", refused("{\"params\":{\"\\udc00\":1}}").field());
  }

  @Test
  void shouldRefuseWhatIsNotUtf8() {
    MalformedException broken = assertThrows(MalformedException.class,
        () -> JsonReader.read(Bytes.hex("2261ff22")));
    assertEquals(2, broken.offset());
    assertThrows(MalformedException.class, () -> JsonReader.read(Bytes.hex("22eda08022")));
  }

  /** A number takes a hundred times the two bytes that it is written in. */
  @Test
  void shouldRefuseMoreValuesThanTheLimitWhereTheyBegin() {
    read("{\"a\":[" + "1,".repeat(9_997) + "1]}");
    MalformedException broken = refused("{\"a\":[" + "1,".repeat(9_998) + "1]}");
    assertEquals("more than 10000 values", broken.reason());
    assertEquals("a[9998]", broken.field());
    assertEquals(20_003, broken.offset());
    for (String value : List.of("[]", "{}", "\"\"", "1.5", "true", "null")) {
      String document = "[" + (value + ",").repeat(10_000) + value + "]";
      assertEquals("more than 10000 values", refused(document).reason(), value);
      JsonReader.read(Bytes.utf8(document), JsonLimits.ours(document.length()));
    }
  }

  @Test
  void shouldKeepOneObjectForASmallNumber() {
    for (int value : new int[]{-128, 0, 7, 1023}) {
      assertSame(read(Integer.toString(value)), Json.Int.of(value));
      assertEquals(new Json.Int(BigInteger.valueOf(value)), Json.Int.of(value));
    }
    for (int value : new int[]{-129, 1024, Integer.MIN_VALUE}) {
      assertEquals(read(Integer.toString(value)), Json.Int.of(value));
    }
  }

  @Test
  void shouldNestAsDeepAsTheLimitAndNoDeeper() {
    read("[".repeat(32) + "]".repeat(32));
    assertEquals("nested deeper than 32", refused("[".repeat(33) + "]".repeat(33)).reason());
    assertEquals("nested deeper than 32", refused("{\"a\":".repeat(33)).reason());
  }

  @Test
  void shouldNameTheSizeLimit() {
    String text = "\"" + "x".repeat(64 * 1024 - 1) + "\"";
    assertEquals("65537 bytes exceed 65536", refused(text).reason());
    assertEquals("10 bytes exceed 8",
        assertThrows(MalformedException.class,
            () -> JsonReader.read(Bytes.utf8("[1,2,3,45]"), JsonLimits.STANDARD.withMaxBytes(8))).reason());
  }

  @Test
  void shouldRefuseNumbersBeyondReach() {
    assertEquals("number too large", refused("[1e999]").reason());
    assertEquals("number of 4301 characters exceeds 4300", refused("1" + "0".repeat(4300)).reason());
    read("1" + "0".repeat(4299));
  }

  @Test
  void shouldRefuseWhatIsNotJson() {
    for (String text : new String[]{"", " ", "{", "[1,]", "{\"a\":1,}", "01", "+1", ".5", "1.", "nan", "NaN",
        "Infinity", "'a'", "{a:1}", "tru", "[1 2]", "1 2", "\"\t\"", "\"\\x\"", "\"\\u12\"", "// c\n1",
        "\ufeff1"}) {
      refused(text);
    }
  }

  @Test
  void shouldPointAtTheBrokenByte() {
    MalformedException broken = refused("{\"kind\":\"ping\",}");
    assertEquals(15, broken.offset());
  }

  private static Json read(String text) {
    return JsonReader.read(Bytes.utf8(text));
  }

  private static MalformedException refused(String text) {
    return assertThrows(MalformedException.class, () -> read(text), text);
  }
}
