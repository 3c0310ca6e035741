package org.sheratan.edge.http.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;

class FrameJsonTest {
  @Test
  void shouldShowTheHeadOfASealedFrame() {
    Json.Obj frame = FrameJson.of(Bytes.hex("4852a1b200070102030405060708"));
    assertEquals(new Json.Text("data"), frame.get("type"));
    assertEquals(new Json.Text("normal"), frame.get("priority"));
    assertEquals(JsonWords.number(0), frame.get("hop_limit"));
    assertEquals(JsonWords.number(1), frame.get("key_id"));
    assertEquals(new Json.Text("a1b2"), frame.get("destination_hint"));
    assertEquals(JsonWords.number(7), frame.get("counter"));
    assertEquals(JsonWords.number(8), frame.get("sealed_bytes"));
  }

  @Test
  void shouldShowTheHeadOfAGroupFrame() {
    Json.Obj frame = FrameJson.of(Bytes.hex("4b31a1b2c3d40009" + "0102030405060708" + "0a0b0c0d"));
    assertEquals(new Json.Text("group"), frame.get("type"));
    assertEquals(JsonWords.number(3), frame.get("hop_limit"));
    assertEquals(new Json.Text("a1b2"), frame.get("group_hint"));
    assertEquals(new Json.Text("c3d4"), frame.get("sender_hint"));
    assertEquals(JsonWords.number(9), frame.get("counter"));
  }

  @Test
  void shouldShowCustodyMarks() {
    Json.Obj frame = FrameJson.of(Bytes.hex("11" + "0a0b0c" + "010203"));
    assertEquals(new Json.Text("custody_marks"), frame.get("type"));
    assertEquals(JsonWords.texts(List.of("0a0b0c", "010203")), frame.get("marks"));
  }

  @Test
  void shouldShowRevocationsAndWhatIsComparedOfThem() {
    Json.Obj statement = FrameJson.of(Bytes.hex("0e01" + "11".repeat(32) + "22".repeat(32) + "000301"
        + "6ab13b80" + "046c6f7374" + "33".repeat(64) + "0a0b0c0d"));
    assertEquals(new Json.Text("revocation"), statement.get("type"));
    assertEquals(new Json.Text("22".repeat(32)), statement.get("subject"));
    assertEquals(new Json.Text("lost"), statement.get("reason"));
    assertEquals(new Json.Text("2026-09-21T14:13:20Z"), statement.get("at"));
    Json.Obj digest = FrameJson.of(Bytes.hex("0902d92de094b55db877"));
    assertEquals(new Json.Text("revocation_digest"), digest.get("type"));
    assertEquals(new Json.Text("d92de094"), digest.get("digest"));
    Json.Obj summary = FrameJson.of(Bytes.hex("090300000000ffffffff259754c9c10ca8d8"));
    assertEquals(JsonWords.texts(List.of("259754c9")), summary.get("marks"));
  }

  @Test
  void shouldShowRolls() {
    Json.Obj frame = FrameJson
        .of(Bytes
            .hex("08" + "abcd" + "0012" + "000105" + "0001" + "0000" + "123452" + "fffeff" + "0a0b0c0d"));
    assertEquals(new Json.Text("roll"), frame.get("type"));
    assertEquals(Json.Int.of(0x12), frame.get("epoch_low"));
    assertEquals(Json.Int.of(0x105), frame.get("number"));
    Json.Obj near = Json.Obj.EMPTY.with("hint", "1234").with("mark", 5).with("hops", 2);
    Json.Obj lost = Json.Obj.EMPTY.with("hint", "fffe").with("mark", 15);
    assertEquals(new Json.Arr(List.of(near, lost)), frame.get("entries"));
  }

  @Test
  void shouldShowArrivalMarks() {
    Json.Obj frame = FrameJson.of(Bytes.hex("12" + "0a0b0c" + "02" + "0102030405"));
    assertEquals(new Json.Text("arrival_marks"), frame.get("type"));
    Json.Obj mark = (Json.Obj) ((Json.Arr) frame.get("marks")).items().getFirst();
    assertEquals(new Json.Text("0a0b0c"), mark.get("envelope"));
    assertEquals(Json.Int.of(2), mark.get("hops"));
    assertEquals(new Json.Text("0102030405"), mark.get("proof"));
  }

  @Test
  void shouldNameWhatIsWrong() {
    Json.Obj cut = FrameJson.of(Bytes.hex("4852a1"));
    assertEquals(new Json.Text("malformed"), cut.get("type"));
    assertEquals(new Json.Text("destination hint"), cut.get("field"));
    assertEquals(new Json.Text("malformed"), FrameJson.of(Bytes.EMPTY).get("type"));
  }

  @Test
  void shouldReadTheVectors() throws IOException {
    for (String file : List.of("announce.txt", "handshake.txt", "sealed.txt", "batch.txt",
        "revocation.txt")) {
      List<String> words = Files.readAllLines(Path.of("..", "docs", "vectors", file)).stream()
          .filter(line -> line.matches("(frame|batch|summary)=.*"))
          .map(line -> line.replaceAll(".*=", "")).filter(word -> word.matches("([0-9a-f]{2})+")).toList();
      for (String word : words) {
        assertFalse(FrameJson.of(Bytes.hex(word)).get("type").equals(new Json.Text("malformed")),
            file + ": " + word);
      }
    }
  }

  @Test
  void shouldNeverThrowOnRandomInput() {
    SeededEntropy entropy = new SeededEntropy(11);
    for (long input = Long.getLong("sheratan.fuzz", 200_000); input > 0; input--) {
      byte[] bytes = new byte[entropy.nextInt(140)];
      for (int index = 0; index < bytes.length; index++) {
        bytes[index] = (byte) entropy.nextInt(256);
      }
      assertTrue(FrameJson.of(Bytes.copyOf(bytes)).get("type") instanceof Json.Text);
    }
  }
}
