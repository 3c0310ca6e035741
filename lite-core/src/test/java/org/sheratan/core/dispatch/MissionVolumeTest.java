package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.kernel.ByteWriter;

/** Missions and tasks could fill the disk, one request after the other. */
class MissionVolumeTest {
  private static final Mission.Draft LARGE = new Mission.Draft("Survey", "d".repeat(1_000), "alice", "active",
      Json.Obj.EMPTY, List.of());
  private static final Mission.Draft SMALL = new Mission.Draft("Survey", "", "alice", "active",
      Json.Obj.EMPTY,
      List.of());
  private static final Mission.Draft LONGER = new Mission.Draft("Survey", "d".repeat(3_000), "alice",
      "active",
      Json.Obj.EMPTY, List.of());
  private static final Task.Draft TASK = new Task.Draft("Walk", "d".repeat(1_000), "", Json.Obj.EMPTY);

  private final DispatchFixtures fixtures = new DispatchFixtures();
  private Missions missions = missions();

  private Missions missions() {
    return missions(10_000);
  }

  private Missions missions(long maxBytes) {
    return new Missions(fixtures.store, new MissionBook(fixtures.store, DispatchFixtures.OWNER), maxBytes,
        (job, nowMs) -> {});
  }

  private void replaced(MissionId id, Mission.Draft draft) {
    assertInstanceOf(MissionVerdict.OneMission.class, missions.replace(id, draft, Optional.empty()));
  }

  private MissionId made() {
    return assertInstanceOf(MissionVerdict.OneMission.class,
        missions.create(LARGE, Asking.once(Origin.UNKNOWN), 0)).mission().id();
  }

  private void assertFull(MissionVerdict verdict) {
    Verdict.Refused refused = assertInstanceOf(MissionVerdict.No.class, verdict).refused();
    assertEquals(Verdict.Why.STORAGE, refused.why());
    assertTrue(refused.message().startsWith("missions and tasks take 1"), refused.message());
  }

  @Test
  void shouldTakeOnlySoManyMissionsOverRestarts() throws IOException {
    MissionId first = made();
    for (int count = 1; count < 5; count++) {
      made();
    }
    for (int count = 0; count < 5; count++) {
      assertInstanceOf(MissionVerdict.OneTask.class, missions.createTask(first, TASK, Optional.empty(), 0));
    }
    assertFull(missions.create(LARGE, Asking.once(Origin.UNKNOWN), 0));
    fixtures.restart();
    missions = missions();
    assertFull(missions.create(SMALL, Asking.once(Origin.UNKNOWN), 0));
    assertFull(missions.createTask(first, TASK, Optional.empty(), 0));
    missions.delete(first, Optional.empty());
    for (int steps = 0; steps < 20; steps++) {
      missions.poll(steps);
    }
    for (int count = 0; count < 6; count++) {
      made();
    }
    assertFull(missions.create(LARGE, Asking.once(Origin.UNKNOWN), 0));
  }

  @Test
  void shouldCountWhatAMissionBecomes() {
    MissionId id = made();
    for (int count = 0; count < 6; count++) {
      made();
    }
    replaced(id, LONGER);
    made();
    assertFull(missions.create(SMALL, Asking.once(Origin.UNKNOWN), 0));
    replaced(id, SMALL);
    made();
  }

  @Test
  void shouldNotGrowByReplacing() {
    List<MissionId> all = new ArrayList<>();
    for (int count = 0; count < 5; count++) {
      all.add(made());
    }
    replaced(all.get(0), LONGER);
    replaced(all.get(1), LONGER);
    MissionVerdict.No no = assertInstanceOf(MissionVerdict.No.class,
        missions.replace(all.get(2), LONGER, Optional.empty()));
    assertEquals(Verdict.Why.STORAGE, no.refused().why());
    replaced(all.get(2), SMALL);
    replaced(all.get(1), LARGE);
    replaced(all.get(2), LONGER);
  }

  /** A page of 1,000 large missions is more than a small node's heap. */
  @Test
  void shouldGiveShortPagesOfLargeMissions() throws IOException {
    missions = missions(Long.MAX_VALUE);
    Json.Obj ones = Json.Obj.EMPTY.with("x", new Json.Arr(Collections.nCopies(1_000, Json.Int.of(1))));
    Mission.Draft large = new Mission.Draft("Survey", "", "alice", "active", ones, List.of());
    MissionId last = null;
    for (int count = 0; count < 40; count++) {
      last = assertInstanceOf(MissionVerdict.OneMission.class,
          missions.create(large, Asking.once(Origin.UNKNOWN), 0)).mission().id();
    }
    for (int count = 0; count < 40; count++) {
      missions.createTask(last, new Task.Draft("Walk", "", "", ones), Optional.empty(), 0);
    }
    fixtures.restart();
    missions = missions(Long.MAX_VALUE);
    assertEquals(40, walk(Optional.<MissionId>empty(), after -> missions.list(after, 1_000), Mission::id));
    assertEquals(40, walk(Optional.<TaskId>empty(), after -> missions.allTasks(after, 1_000), Task::id));
    MissionId mission = last;
    assertEquals(40,
        walk(Optional.<TaskId>empty(), after -> missions.list(mission, after, 1_000), Task::id));
  }

  /** Returns how many there are, on pages of three and no fewer until the last. */
  private static <T, K> int walk(Optional<K> start, Function<Optional<K>, MissionVerdict> list,
      Function<T, K> id) {
    Set<K> seen = new TreeSet<>();
    Optional<K> next = start;
    do {
      Page<T, K> page = page(list.apply(next));
      assertTrue(page.items().size() == 3 || page.next().isEmpty(), "page of " + page.items().size());
      page.items().forEach(item -> seen.add(id.apply(item)));
      next = page.next();
    } while (next.isPresent());
    return seen.size();
  }

  private record Page<T, K>(List<T> items, Optional<K> next) {}

  @SuppressWarnings("unchecked")
  private static <T, K> Page<T, K> page(MissionVerdict verdict) {
    return switch (verdict) {
      case MissionVerdict.SomeMissions some ->
        new Page<>((List<T>) some.missions(), (Optional<K>) some.next());
      case MissionVerdict.SomeTasks some -> new Page<>((List<T>) some.tasks(), (Optional<K>) some.next());
      default -> throw new AssertionError(verdict);
    };
  }

  @Test
  void shouldKnowHowManyThereAreOverRestarts() throws IOException {
    assertEquals(OptionalLong.of(0), missions.count());
    MissionId first = made();
    made();
    replaced(first, SMALL);
    assertEquals(OptionalLong.of(2), missions.count());
    missions.delete(first, Optional.empty());
    assertEquals(OptionalLong.of(1), missions.count());
    fixtures.restart();
    missions = missions();
    missions.poll(1);
    assertEquals(OptionalLong.of(1), missions.count());
  }

  @Test
  void shouldCountWhatAnEarlierReleaseKept() throws IOException {
    missions = missions(Long.MAX_VALUE);
    List<MissionId> all = new ArrayList<>();
    for (int count = 0; count < 40; count++) {
      all.add(made());
    }
    missions.delete(all.get(30), Optional.empty());
    fixtures.store.put("missions/bytes", new ByteWriter().varint(40_000).toBytes());
    fixtures.restart();
    missions = missions(Long.MAX_VALUE);
    missions.poll(1);
    assertEquals(OptionalLong.empty(), missions.count());
    missions.delete(all.get(0), Optional.empty());
    missions.delete(all.get(39), Optional.empty());
    made();
    missions.poll(2);
    missions.poll(3);
    assertEquals(OptionalLong.of(38), missions.count());
  }

  /** Pages of missions and tasks took four times the memory of pages of jobs, of which there is room for four. */
  @Test
  void shouldEndAPageOfMissionsAndTasksWhereOneOfJobsEnds() throws IOException {
    MissionBook book = new MissionBook(fixtures.store, DispatchFixtures.OWNER);
    Json.Obj large = Json.Obj.EMPTY.with("about", "x".repeat(20_000));
    MissionId latest = null;
    for (int count = 0; count < 40; count++) {
      latest = book
          .add(new Mission.Draft("Survey", "", "alice", "active", large, List.of()), Origin.UNKNOWN, 0)
          .id();
    }
    for (int count = 0; count < 40; count++) {
      book.add(latest, new Task.Draft("Walk", "", "", large), 0);
    }
    int page = (int) Math.ceilDiv(PageWeight.PAGE_BYTES,
        PageWeight.of(book.missions(Optional.empty(), 1).missions().getFirst()));
    assertEquals(page, book.missions(Optional.empty(), 100).missions().size());
    assertEquals(page, book.tasks(Optional.empty(), 100).tasks().size());
    assertEquals(page, book.tasks(latest, Optional.empty(), 100).tasks().size());
    MissionId mission = latest;
    assertEquals(40, all(after -> book.tasks(mission, after, 100)));
    assertEquals(40, all(after -> book.tasks(after, 100)));
  }

  private interface Pages {
    MissionVerdict.SomeTasks behind(Optional<TaskId> after) throws IOException;
  }

  private static int all(Pages pages) throws IOException {
    Set<String> seen = new TreeSet<>();
    Optional<TaskId> after = Optional.empty();
    do {
      MissionVerdict.SomeTasks page = pages.behind(after);
      page.tasks().forEach(task -> seen.add(task.id().toString()));
      after = page.next();
    } while (after.isPresent());
    return seen.size();
  }
}
