package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

/** 1 MB in ten files at 100 kB/s: ten seconds, with a checkpoint about every second. */
class HashCheckpointTest {
  @TempDir
  Path base;
  private ToolFixture fixture;
  private Json.Obj whole;
  private List<Interim> handedIn;

  @BeforeEach
  void hash() {
    fixture = new ToolFixture(base, ToolLimits.STANDARD.withIoBytesPerSecond(100_000));
    for (int index = 0; index < 10; index++) {
      fixture.file("f" + index, ("" + index).repeat(100_000));
    }
    whole = fixture.result("hash_files", "{}");
    handedIn = handedIn();
  }

  private List<Interim> handedIn() {
    return fixture.events.stream().filter(ToolEvent.Progressed.class::isInstance)
        .map(event -> ((ToolEvent.Progressed) event).said()).toList();
  }

  private ToolEvent.Finished from(Bytes checkpoint) {
    return assertInstanceOf(ToolEvent.Finished.class, fixture.end("hash_files", "{}", checkpoint));
  }

  @Test
  void shouldHandInWhereItIs() {
    assertTrue(handedIn.size() >= 8, handedIn.size() + " times");
    Interim fourth = handedIn.get(3);
    assertTrue(fourth.word().matches("[3-5] of 10 files"), fourth.word());
    assertTrue(fourth.partial().orElseThrow().get("bytes") instanceof Json.Int);
    assertTrue(fourth.checkpoint().length() < 300, fourth.checkpoint().length() + " bytes");
  }

  @Test
  void shouldGoOnFromEveryCheckpoint() {
    for (Interim said : handedIn) {
      long startMs = fixture.nowMs;
      ToolEvent.Finished finished = from(said.checkpoint());
      long resumed = ((Json.Int) finished.result().get("resumed_bytes")).value().longValueExact();
      assertEquals(CanonicalJson.text(whole), CanonicalJson.text(finished.result().without("resumed_bytes")));
      assertEquals(1_000_000 - resumed, finished.units());
      long tookMs = fixture.nowMs - startMs;
      assertTrue(tookMs <= (1_000_000 - resumed) / 100 + 200, tookMs + " ms for the rest");
    }
  }

  @Test
  void shouldBeginAnewWhereAFileBeforeItChanged() throws IOException {
    Interim fourth = handedIn.get(3);
    FileTime before = Files.getLastModifiedTime(fixture.workspace.resolve("f0"));
    Files.setLastModifiedTime(fixture.workspace.resolve("f0"),
        FileTime.fromMillis(before.toMillis() - 1_000));
    ToolEvent.Finished finished = from(fourth.checkpoint());
    assertEquals(whole, finished.result());
    assertTrue(handedIn().getFirst().word().startsWith("anew, other files; "), handedIn().getFirst().word());
    Files.setLastModifiedTime(fixture.workspace.resolve("f0"), before);
    fixture.file("f99", "later in the order of names");
    ToolEvent.Finished more = from(fourth.checkpoint());
    assertTrue(more.result().get("resumed_bytes") instanceof Json.Int, "what comes after it may change");
    assertEquals(fixture.result("hash_files", "{}").get("sha256"), more.result().get("sha256"));
  }

  @Test
  void shouldBeginAnewFromWhatItCannotRead() {
    for (Bytes bad : List.of(Bytes.hex("00"), handedIn.get(3).checkpoint().slice(1),
        handedIn.get(3).checkpoint().concat(Bytes.hex("00")))) {
      assertEquals(whole, from(bad).result());
      assertTrue(handedIn().getFirst().word().startsWith("anew, bad checkpoint; "));
    }
  }

  @Test
  void shouldHandInNoCheckpointWhereEachHashIsWanted() {
    fixture.finished("hash_files", "{\"per_file\":true}");
    assertTrue(handedIn().stream().allMatch(Interim::isNone));
  }

  @Test
  void shouldReadNoCheckpointThatIsCutOrCannotBe() {
    Bytes valid = handedIn.get(3).checkpoint();
    for (int length = 0; length < valid.length(); length++) {
      Bytes cut = valid.slice(0, length);
      assertThrows(MalformedException.class, () -> HashPoint.decode(cut));
    }
    SeededEntropy entropy = new SeededEntropy(6);
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = valid.toArray();
      changed[entropy.nextInt(changed.length)] = (byte) entropy.nextLong();
      try {
        HashPoint point = HashPoint.decode(Bytes.copyOf(changed));
        assertEquals(Bytes.copyOf(changed), point.encode());
      } catch (MalformedException refused) {
        continue;
      }
    }
    assertEquals(1, new ByteReader(valid).u8("version"));
  }
}
