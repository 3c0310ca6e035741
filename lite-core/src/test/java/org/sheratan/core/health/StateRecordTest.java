package org.sheratan.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

/** The byte tables of docs/storage-format.md, against docs/vectors/health.txt. */
class StateRecordTest {
  private static final StateRecord RECORD = new StateRecord(List.of())
      .then(SystemState.RECOVERY, "down: storage", Transition.SYSTEM, Json.Obj.EMPTY, 0)
      .then(SystemState.PAUSED, "maintenance", "ann", Json.Obj.EMPTY.with("ticket", 7), 1_700_000_000_123L);

  @Test
  void shouldKeepItsBytes() throws IOException {
    assertEquals(vectors().get("state"), RECORD.encode());
    assertEquals(RECORD, StateRecord.decode(RECORD.encode()));
    assertTrue(RECORD.held());
    Sample sample = new Sample(new TreeMap<>(Map.of(Metric.JOB_SUCCESS, 0.5f, Metric.WORKERS, 1f)));
    assertEquals(vectors().get("sample"), Sample.encode(sample));
    assertEquals(sample, Sample.decode(new ByteReader(Sample.encode(sample))));
  }

  /** Nothing was kept with them. */
  @Test
  void shouldReadTransitionsOfBefore() throws IOException {
    StateRecord before = StateRecord.decode(vectors().get("state-1"));
    assertEquals(2, before.transitions().size());
    assertEquals(Json.Obj.EMPTY, before.transitions().getFirst().meta());
    assertEquals("maintenance", before.transitions().getFirst().reason());
    assertTrue(before.held());
  }

  @Test
  void shouldKeepTheLatestOnly() {
    StateRecord record = RECORD;
    for (int more = 0; more < 100; more++) {
      record = record.then(more % 2 == 0 ? SystemState.OPERATIONAL : SystemState.DEGRADED,
          "\u00e4".repeat(Transition.MAX_REASON_CHARS), "x".repeat(Transition.MAX_ACTOR_CHARS),
          Json.Obj.EMPTY.with("m", "y".repeat(1_000)), more);
    }
    assertEquals(StateRecord.KEPT, record.transitions().size());
    assertEquals(102, record.transitions().getFirst().number());
    assertEquals(record, StateRecord.decode(record.encode()));
  }

  @Test
  void shouldRefuseWhateverItDidNotWrite() {
    Bytes right = RECORD.encode();
    for (int length = 0; length < right.length(); length++) {
      Bytes cut = right.slice(0, length);
      assertThrows(MalformedException.class, () -> StateRecord.decode(cut));
    }
    SeededEntropy entropy = new SeededEntropy(5);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = right.toArray();
      bytes[entropy.nextInt(bytes.length)] ^= (byte) (1 << entropy.nextInt(8));
      try {
        StateRecord.decode(Bytes.copyOf(bytes));
      } catch (MalformedException typed) {
        assertTrue(!typed.field().isEmpty());
      }
    }
  }

  private static Map<String, Bytes> vectors() throws IOException {
    Map<String, Bytes> vectors = new TreeMap<>();
    for (String line : Files
        .readAllLines(Path.of(System.getProperty("sheratan.root"), "docs/vectors/health.txt"))) {
      if (!line.startsWith("#")) {
        vectors.put(line.split(" ")[0], Bytes.hex(line.split(" ")[1]));
      }
    }
    return vectors;
  }
}
