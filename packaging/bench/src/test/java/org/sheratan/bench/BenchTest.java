package org.sheratan.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.store.MemoryIndex;

class BenchTest {
  @TempDir
  Path temp;

  @Test
  void shouldPrintFiguresAsOneJsonDocument() {
    List<Figure> figures = List.of(Figure.atLeast("a", 300, "commits/s", "peer", 200),
        Figure.alone("b", 1.25, "bytes"));
    assertEquals("{\"figures\":[{\"name\":\"a\",\"peer\":\"peer\",\"peerValue\":200,\"ratio\":1.5,"
        + "\"unit\":\"commits/s\",\"value\":300},{\"name\":\"b\",\"peer\":null,\"peerValue\":null,"
        + "\"ratio\":null,\"unit\":\"bytes\",\"value\":1.25}],\"settings\":[\"seed 1\"]}",
        CanonicalJson.text(Bench.json(List.of("seed 1"), figures)));
  }

  @Test
  void shouldPrintFiguresForPeople() {
    String text = Bench.text(List.of("seed 1"), List.of(Figure.atLeast("a", 300, "commits/s", "peer", 200)));
    assertTrue(
        text.startsWith("seed 1\n") && text.contains("300.00 commits/s") && text.contains("ratio 1.50"),
        text);
  }

  @Test
  void shouldNameEachBenchmarkOnce() {
    List<String> names = Bench.all().stream().map(Benchmark::name).toList();
    assertEquals(names.stream().distinct().toList(), names);
  }

  @Test
  void shouldTakeTheMedian() {
    assertEquals(2, Crew.median(List.of(9.0, 1.0, 2.0)));
    assertEquals(1.5, Crew.median(List.of(1.0, 2.0)));
  }

  @Test
  void shouldCommitOnBothSides() throws Exception {
    byte[] value = new byte[200];
    assertTrue(JournalCommits.measure(temp.resolve("ours"), new MemoryIndex(), 4, 50, value) > 0);
    assertTrue(SqliteCommits.shared(temp, 4, 50, value) > 0);
  }
}
