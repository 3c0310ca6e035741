package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.clock.TimeRecord;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

class SavedTimeTest {
  /** Later than any machine that runs this test will think it is. */
  private static final long FAR_MS = 7_000_000_000_000L;
  private final SystemClock clock = new SystemClock();
  private Path file;

  @TempDir
  Path folder;

  @BeforeEach
  void name() {
    file = folder.resolve("time");
  }

  private SavedTime saved(SystemClock of) {
    return new SavedTime(file, of, of::onSaved);
  }

  @Test
  void shouldCarryTheTimeToTheNextStart() throws IOException {
    clock.onGps(FAR_MS);
    saved(clock).save();
    SystemClock next = new SystemClock();
    saved(next).load();
    assertEquals(WallQuality.NONE, next.now().quality(), "a bound vouches for nothing");
    assertTrue(next.wall().machineWrong());
    assertTrue(next.now().wallMs() >= FAR_MS);
    assertEquals(List.of("time"), names(), "nothing is left beside it");
  }

  @Test
  void shouldCarryTheBoundOnWhereNobodyKnowsTheTime() throws IOException {
    Files.writeString(file, TimeRecord.encode(FAR_MS) + "\n");
    saved(clock).load();
    Files.delete(file);
    saved(clock).save();
    assertTrue(TimeRecord.decode(Files.readString(file)) >= FAR_MS);
  }

  @Test
  void shouldNotSaveAnEarlierTimeOnceNobodyVouchesAnyMore() throws IOException {
    Now[] now = {new Now(1_000, FAR_MS, WallQuality.GPS)};
    SavedTime saved = new SavedTime(file, () -> now[0], readMs -> {});
    saved.save();
    now[0] = new Now(7 * 3_600_000, 0, WallQuality.NONE);
    saved.save();
    assertTrue(TimeRecord.decode(Files.readString(file)) > FAR_MS);
  }

  @Test
  void shouldSurviveADamagedRecord() throws IOException {
    for (String damage : List.of("", "time 1 2026-11-21T22:15:00Z 00000000\n", "x".repeat(100_000))) {
      Files.writeString(file, damage);
      saved(clock).load();
      assertEquals(0, clock.wall().notBeforeMs());
    }
    clock.onGps(FAR_MS);
    saved(clock).save();
    assertTrue(TimeRecord.decode(Files.readString(file)) >= FAR_MS);
  }

  @Test
  void shouldGoOnWithoutADiskToWriteTo() throws IOException {
    clock.onGps(FAR_MS);
    SavedTime nowhere = new SavedTime(folder.resolve("absent/time"), clock, clock::onSaved);
    nowhere.save();
    nowhere.save();
    Files.createDirectory(folder.resolve("absent"));
    nowhere.save();
    assertTrue(Files.exists(folder.resolve("absent/time")));
  }

  @Test
  void shouldWriteAtIntervalsUntilTheEnd() throws IOException {
    clock.onGps(FAR_MS);
    List<Long> waits = new ArrayList<>();
    saved(clock).keep(ms -> {
      assertEquals(waits.size() > 0, Files.exists(file));
      waits.add(ms);
      return waits.size() < 3;
    });
    assertEquals(List.of(SavedTime.EVERY_MS, SavedTime.EVERY_MS, SavedTime.EVERY_MS), waits);
    assertFalse(names().isEmpty());
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }
}
