package org.sheratan.edge.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;

class TraceLogTest {
  private static final long MB = 1_000_000;

  @TempDir
  Path folder;

  @Test
  void shouldReadWhatItWroteNewestFirst() throws IOException {
    TraceLog log = TraceFixtures.written(folder, MB, 0, 30);
    TracePage page = log.page(TraceQuery.latest(10, 1_000));
    assertEquals(names(29, 20), names(page));
    TracePage rest = log.page(TraceQuery.latest(100, 1_000).before(page.reach().next()));
    assertEquals(names(19, 0), names(rest));
    assertEquals(Optional.empty(), rest.reach().next());
    assertEquals(0, log.lost());
  }

  @Test
  void shouldFindOnlyWhatIsAboutAJob() throws IOException {
    TraceLog log = TraceFixtures.written(folder, MB, 0, 30);
    TracePage page = log.page(TraceQuery.latest(10, 1_000).where("job_id", "k7f3q2ab-3-7"));
    assertEquals(List.of("d-26", "d-16", "d-6"), names(page), "text that looks like a field is none");
  }

  @Test
  void shouldLookAtNoMoreThanItMay() throws IOException {
    TraceLog log = TraceFixtures.written(folder, MB, 0, 30);
    TraceQuery query = TraceQuery.latest(10, 5).where("job_id", "k7f3q2ab-3-1");
    TracePage page = log.page(query);
    assertEquals(5, page.reach().scanned());
    List<String> found = new ArrayList<>(names(page));
    while (page.reach().next().isPresent()) {
      page = log.page(query.before(page.reach().next()));
      found.addAll(names(page));
    }
    assertEquals(List.of("d-20", "d-10", "d-0"), found);
  }

  @Test
  void shouldStayWithinItsSizeAndKeepPlaces() throws IOException {
    TraceFixtures.written(folder, 40_000, 0, 300);
    TraceLog log = null;
    for (int batch = 1; batch < 10; batch++) {
      log = TraceFixtures.written(folder, 40_000, batch * 300, batch * 300 + 10);
    }
    TracePage first = log.page(TraceQuery.latest(5, 1_000));
    log = TraceFixtures.written(folder, 40_000, 9_000, 9_010);
    TracePage second = log.page(TraceQuery.latest(3, 1_000).before(first.reach().next()));
    assertEquals("d-2704", names(second).getFirst(), "in spite of what was written meanwhile");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertTrue(all.size() <= 4, all.toString());
    }
  }

  @Test
  void shouldCutATornLineBeforeItWritesOn() throws IOException {
    TraceFixtures.written(folder, MB, 0, 3);
    Path file = folder.resolve("decision_trace.jsonl");
    long whole = Files.size(file);
    Files.writeString(file, "{\"schema_version\":\"decis", StandardOpenOption.APPEND);
    assertEquals(names(2, 0), names(TraceFixtures.log(folder, MB).page(TraceQuery.latest(9, 9))));
    TraceLog log = TraceFixtures.written(folder, MB, 3, 4);
    assertEquals(names(3, 0), names(log.page(TraceQuery.latest(9, 9))));
    assertTrue(Files.size(file) > whole);
    assertTrue(Files.readAllLines(file).stream().allMatch(line -> line.endsWith("}")));
  }

  /** A folder that cannot be written stands for a disk that is full. */
  @Test
  void shouldCountWhatTheDiskDoesNotTakeAndGoOn() throws IOException {
    Path gone = folder.resolve("gone");
    TraceLog log = TraceFixtures.log(gone, MB);
    Thread writer = Thread.ofVirtual().start(log);
    log.accept(TraceFixtures.decision(0));
    while (log.lost() == 0) {
      Thread.onSpinWait();
    }
    Files.createDirectory(gone);
    log.accept(TraceFixtures.decision(1));
    log.close();
    assertEquals(1, log.lost());
    assertEquals(List.of("d-1"), names(log.page(TraceQuery.latest(9, 9))));
    assertTrue(!writer.isAlive() || writer.isVirtual());
  }

  @Test
  void shouldPassOverLinesOfOthers() throws IOException {
    TraceFixtures.written(folder, MB, 0, 2);
    Files.writeString(folder.resolve("decision_trace.jsonl"), "not json\n\n{\"a\":1}\n",
        StandardOpenOption.APPEND);
    TracePage page = TraceFixtures.log(folder, MB).page(TraceQuery.latest(9, 9));
    assertEquals(2, page.reach().skipped());
    assertEquals(3, page.entries().size());
  }

  @Test
  void shouldBeEmptyBeforeTheFirstDecision() throws IOException {
    TracePage page = TraceFixtures.log(folder, MB).page(TraceQuery.latest(9, 9));
    assertEquals(new TracePage(List.of(), TraceReach.NONE), page);
  }

  @Test
  void shouldNotLetAFloodFillTheMemory() {
    TraceLog log = TraceFixtures.log(folder, MB);
    IntStream.range(0, 5_000).forEach(count -> log.accept(TraceFixtures.decision(count)));
    assertEquals(5_000 - 2_048, log.lost());
  }

  private static List<String> names(int newest, int oldest) {
    return IntStream.rangeClosed(oldest, newest).map(count -> newest + oldest - count)
        .mapToObj(count -> "d-" + count).toList();
  }

  private static List<String> names(TracePage page) {
    return page.entries().stream().map(entry -> ((Json.Text) entry.get("node_id")).value()).toList();
  }
}
