package org.sheratan.core.custody;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.market.Post;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.wire.CustodyWord;
import org.sheratan.core.wire.HeirWord;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.core.wire.WireMessage.CustodySay.Said;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/**
 * Own jobs after a restart, until it is known what their heirs have made of them meanwhile: none of them is awarded before.
 *
 * <pre>
 * of an heir  | it has the will, or nothing | it stands in        | silent for 120 s
 * not heard   | heard, no more waited for   | waited for          | no more waited for
 * waited for  | no more waited for          | waited for, 120 s   | no more waited for
 * </pre>
 *
 * The job goes on here once no heir is waited for, at the latest when half of its remaining time is over: an heir that says
 * for ever that it stands in cannot keep it.
 */
public final class Returns {
  private static final long HELLO_EVERY_MS = 10_000;

  private final Post post;
  private final Map<JobId, Waiting> jobs = new TreeMap<>();
  private long nextHelloMs;

  private static final class Waiting {
    private final long latestMs;
    /** Until when each is waited for. */
    private final Map<NodeId, Long> heirs = new TreeMap<>();
    private final List<NodeId> silent = new ArrayList<>();

    Waiting(long latestMs) {
      this.latestMs = latestMs;
    }
  }

  public Returns(Post post) {
    this.post = post;
  }

  /** An own job that others keep too, found in the journal. */
  public void restored(Job job, long remainingMs, long nowMs) {
    Waiting waiting = new Waiting(nowMs + remainingMs / 2);
    job.notes().custody().heirs().forEach(heir -> {
      waiting.heirs.put(heir.node(), nowMs + CustodyLimits.SILENCE_MS);
      waiting.silent.add(heir.node());
    });
    jobs.put(job.id(), waiting);
    nextHelloMs = nowMs;
  }

  public boolean waits(JobId job) {
    return jobs.containsKey(job);
  }

  public void onAsked(NodeId heir, JobId job, HeirWord has, long nowMs) {
    Waiting waiting = jobs.get(job);
    // A plain question may be one of before, which was long under way.
    if (waiting != null && waiting.heirs.containsKey(heir) && has != HeirWord.WILL) {
      waiting.silent.remove(heir);
      if (has == HeirWord.DEPUTY) {
        waiting.heirs.put(heir, nowMs + CustodyLimits.SILENCE_MS);
      } else {
        waiting.heirs.remove(heir);
      }
    }
  }

  public void forget(JobId job) {
    jobs.remove(job);
  }

  /** @return jobs that go on here now */
  public List<JobId> poll(long nowMs) {
    List<JobId> free = new ArrayList<>();
    jobs.forEach((job, waiting) -> {
      waiting.heirs.values().removeIf(untilMs -> nowMs >= untilMs);
      if (waiting.heirs.isEmpty() || nowMs >= waiting.latestMs) {
        free.add(job);
      }
    });
    free.forEach(jobs::remove);
    if (nowMs >= nextHelloMs && !jobs.isEmpty()) {
      nextHelloMs = nowMs + HELLO_EVERY_MS;
      ByNode<Said> hellos = new ByNode<>();
      jobs.forEach((job, waiting) -> waiting.silent.stream().filter(post::reaches)
          .forEach(heir -> hellos.add(heir, new Said(job, CustodyWord.BACK, 0))));
      hellos.forEach((heir, about) -> post.send(heir, new WireMessage.CustodySay(about), Priority.NORMAL,
          HELLO_EVERY_MS, Mesh.UNPROMPTED));
    }
    return free;
  }

  public long nextPollMs() {
    if (jobs.isEmpty()) {
      return Long.MAX_VALUE;
    }
    long dueMs = nextHelloMs;
    for (Waiting waiting : jobs.values()) {
      dueMs = Math.min(dueMs, waiting.latestMs);
      for (long untilMs : waiting.heirs.values()) {
        dueMs = Math.min(dueMs, untilMs);
      }
    }
    return dueMs;
  }
}
