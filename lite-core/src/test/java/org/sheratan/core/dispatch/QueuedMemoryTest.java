package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.json.JsonWeight;
import org.sheratan.kernel.Bytes;

/** Jobs were counted, not their parameters: some hundred large ones ended the node, at every start again. */
class QueuedMemoryTest {
  @Test
  void shouldWeighManySmallValuesMoreThanTheirText() {
    Json numbers = new Json.Arr(Collections.nCopies(10_000, Json.Int.of(1)));
    assertTrue(JsonWeight.of(numbers) > 20 * 20_000, "their text has 20,000 characters");
    assertTrue(JsonWeight.of(new Json.Text("x".repeat(40_000))) < 41_000);
    Json.Obj params = JsonReader.readObject(
        Bytes.utf8("{\"a\":[1,2.5,true,null,\"text\"],\"b\":{\"c\":{}}}"));
    assertEquals(64 + 96 + 1 + 64 + 5 * 8 + 80 + 24 + 16 + 16 + 60 + 96 + 1 + 64 + 96 + 1 + 64,
        JsonWeight.of(params));
    assertTrue(JsonWeight.of(new Json.Int(BigInteger.ONE.shiftLeft(8_000))) > 1_000);
    assertEquals(64, JsonWeight.of(new Json.Arr(List.of())));
    assertEquals(56 + 1 + 2 + 3 + 4, JsonWeight.of(new Json.Text("aé€😀")));
  }

  /** One such character made a text weigh half of what it took. */
  @Test
  void shouldWeighTextAsLongAsJavaKeepsIt() {
    assertEquals(56 + 2 * 1_001, JsonWeight.of(new Json.Text("x".repeat(1_000) + "€")));
    assertEquals(56 + 2 * 1_000, JsonWeight.of(new Json.Text("é".repeat(1_000))), "in UTF-8");
    assertEquals(64 + 96 + 2 * 101 + 16, JsonWeight.of(Json.Obj.EMPTY.with("k".repeat(100) + "ł", true)));
  }
}
