package org.sheratan.core.dispatch;

import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.Backoff;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.kernel.Entropy;

/**
 * Kinds of jobs whose workers were all full when last called. Calling for each of many such jobs again and again would
 * tell the same every time, and pauses that grow with every job leave freed workers idle; so calls of such jobs are
 * counted out.
 *
 * <pre>
 * what happened to a job of that kind | calls allowed
 * every worker was full               | none; the pause before the next probe doubles, as {@link Backoff} says
 * an attempt of one ended             | one more: there is a place now
 * a call found a worker               | one more: there may be another place
 * so many found one in a row          | any number: the crowd is over
 * the probe is due                    | one, and the next probe is planned, whatever that one finds
 * and nobody was called since the last | any number: nobody waits, the crowd is over
 * </pre>
 */
final class Crowds {
  private static final int OVER_AFTER = 8;

  private final Map<String, Crowd> crowds = new TreeMap<>();
  private final Agenda<String> probes = new Agenda<>();
  private final Entropy entropy;

  private static final class Crowd {
    private int allowed;
    private int foundInARow;
    private int probes;
    /** Since the last probe. */
    private boolean called;
  }

  Crowds(Entropy entropy) {
    this.entropy = entropy;
  }

  /** What jobs have in common that the same workers run. */
  static String alike(JobSpec spec) {
    return spec.kind() + " " + String.join(",", spec.needs())
        + spec.notes().inquiry().map(inquiry -> " " + inquiry.auditor().toHex()).orElse("");
  }

  /** Whether one of {@code kind} may be called for. */
  boolean open(String kind) {
    Crowd crowd = crowds.get(kind);
    return crowd == null || crowd.allowed > 0;
  }

  /** One is called for. */
  void called(String kind) {
    Crowd crowd = crowds.get(kind);
    if (crowd != null) {
      crowd.allowed = Math.max(0, crowd.allowed - 1);
      crowd.called = true;
    }
  }

  void full(String kind, long nowMs) {
    Crowd crowd = crowds.computeIfAbsent(kind, first -> new Crowd());
    crowd.allowed = 0;
    crowd.foundInARow = 0;
    crowd.probes++;
    plan(kind, crowd, nowMs);
  }

  private void plan(String kind, Crowd crowd, long nowMs) {
    probes.at(nowMs + Backoff.delayMs(Math.max(1, crowd.probes), entropy), kind);
  }

  void found(String kind) {
    Crowd crowd = crowds.get(kind);
    if (crowd != null && ++crowd.foundInARow >= OVER_AFTER) {
      crowds.remove(kind);
      probes.clear(kind);
    } else if (crowd != null) {
      crowd.probes = 0;
      crowd.allowed++;
    }
  }

  /** An attempt ended, so its worker has a place. */
  void freed(String kind) {
    Crowd crowd = crowds.get(kind);
    if (crowd != null) {
      crowd.allowed = Math.min(OVER_AFTER, crowd.allowed + 1);
    }
  }

  void poll(long nowMs) {
    for (String kind : probes.due(nowMs)) {
      Crowd crowd = crowds.get(kind);
      if (crowd.allowed > 0 && !crowd.called) {
        crowds.remove(kind);
      } else {
        crowd.allowed = Math.max(1, crowd.allowed);
        crowd.called = false;
        plan(kind, crowd, nowMs);
      }
    }
  }

  long nextPollMs() {
    return probes.nextDueMs();
  }
}
