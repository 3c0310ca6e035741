package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.ClientWords;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.SpecNotes;
import org.sheratan.core.mission.TaskId;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** What clients of the original's API said, as the journal keeps it. */
class ClientWordsTest {
  private static final Json.Obj PARAMS = object("{\"path\":\"a\"}");
  private static final Json.Obj REST = object("{\"_meta\":{\"who\":\"hud\"},\"note\":null}");
  private static final JobSpec SPEC = JobSpec.of("read_file", PARAMS)
      .noting(SpecNotes.NONE.words(new ClientWords(true, true, false, REST)));

  @Test
  void shouldKeepToTheVectors() throws IOException {
    Path file = Path.of(System.getProperty("sheratan.root"), "docs/vectors/original.txt");
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split(" ");
      switch (parts[0]) {
        case "uuid" -> assertEquals(parts[2], uuid(parts[1]), line);
        case "spec" -> {
          assertEquals(parts[1], JobSpecCodec.encode(SPEC).toHex());
          assertEquals(SPEC, JobSpecCodec.decode(Bytes.hex(parts[1])));
        }
        default -> assertEquals("#", parts[0], line);
      }
    }
  }

  @Test
  void shouldGiveBackThePayloadAsItWas() {
    for (String payload : List.of("{\"kind\":\"read_file\",\"params\":{\"path\":\"a\"}}",
        "{\"kind\":\"read_file\",\"x\":1}",
        "{\"params\":{\"path\":\"a\"},\"kind\":null}", "{}", "{\"task\":{\"kind\":\"agent_plan\"}}")) {
      Json.Obj said = object(payload);
      boolean kind = said.get("kind") instanceof Json.Text;
      boolean params = said.get("params") != null;
      Json.Obj rest = params ? said.without("params") : said;
      ClientWords words = new ClientWords(false, kind, params, kind ? rest.without("kind") : rest);
      JobSpec spec = JobSpec.of("read_file", PARAMS).noting(SpecNotes.NONE.words(words));
      JobSpec stored = JobSpecCodec.decode(JobSpecCodec.encode(spec));
      assertEquals(CanonicalJson.text(said), CanonicalJson.text(words.payload(stored)));
    }
  }

  @Test
  void shouldBoundWhatAPayloadHoldsBesides() {
    ClientWords large = new ClientWords(false, true, true,
        Json.Obj.EMPTY.with("x", "y".repeat(JobSpecRules.MAX_REST_BYTES)));
    JobSpec spec = JobSpec.of("ping", Json.Obj.EMPTY).noting(SpecNotes.NONE.words(large));
    assertEquals("payload",
        assertThrows(MalformedException.class, () -> JobSpecRules.check(spec)).field());
  }

  @Test
  void shouldRefuseUnknownFlagsAndOptions() {
    String good = JobSpecCodec.encode(SPEC).toHex();
    String words = SpecNotesCodec.encode(SPEC.notes().words().orElseThrow()).toHex();
    assertRefused("words", good.replace(words, "0b" + words.substring(2)));
    assertRefused("spec notes", good.replace("01" + length(words) + words, "1f" + length(words) + words));
  }

  private static String length(String hex) {
    return String.format(java.util.Locale.ROOT, "%02x", hex.length() / 2);
  }

  private static void assertRefused(String field, String hex) {
    assertEquals(field,
        assertThrows(MalformedException.class, () -> JobSpecCodec.decode(Bytes.hex(hex))).field());
  }

  private static String uuid(String name) {
    return name.startsWith("mi-")
        ? OwnedUuid.of(MissionId.parse(name))
        : name.startsWith("t-") ? OwnedUuid.of(TaskId.parse(name)) : OwnedUuid.of(JobId.parse(name));
  }

  private static Json.Obj object(String text) {
    return JsonReader.readObject(Bytes.utf8(text));
  }
}
