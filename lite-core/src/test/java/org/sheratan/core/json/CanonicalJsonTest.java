package org.sheratan.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

class CanonicalJsonTest {
  private static final Path VECTORS = Path.of(System.getProperty("sheratan.root"),
      "docs/vectors/wire-canonical-json.txt");

  @Test
  void shouldWriteWhatPythonWrites() throws IOException {
    List<String> lines = Files.readAllLines(VECTORS);
    assertTrue(lines.size() > 2000);
    for (String line : lines) {
      String[] parts = line.split(" ");
      Json value = JsonReader.read(Bytes.hex(parts[0]));
      assertEquals(Bytes.hex(parts[1]).toUtf8(), CanonicalJson.text(value));
    }
  }

  @Test
  void shouldReadItsOwnOutputAsTheSameValue() throws IOException {
    for (String line : Files.readAllLines(VECTORS)) {
      Json value = JsonReader.read(Bytes.hex(line.split(" ")[0]));
      assertEquals(value, JsonReader.read(CanonicalJson.bytes(value)));
      assertEquals(value, JsonReader.read(Bytes.utf8(PrettyJson.text(value))));
    }
  }

  @Test
  void shouldOrderNamesByCodePointNotByUtf16Unit() {
    Json.Obj object = Json.Obj.EMPTY.with("\ud83d\ude00", 1).with("\uffff", 2).with("a", 3);
    assertEquals("{\"a\":3,\"\uffff\":2,\"\ud83d\ude00\":1}", CanonicalJson.text(object));
  }

  @Test
  void shouldWriteTheFewestDigitsOfTheSmallestDouble() {
    assertEquals("5e-324", CanonicalJson.text(new Json.Real(Double.MIN_VALUE)));
    assertEquals("-0.0", CanonicalJson.text(new Json.Real(-0.0)));
    assertEquals("1e+16", CanonicalJson.text(new Json.Real(1e16)));
    assertEquals("1000000000000000.0", CanonicalJson.text(new Json.Real(1e15)));
  }

  @Test
  void shouldHashLikePythonsHashlib() {
    // hashlib.sha256(b'{"kind":"ping","params":{}}').hexdigest()
    Json.Obj payload = Json.Obj.EMPTY.with("params", Json.Obj.EMPTY).with("kind", "ping");
    assertEquals("2c2c2e9d5bcfc2eb239e7cb9bc6e5e9cc8a464c42b9db6bb121a7b0d62c16c6f",
        CanonicalJson.sha256(payload).toHex());
  }

  @Test
  void shouldPrintOneFieldALineForPeople() {
    Json.Obj object = Json.Obj.EMPTY.with("b", new Json.Arr(List.of(Json.Int.of(1), new Json.Null())))
        .with("a", Json.Obj.EMPTY).with("c", new Json.Arr(List.of()));
    assertEquals("{\n  \"a\": {},\n  \"b\": [\n    1,\n    null\n  ],\n  \"c\": []\n}",
        PrettyJson.text(object));
  }
}
