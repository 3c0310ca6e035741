package org.sheratan.core.dispatch;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Function;

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
 * missions/bytes (named)              length of all missions and tasks, varint; how many missions, varint, unless an earlier
 *                                     release wrote it
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
  private long count;
  /** Those up to here are counted; empty once all are. */
  private Optional<String> counting = Optional.empty();

  /** @param more whether anything is behind the last of {@code items} */
  private record Page<T>(List<T> items, boolean more) {}

  MissionBook(Store store, String owner) {
    this.store = store;
    this.owner = owner;
    store.get(BYTES).ifPresent(this::load);
  }

  private void load(Bytes saved) {
    ByteReader in = new ByteReader(saved);
    bytes = in.varint("mission bytes", Long.MAX_VALUE);
    if (in.remaining() > 0) {
      count = in.varint("missions", Long.MAX_VALUE);
    } else {
      counting = Optional.of("");
    }
  }

  /** How many missions there are, those that are going apart; empty while those of an earlier release are counted. */
  OptionalLong count() {
    return counting.isEmpty() ? OptionalLong.of(count) : OptionalLong.empty();
  }

  /** Goes on counting. */
  void countSome() throws IOException {
    List<Map.Entry<String, Bytes>> some = store.scan(MISSION, counting.orElseThrow(), PageFill.STEP);
    count += some.stream()
        .filter(entry -> !isGoing(mission(entry.getKey().substring(MISSION.length())))).count();
    counting = some.size() < PageFill.STEP ? Optional.empty() : Optional.of(some.getLast().getKey());
    save();
  }

  private void counts(MissionId id, int by) {
    if (counting.isEmpty() || (MISSION + key(id)).compareTo(counting.get()) <= 0) {
      count += by;
    }
  }

  long bytes() {
    return bytes;
  }

  private void grows(long by) {
    bytes = Math.max(0, bytes + by);
    save();
  }

  private void save() {
    ByteWriter out = new ByteWriter().varint(bytes);
    count().ifPresent(out::varint);
    store.put(BYTES, out.toBytes());
  }

  /** Marks it as going; what belongs to it goes step by step. */
  void deleting(MissionId id) {
    store.put(DELETING + key(id), Bytes.EMPTY);
    counts(id, -1);
    save();
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
    counts(mission.id(), 1);
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
    grows(growth(was, next));
    store.archive(MISSION + key(next.id()), MissionCodec.encode(next));
  }

  /** In bytes; negative when it becomes shorter. */
  static long growth(Mission was, Mission next) {
    return MissionCodec.encode(next).length() - MissionCodec.encode(was).length();
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
    Page<Mission> page = page(MISSION, before, new PageFill<>(limit, PageWeight::of),
        MissionCodec::decodeMission);
    return new MissionVerdict.SomeMissions(
        page.items().stream().filter(mission -> !isGoing(mission.id())).toList(),
        page.more() ? Optional.of(page.items().getLast().id()) : Optional.empty());
  }

  /** Of all missions, newest first, behind {@code after}. Those that are going fill the page and are not shown. */
  MissionVerdict.SomeTasks tasks(Optional<TaskId> after, int limit) throws IOException {
    String before = after.map(id -> TASK + key(id)).orElse("");
    Page<Task> page = page(TASK, before, new PageFill<>(limit, PageWeight::of), MissionCodec::decodeTask);
    return new MissionVerdict.SomeTasks(
        page.items().stream().filter(task -> !isGoing(task.mission())).toList(),
        page.more() ? Optional.of(page.items().getLast().id()) : Optional.empty());
  }

  private <T> Page<T> page(String prefix, String before, PageFill<T> page, Function<Bytes, T> decode)
      throws IOException {
    String behind = before;
    boolean more = true;
    while (more && !page.full()) {
      List<Map.Entry<String, Bytes>> some = store.scanBack(prefix, behind, PageFill.STEP);
      Iterator<Map.Entry<String, Bytes>> left = some.iterator();
      while (left.hasNext() && !page.full()) {
        Map.Entry<String, Bytes> entry = left.next();
        page.add(decode.apply(entry.getValue()));
        behind = entry.getKey();
      }
      more = left.hasNext() || some.size() == PageFill.STEP;
    }
    return new Page<>(page.items(), more && !page.items().isEmpty());
  }

  /** Newest first, behind {@code after}. */
  MissionVerdict.SomeTasks tasks(MissionId mission, Optional<TaskId> after, int limit) throws IOException {
    String prefix = TASKS_OF + key(mission) + "/";
    List<Map.Entry<String, Bytes>> links = store.scanBack(prefix,
        after.map(id -> prefix + key(id)).orElse(""), limit);
    PageFill<Task> page = new PageFill<>(limit, PageWeight::of);
    Iterator<Map.Entry<String, Bytes>> left = links.iterator();
    while (left.hasNext() && !page.full()) {
      store.archived(TASK + left.next().getKey().substring(prefix.length())).map(MissionCodec::decodeTask)
          .ifPresent(page::add);
    }
    boolean more = left.hasNext() || links.size() == limit;
    return new MissionVerdict.SomeTasks(page.items(),
        more && !page.items().isEmpty() ? Optional.of(page.items().getLast().id()) : Optional.empty());
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
