package org.sheratan.core.dispatch;

import java.io.IOException;
import java.util.Optional;

import org.sheratan.core.dispatch.Verdict.Why;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.RequestKey;
import org.sheratan.core.mission.RequestKeys;
import org.sheratan.core.mission.RequestKeys.Known;
import org.sheratan.core.mission.RequestKeys.Made;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.store.Store;

/**
 * Which missions and tasks were made under which idempotency keys. A key goes with what it made, a mission's in the turn in
 * which it is deleted.
 */
final class MadeOnce {
  private static final String MISSIONS = "mission-key";
  private static final String TASKS = "task-key";

  private final RequestKeys missions;
  private final RequestKeys tasks;
  private final MissionBook book;

  MadeOnce(Store store, MissionBook book) {
    this.missions = new RequestKeys(store, MISSIONS, RequestKeys.MOST);
    this.tasks = new RequestKeys(store, TASKS, RequestKeys.MOST);
    this.book = book;
  }

  /** What is to be said of a mission asked for under {@code key}; empty when it is to be made. */
  Optional<MissionVerdict> mission(RequestKey key) throws IOException {
    Optional<Known> known = missions.find(key);
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(known.get().of(key)
            ? book.proven(book.missionId(known.get().made()))
                .<MissionVerdict>map(MissionVerdict.KnownMission::new)
                .orElseGet(() -> forgotten("mission"))
            : other("mission " + book.missionId(known.get().made())));
  }

  /** Likewise of a task. */
  Optional<MissionVerdict> task(RequestKey key) throws IOException {
    Optional<Known> known = tasks.find(key);
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(known.get().of(key)
            ? book.proven(book.taskId(known.get().made())).<MissionVerdict>map(MissionVerdict.KnownTask::new)
                .orElseGet(() -> forgotten("task"))
            : other("task " + book.taskId(known.get().made())));
  }

  void made(RequestKey key, Mission mission) {
    missions.add(key, made(mission.id()), any -> false);
  }

  void made(RequestKey key, Task task) {
    tasks.add(key, made(task.id()), any -> false);
  }

  void forget(MissionId mission) {
    missions.forget(made(mission));
  }

  void forget(TaskId task) {
    tasks.forget(made(task));
  }

  private static Made made(MissionId id) {
    return new Made(id.epoch(), id.sequence());
  }

  private static Made made(TaskId id) {
    return new Made(id.epoch(), id.sequence());
  }

  private static MissionVerdict other(String thing) {
    return new MissionVerdict.No(Verdict.Refused.keyTaken(thing));
  }

  /** It cannot be made a second time, whatever became of the first. */
  private static MissionVerdict forgotten(String what) {
    return conflict("idempotency key named a " + what + " that is not here any more");
  }

  private static MissionVerdict conflict(String message) {
    return new MissionVerdict.No(
        new Verdict.Refused(Why.CONFLICT, message, Optional.of("idempotency_key"), "another key"));
  }
}
