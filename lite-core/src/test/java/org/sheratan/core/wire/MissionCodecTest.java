package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class MissionCodecTest {
  private static final Path VECTORS = Path.of(System.getProperty("sheratan.root"),
      "docs/vectors/missions.txt");
  private static final String OWNER = WireFixtures.JOB.owner();
  private static final Mission MISSION = new Mission(new MissionId(OWNER, 3, 17), Origin.UNKNOWN,
      new Mission.Draft("Survey the valley", "all of it", "alice", "active",
          Json.Obj.EMPTY.with("area", 7).with("path", "a"), List.of("field", "k\u00e9y")),
      1_795_219_200_000L);
  private static final Mission MADE = new Mission(MISSION.id(), new Origin(Origin.Zone.API, "ci"),
      MISSION.draft(), MISSION.createdWallMs());
  private static final Task TASK = new Task(new TaskId(OWNER, 3, 4), MISSION.id(),
      new Task.Draft("walk", "", "read_file", Json.Obj.EMPTY.with("path", "a")), 0);

  @Test
  void shouldWriteAndReadTheVectors() throws IOException {
    Map<String, Bytes> vectors = new TreeMap<>();
    for (String line : Files.readAllLines(VECTORS)) {
      if (!line.startsWith("#")) {
        vectors.put(line.split(" ")[0], Bytes.hex(line.split(" ")[1]));
      }
    }
    assertEquals(vectors.get("mission").toHex(), MissionCodec.encode(MISSION).toHex());
    assertEquals(vectors.get("made").toHex(), MissionCodec.encode(MADE).toHex());
    assertEquals(MADE, MissionCodec.decodeMission(vectors.get("made")));
    assertEquals(vectors.get("task").toHex(), MissionCodec.encode(TASK).toHex());
    assertEquals(MISSION, MissionCodec.decodeMission(vectors.get("mission")));
    assertEquals(TASK, MissionCodec.decodeTask(vectors.get("task")));
  }

  /** A character beyond U+FFFF counted as two, other than in what the API documents. */
  @Test
  void shouldCountCharactersAndNotTheirHalves() {
    String longest = "\ud83d\udca7".repeat(MissionRules.TITLE_CHARS);
    Mission.Draft draft = new Mission.Draft(longest, "", "alice", "active", Json.Obj.EMPTY, List.of());
    MissionRules.check(draft);
    Mission mission = new Mission(MISSION.id(), Origin.UNKNOWN, draft, 0);
    assertEquals(mission, MissionCodec.decodeMission(MissionCodec.encode(mission)));
    assertThrows(MalformedException.class,
        () -> MissionRules.check(
            new Mission.Draft(longest + "x", "", "alice", "active", Json.Obj.EMPTY, List.of())));
  }

  @Test
  void shouldRefuseCutAndChangedOnesWithoutAnyOtherError() {
    fuzz(MissionCodec.encode(MISSION), MissionCodec::decodeMission, MissionCodec::encode);
    fuzz(MissionCodec.encode(MADE), MissionCodec::decodeMission, MissionCodec::encode);
    fuzz(MissionCodec.encode(TASK), MissionCodec::decodeTask, MissionCodec::encode);
  }

  private static <T> void fuzz(Bytes stored, Function<Bytes, T> decode, Function<T, Bytes> encode) {
    for (int length = 0; length < stored.length(); length++) {
      Bytes cut = stored.slice(0, length);
      assertThrows(MalformedException.class, () -> decode.apply(cut));
    }
    SeededEntropy entropy = new SeededEntropy(5);
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = stored.toArray();
      changed[entropy.nextInt(changed.length)] = (byte) entropy.nextLong();
      try {
        T read = decode.apply(Bytes.copyOf(changed));
        assertEquals(read, decode.apply(encode.apply(read)));
      } catch (MalformedException refused) {
        continue;
      }
    }
  }
}
