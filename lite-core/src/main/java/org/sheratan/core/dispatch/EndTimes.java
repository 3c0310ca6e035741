package org.sheratan.core.dispatch;

import java.util.NavigableMap;
import java.util.TreeMap;

import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;

/** When the latest jobs ended, by this start's monotonic clock; it means nothing to a later start. */
final class EndTimes {
  static final int MOST = 1_000;

  private final NavigableMap<JobId, Long> endedAtMs = new TreeMap<>();

  void add(JobId id, long nowMs) {
    endedAtMs.put(id, nowMs);
    if (endedAtMs.size() > MOST) {
      endedAtMs.pollFirstEntry();
    }
  }

  /** @param ended from the archive */
  Job seen(Job ended, long nowMs) {
    Long atMs = endedAtMs.get(ended.id());
    return atMs == null ? ended : ended.endedAgo(Math.max(0, nowMs - atMs));
  }
}
