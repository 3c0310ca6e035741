package org.sheratan.core.dispatch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.RequestKeys.Made;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.store.Store;
import org.sheratan.core.wire.MissionCodec;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

/**
 * Own missions, their tasks, and which jobs belong to which task: on disk alone, so that a hundred thousand cost no
 * memory.
 *
 * <pre>
 * mission/KEY          stored mission
 * task/KEY             stored task
 * mission-task/MISSION KEY/TASK KEY   the task belongs to the mission; empty
 * task-job/TASK KEY/JOB KEY           the job belongs to the task; empty
 * deleting/KEY (named)                the mission is gone, what belongs to it not all; empty
 * missions/bytes (named)              length of all missions and tasks, varint
 * </pre>
 *
 * A key is the epoch in 9 digits and the sequence in 18, so names are in order of creation.
 */
final class MissionBook {
  private static final String MISSION = "mission/";
  private static final String TASK = "task/";
  private static final String TASKS_OF = "mission-task/";
  private static final String JOBS_OF = "task-job/";
  private static final String DELETING = "deleting/";
  private static final String BYTES = "missions/bytes";

  private final Store store;
  private final String owner;
  private long missions;
  private long tasks;
  private long bytes;

  MissionBook(Store store, String owner) {
    this.store = store;
    this.owner = owner;
    store.get(BYTES)
        .ifPresent(saved -> bytes = new ByteReader(saved).varint("mission bytes", Long.MAX_VALUE));
  }

  long bytes() {
    return bytes;
  }

  private void grows(long by) {
    bytes = Math.max(0, bytes + by);
    store.put(BYTES, new ByteWriter().varint(bytes).toBytes());
  }

  /** Marks it as going; what belongs to it goes step by step. */
  void deleting(MissionId id) {
    store.put(DELETING + key(id), Bytes.EMPTY);
  }

  void deleted(MissionId id) {
    store.remove(DELETING + key(id));
  }

  boolean isGoing(MissionId id) {
    return store.get(DELETING + key(id)).isPresent();
  }

  Optional<MissionId> going() {
    SortedMap<String, Bytes> all = store.under(DELETING);
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(mission(all.firstKey().substring(DELETING.length())));
  }

  Mission add(Mission.Draft draft, Origin maker, long wallMs) {
    Mission mission = new Mission(new MissionId(owner, store.epoch(), ++missions), maker, draft, wallMs);
    Bytes value = MissionCodec.encode(mission);
    store.archive(MISSION + key(mission.id()), value);
    grows(value.length());
    return mission;
  }

  Task add(MissionId mission, Task.Draft draft, long wallMs) {
    Task task = new Task(new TaskId(owner, store.epoch(), ++tasks), mission, draft, wallMs);
    Bytes value = MissionCodec.encode(task);
    store.archive(TASK + key(task.id()), value);
    grows(value.length());
    store.archive(TASKS_OF + key(mission) + "/" + key(task.id()), Bytes.EMPTY);
    return task;
  }

  void add(TaskId task, JobId job) {
    store.archive(JOBS_OF + key(task) + "/" + key(job.epoch(), job.sequence()), Bytes.EMPTY);
  }

  void forget(MissionId id) throws IOException {
    grows(-length(MISSION + key(id)));
    store.forget(MISSION + key(id));
  }

  void forget(Task task) throws IOException {
    grows(-length(TASK + key(task.id())));
    store.forget(TASKS_OF + key(task.mission()) + "/" + key(task.id()));
    store.forget(TASK + key(task.id()));
  }

  private long length(String name) throws IOException {
    return store.archived(name).map(Bytes::length).orElse(0);
  }

  void forget(TaskId task, JobId job) {
    store.forget(JOBS_OF + key(task) + "/" + key(job.epoch(), job.sequence()));
  }

  void replace(Mission was, Mission next) {
    Bytes value = MissionCodec.encode(next);
    grows(value.length() - MissionCodec.encode(was).length());
    store.archive(MISSION + key(next.id()), value);
  }

  Optional<Mission> find(MissionId id) throws IOException {
    return id.owner().equals(owner) && !isGoing(id)
        ? store.archived(MISSION + key(id)).map(MissionCodec::decodeMission)
        : Optional.empty();
  }

  Optional<Task> find(TaskId id) throws IOException {
    return id.owner().equals(owner)
        ? store.archived(TASK + key(id)).map(MissionCodec::decodeTask)
            .filter(task -> !isGoing(task.mission()))
        : Optional.empty();
  }

  /** For decisions, which must not depend on the index. */
  Optional<Mission> proven(MissionId id) throws IOException {
    return store.proven(MISSION + key(id)).map(MissionCodec::decodeMission);
  }

  /** Likewise. */
  Optional<Task> proven(TaskId id) throws IOException {
    return store.proven(TASK + key(id)).map(MissionCodec::decodeTask);
  }

  /** Newest first, behind {@code after}. Those that are going fill the page and are not shown. */
  MissionVerdict.SomeMissions missions(Optional<MissionId> after, int limit) throws IOException {
    String before = after.map(id -> MISSION + key(id)).orElse("");
    List<Mission> page = store.scanBack(MISSION, before, limit).stream().map(Map.Entry::getValue)
        .map(MissionCodec::decodeMission).toList();
    return new MissionVerdict.SomeMissions(page.stream().filter(mission -> !isGoing(mission.id())).toList(),
        page.size() < limit ? Optional.empty() : Optional.of(page.getLast().id()));
  }

  /** Of all missions, newest first, behind {@code after}. Those that are going fill the page and are not shown. */
  MissionVerdict.SomeTasks tasks(Optional<TaskId> after, int limit) throws IOException {
    String before = after.map(id -> TASK + key(id)).orElse("");
    List<Task> page = store.scanBack(TASK, before, limit).stream().map(Map.Entry::getValue)
        .map(MissionCodec::decodeTask).toList();
    return new MissionVerdict.SomeTasks(page.stream().filter(task -> !isGoing(task.mission())).toList(),
        page.size() < limit ? Optional.empty() : Optional.of(page.getLast().id()));
  }

  /** Newest first, behind {@code after}. */
  MissionVerdict.SomeTasks tasks(MissionId mission, Optional<TaskId> after, int limit) throws IOException {
    String prefix = TASKS_OF + key(mission) + "/";
    List<Task> page = new ArrayList<>();
    for (Map.Entry<String, Bytes> link : store.scanBack(prefix, after.map(id -> prefix + key(id)).orElse(""),
        limit)) {
      store.archived(TASK + link.getKey().substring(prefix.length())).map(MissionCodec::decodeTask)
          .ifPresent(page::add);
    }
    return new MissionVerdict.SomeTasks(page,
        page.size() < limit ? Optional.empty() : Optional.of(page.getLast().id()));
  }

  /** Newest first, behind {@code after}. */
  List<JobId> jobs(TaskId task, Optional<JobId> after, int limit) throws IOException {
    String prefix = JOBS_OF + key(task) + "/";
    String before = after.map(id -> prefix + key(id.epoch(), id.sequence())).orElse("");
    return store.scanBack(prefix, before, limit).stream()
        .map(link -> job(link.getKey().substring(prefix.length()))).toList();
  }

  MissionId missionId(Made made) {
    return new MissionId(owner, made.epoch(), made.sequence());
  }

  TaskId taskId(Made made) {
    return new TaskId(owner, made.epoch(), made.sequence());
  }

  private MissionId mission(String key) {
    String[] parts = key.split("-");
    return new MissionId(owner, Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
  }

  private JobId job(String key) {
    String[] parts = key.split("-");
    return new JobId(owner, Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
  }

  private static String key(MissionId id) {
    return key(id.epoch(), id.sequence());
  }

  private static String key(TaskId id) {
    return key(id.epoch(), id.sequence());
  }

  private static String key(int epoch, long sequence) {
    return String.format(Locale.ROOT, "%09d-%018d", epoch, sequence);
  }
}
