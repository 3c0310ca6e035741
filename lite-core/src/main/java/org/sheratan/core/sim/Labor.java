package org.sheratan.core.sim;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

/**
 * The work that stateful tools did, on all nodes together: every step of every job, so that what was done twice can be
 * counted. A run may go on only from a step that some run of the same job handed in.
 */
final class Labor {
  private final Promises promises;
  private final SortedMap<JobId, Work> works = new TreeMap<>();
  private int resumed;

  /** Of one job. */
  private static final class Work {
    private int taken;
    private int latest;
    private String latestAt = "";
    private final SortedSet<Integer> handedIn = new TreeSet<>();
  }

  Labor(Promises promises) {
    this.promises = promises;
  }

  /** Where a run begins that was given {@code checkpoint}. */
  int begin(JobId job, Bytes checkpoint) {
    if (checkpoint.length() == 0) {
      return 0;
    }
    int step = new ByteReader(checkpoint).u8("step");
    if (!work(job).handedIn.contains(step)) {
      promises.resumed(job, step);
    }
    resumed++;
    return step;
  }

  /** {@code node} took {@code step}; what it hands in then. */
  Bytes step(JobId job, String node, int step) {
    Work work = work(job);
    work.taken++;
    work.latest = step;
    work.latestAt = node;
    work.handedIn.add(step);
    return new ByteWriter().u8(step).toBytes();
  }

  /** Steps taken so far, those taken again counted again. */
  int taken(JobId job) {
    return work(job).taken;
  }

  /** Which step was taken last. */
  int latest(JobId job) {
    return work(job).latest;
  }

  /** Where it was. */
  String latestAt(JobId job) {
    return work(job).latestAt;
  }

  /** Runs that went on from a checkpoint. */
  int resumed() {
    return resumed;
  }

  private Work work(JobId job) {
    return works.computeIfAbsent(job, unknown -> new Work());
  }
}
