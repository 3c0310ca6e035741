package org.sheratan.core.dispatch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.store.Store;
import org.sheratan.core.wire.JobCodec;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

/**
 * Ended jobs on disk, a bounded number and volume of them: beyond either the oldest are forgotten. What is there is
 * counted in {@code dispatch/archive}: jobs varint, bytes varint.
 */
final class Archive {
  private static final String NAME = "dispatch/archive";
  private static final int FORGOTTEN_AT_ONCE = 16;
  private static final int LEARNED_AT_ONCE = 16;
  private static final long AGAIN_MS = 60_000;

  private final Store store;
  private final MissionBook missions;
  private final EndedStates states;
  private final int maxJobs;
  private final long maxBytes;
  private long jobs;
  private long bytes;
  /** Nothing before it is left, unless it ended since: the search for the oldest goes on from here. */
  private String gone = "";
  /** Behind which jobs of earlier versions may be whose states are not known; empty when there are none. */
  private Optional<String> unknownBehind;
  private long nextLearnMs = Long.MIN_VALUE;

  /**
   * @param owner of the jobs
   * @param missions where a job that is forgotten is no task's any more
   */
  Archive(Store store, String owner, DispatchLimits limits, MissionBook missions) {
    this.store = store;
    this.states = new EndedStates(store, owner);
    this.missions = missions;
    this.maxJobs = limits.archivedJobs();
    this.maxBytes = limits.archivedBytes();
    store.get(NAME).ifPresent(saved -> {
      ByteReader in = new ByteReader(saved);
      jobs = in.varint("archived jobs", Long.MAX_VALUE);
      bytes = in.varint("archived bytes", Long.MAX_VALUE);
    });
    this.unknownBehind = states.known() < jobs ? Optional.of("") : Optional.empty();
  }

  /** A job has ended. */
  void add(Job ended) {
    Bytes value = JobCodec.encode(ended);
    String name = JobNames.of(ended.id());
    store.archive(name, value);
    gone = name.compareTo(gone) < 0 ? "" : gone;
    states.put(ended);
    jobs++;
    bytes += value.length();
    trim();
    saveCount();
  }

  /** A job that had ended before is told again, with another count of late results, or what it is requeued as. */
  void replace(Job before, Job ended) {
    Bytes value = JobCodec.encode(ended);
    store.archive(JobNames.of(ended.id()), value);
    bytes = Math.max(0, bytes + value.length() - JobCodec.encode(before).length());
    saveCount();
    states.put(ended);
  }

  /** How each of them ended; empty while that is not known of all. */
  Optional<EndedStates> states() {
    return unknownBehind.isEmpty() ? Optional.of(states) : Optional.empty();
  }

  /** Reads some jobs of earlier versions, which kept no states beside them. */
  void poll(long nowMs) {
    if (nowMs >= nextPollMs()) {
      try {
        List<Map.Entry<String, Bytes>> some = store.scan(JobNames.PREFIX, unknownBehind.get(),
            LEARNED_AT_ONCE);
        some.forEach(entry -> states.put(JobCodec.decode(entry.getValue())));
        unknownBehind = some.size() < LEARNED_AT_ONCE
            ? Optional.empty()
            : Optional.of(some.getLast().getKey());
      } catch (IOException unreadable) {
        // The store says so itself, and may read again later.
        nextLearnMs = nowMs + AGAIN_MS;
      }
    }
  }

  long nextPollMs() {
    return unknownBehind.isPresent() && !store.indexInDoubt() ? nextLearnMs : Long.MAX_VALUE;
  }

  /** Nothing is left of it. */
  void forget(JobId id) throws IOException {
    Optional<Bytes> known = store.archived(JobNames.of(id));
    if (known.isPresent()) {
      forget(id, known.get());
      saveCount();
    }
  }

  private void forget(JobId id, Bytes value) {
    store.forget(JobNames.of(id));
    states.forget(id);
    jobs = Math.max(0, jobs - 1);
    bytes = Math.max(0, bytes - value.length());
  }

  private void saveCount() {
    store.put(NAME, new ByteWriter().varint(jobs).varint(bytes).toBytes());
  }

  Optional<Job> find(JobId id) throws IOException {
    return store.archived(JobNames.of(id)).map(JobCodec::decode);
  }

  /** The same from journal and snapshot themselves: slow, but no index can lose it or make it up. */
  Optional<Job> proven(JobId id) throws IOException {
    return store.proven(JobNames.of(id)).map(JobCodec::decode);
  }

  /** Up to {@code limit} jobs before record {@code before} (empty: from the newest), newest first. */
  List<Map.Entry<String, Bytes>> before(String before, int limit) throws IOException {
    return store.scanBack(JobNames.PREFIX, before, limit);
  }

  private void trim() {
    try {
      for (int count = 0; count < FORGOTTEN_AT_ONCE && tooMuch() && !store.indexInDoubt(); count++) {
        store.scan(JobNames.PREFIX, gone, 1).forEach(this::forgetOldest);
      }
    } catch (IOException unreadable) {
      // They are forgotten when another job ends.
    }
  }

  private boolean tooMuch() {
    return jobs > maxJobs || bytes > maxBytes;
  }

  private void forgetOldest(Map.Entry<String, Bytes> oldest) {
    Job job = JobCodec.decode(oldest.getValue());
    job.spec().task().ifPresent(task -> missions.forget(task, job.id()));
    forget(job.id(), oldest.getValue());
    gone = oldest.getKey();
  }
}
