package org.sheratan.core.dispatch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.sheratan.core.gate.Cleared;
import org.sheratan.core.mission.Custody;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Passage;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.store.Store;
import org.sheratan.core.wire.JobCodec;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;

/**
 * Own jobs. A live one is a named record, in memory and on disk; when it ends it moves to the archive in the same
 * commit.
 *
 * <pre>
 * live record   uptime at writing varint, lease ms varint, stored job
 * archived      stored job
 * </pre>
 */
final class JobBook {
  /** Archived jobs looked at for one page of some of them, while it is not known how all of them ended. */
  private static final int MAX_SCANNED = 2_000;
  /** Of them all together; without it 2,000 of the largest would be decoded in one turn, 260 MB. */
  private static final long MAX_SCANNED_BYTES = 2 << 20;
  private static final String UPTIME = "dispatch/uptime";

  private final Store store;
  private final Archive archive;
  private final MissionBook missions;
  private final UptimeMeter.Room uptime;
  private final NavigableMap<JobId, LiveJob> live = new TreeMap<>();
  private final EndTimes endTimes = new EndTimes();
  private final String owner;
  private long paramsBytes;
  private long sequence;

  /** @param next continues behind the last of {@code jobs}; empty at the end of the list */
  record Page(List<Job> jobs, Optional<JobId> next) {}

  JobBook(Store store, String owner, DispatchLimits limits, MissionBook missions, UptimeMeter uptime,
      long nowMs) {
    this.store = store;
    this.missions = missions;
    this.archive = new Archive(store, owner, limits, missions);
    this.owner = owner;
    this.uptime = uptime.room(UPTIME);
    store.under(JobNames.PREFIX).forEach((name, value) -> load(value, nowMs));
  }

  JobId nextId() {
    return new JobId(owner, store.epoch(), ++sequence);
  }

  Collection<LiveJob> live() {
    return Collections.unmodifiableCollection(live.values());
  }

  private void alive(LiveJob job) {
    live.put(job.id(), job);
    paramsBytes += job.paramsBytes();
  }

  /** Memory that the parameters of live jobs take, about. */
  long paramsBytes() {
    return paramsBytes;
  }

  int liveCount() {
    return live.size();
  }

  Optional<LiveJob> live(JobId id) {
    return Optional.ofNullable(live.get(id));
  }

  /** Whether this node would be the one that decides about {@code id}. */
  boolean own(JobId id) {
    return id.owner().equals(owner);
  }

  /** The only way for a request to become a job. */
  LiveJob add(Cleared cleared, JobId id, Custody custody, Now now) {
    JobNotes notes = JobNotes.of(cleared.origin(), Passage.of(cleared.reports()))
        .with(custody);
    Job job = Job.accepted(id, cleared.spec(), notes, now.vouchedWallMs());
    LiveJob added = new LiveJob(job, 0, now.monoMs());
    alive(added);
    save(added, now.monoMs());
    return added;
  }

  void save(LiveJob job, long nowMs) {
    ByteWriter out = new ByteWriter(512).varint(uptime.totalMs(nowMs)).varint(job.leaseMs());
    store.put(JobNames.of(job.id()), out.bytes(JobCodec.encode(job.at(nowMs))).toBytes());
  }

  /** Moves an ended job to the archive. */
  void end(LiveJob job, long nowMs) {
    live.remove(job.id());
    paramsBytes -= job.paramsBytes();
    store.remove(JobNames.of(job.id()));
    archive.add(job.at(nowMs));
    endTimes.add(job.id(), nowMs);
  }

  /** Nothing is left of an ended job. */
  void forget(JobId id) throws IOException {
    archive.forget(id);
  }

  /** An ended job has another count of late results, or is requeued. */
  void replaceArchived(Job before, Job ended) {
    archive.replace(before, ended);
  }

  Optional<Job> archived(JobId id) throws IOException {
    return own(id) ? archive.find(id) : Optional.empty();
  }

  /** As people are to see it: with the time since it ended, where that is known. */
  Optional<Job> ended(JobId id, long nowMs) throws IOException {
    return archived(id).map(job -> endTimes.seen(job, nowMs));
  }

  /** For decisions: whether a request was answered before must not depend on the index. */
  Optional<Job> proven(JobId id, long nowMs) throws IOException {
    return own(id) ? archive.proven(id).map(job -> endTimes.seen(job, nowMs)) : Optional.empty();
  }

  /** Those of a task, newest first. */
  Page list(TaskId task, Optional<JobId> after, int limit, long nowMs) throws IOException {
    List<JobId> ids = missions.jobs(task, after, limit);
    PageFill<Job> page = new PageFill<>(limit, PageWeight::of);
    for (JobId id : ids) {
      LiveJob alive = live.get(id);
      Optional<Job> job = alive == null ? ended(id, nowMs) : Optional.of(alive.at(nowMs));
      job.ifPresent(page::add);
      if (page.full()) {
        return new Page(page.items(), Optional.of(id));
      }
    }
    return new Page(page.items(), ids.size() < limit ? Optional.empty() : Optional.of(ids.getLast()));
  }

  /** All of them, newest first. */
  Page list(Optional<JobId> after, int limit, long nowMs) throws IOException {
    return scanned(job -> true, after, limit, nowMs);
  }

  /** Some of them, newest first; none is read that is not among them. */
  Page list(JobFilter which, Optional<JobId> after, int limit, long nowMs) throws IOException {
    Optional<EndedStates> states = archive.states();
    if (!which.live() && states.isEmpty()) {
      return scanned(which.job(), after, limit, nowMs);
    }
    UnaryOperator<Optional<JobId>> older = which.live()
        ? id -> newestAlive(id, which.job())
        : id -> states.get().newest(id, which.ended());
    PageFill<Job> page = new PageFill<>(limit, PageWeight::of);
    Optional<JobId> last = Optional.empty();
    Optional<JobId> next = older.apply(after);
    while (!page.full() && next.isPresent()) {
      last = next;
      Optional<Job> job = which.live()
          ? Optional.of(live.get(last.get()).at(nowMs))
          : ended(last.get(), nowMs);
      job.ifPresent(page::add);
      next = older.apply(last);
    }
    return new Page(page.items(), next.isPresent() ? last : Optional.empty());
  }

  private Optional<JobId> newestAlive(Optional<JobId> before, Predicate<Job> which) {
    return (before.isEmpty() ? live : live.headMap(before.get(), false)).descendingMap().values().stream()
        .filter(job -> which.test(job.job())).map(LiveJob::id).findFirst();
  }

  private Page scanned(Predicate<Job> which, Optional<JobId> after, int limit, long nowMs)
      throws IOException {
    Scan scan = new Scan(after, nowMs);
    PageFill<Job> page = new PageFill<>(limit, PageWeight::of);
    Optional<Job> next = scan.next();
    Job last = null;
    while (next.isPresent() && !page.full() && scan.looked <= MAX_SCANNED
        && scan.readBytes <= MAX_SCANNED_BYTES) {
      last = next.get();
      if (which.test(last)) {
        page.add(last);
      }
      next = scan.next();
    }
    return new Page(page.items(),
        next.isPresent() && last != null ? Optional.of(last.id()) : Optional.empty());
  }

  void poll(long nowMs) {
    if (nowMs >= nextSaveMs()) {
      uptime.save(nowMs);
    }
    archive.poll(nowMs);
  }

  private long nextSaveMs() {
    return live.isEmpty() ? Long.MAX_VALUE : uptime.nextSaveMs();
  }

  long nextPollMs() {
    return Math.min(nextSaveMs(), archive.nextPollMs());
  }

  private void load(Bytes value, long nowMs) {
    ByteReader in = new ByteReader(value);
    long writtenAtMs = in.varint("uptime", Long.MAX_VALUE);
    long leaseMs = in.varint("lease", Long.MAX_VALUE);
    Job stored = JobCodec.decode(in.rest());
    long sinceMs = Math.max(0, uptime.totalMs(nowMs) - writtenAtMs);
    alive(new LiveJob(stored.aged(stored.ageMs() + sinceMs), leaseMs, nowMs));
  }

  /** Walks live and archived jobs together, newest first. */
  private final class Scan {
    private final long nowMs;
    private final List<Map.Entry<String, Bytes>> step = new ArrayList<>();
    private final Iterator<LiveJob> liveLeft;
    private Optional<LiveJob> nextLive = Optional.empty();
    private String before;
    private boolean exhausted;
    private int looked;
    private long readBytes;

    Scan(Optional<JobId> after, long nowMs) {
      this.before = after.map(JobNames::of).orElse("");
      this.nowMs = nowMs;
      NavigableMap<JobId, LiveJob> older = after.isEmpty() ? live : live.headMap(after.get(), false);
      this.liveLeft = older.descendingMap().values().iterator();
      advance();
    }

    private void advance() {
      nextLive = liveLeft.hasNext() ? Optional.of(liveLeft.next()) : Optional.empty();
    }

    Optional<Job> next() throws IOException {
      looked++;
      fill();
      String archivedName = step.isEmpty() ? "" : step.getFirst().getKey();
      if (nextLive.isPresent() && JobNames.of(nextLive.get().id()).compareTo(archivedName) > 0) {
        Job found = nextLive.get().at(nowMs);
        advance();
        return Optional.of(found);
      }
      if (step.isEmpty()) {
        return Optional.empty();
      }
      Bytes stored = step.removeFirst().getValue();
      readBytes += stored.length();
      return Optional.of(endTimes.seen(JobCodec.decode(stored), nowMs));
    }

    private void fill() throws IOException {
      if (step.isEmpty() && !exhausted) {
        step.addAll(archive.before(before, PageFill.STEP));
        exhausted = step.size() < PageFill.STEP;
        before = step.isEmpty() ? before : step.getLast().getKey();
      }
    }
  }
}
