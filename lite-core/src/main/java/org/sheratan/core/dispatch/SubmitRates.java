package org.sheratan.core.dispatch;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.dispatch.SubmitLimits.Rate;
import org.sheratan.core.dispatch.Verdict.Refused;
import org.sheratan.core.dispatch.Verdict.Why;
import org.sheratan.core.mission.Origin;

/**
 * How fast new jobs may come, from each source, from all together, and half as fast from all chains and schedules
 * together: a bucket each, empty when so many came that the next has to wait, and it says how long. Kept in memory: after a restart all are full.
 */
final class SubmitRates {
  private static final int MAX_SOURCES = 1024;

  private final SubmitLimits limits;
  private final Bucket overall;
  /** What the node submits of its own accord leaves room for people. */
  private final Bucket autonomous;
  private final Map<Origin, Bucket> sources = new TreeMap<>();

  SubmitRates(SubmitLimits limits, long nowMs) {
    this.limits = limits;
    this.overall = new Bucket(limits.overall(), nowMs);
    this.autonomous = new Bucket(limits.overall().half(), nowMs);
  }

  /** Why a job of {@code source} cannot be taken yet, and when it can. */
  Optional<Refused> tooFast(Origin source, long nowMs) {
    Bucket own = sources.get(source);
    long ownMs = own == null ? 0 : own.waitMs(nowMs);
    long allMs = overall.waitMs(nowMs);
    long autonomousMs = autonomous(source) ? autonomous.waitMs(nowMs) : 0;
    if (ownMs == 0 && allMs == 0 && autonomousMs == 0) {
      return Optional.empty();
    }
    if (autonomousMs > Math.max(ownMs, allMs)) {
      return Optional.of(refused(limits.overall().half(), "from chains and schedules together",
          "half of dispatch.jobs_per_minute", autonomousMs));
    }
    return Optional.of(ownMs >= allMs
        ? refused(limits.perSource(), "from one source, here " + words(source),
            "dispatch.jobs_per_minute_per_source", ownMs)
        : refused(limits.overall(), "from all sources together", "dispatch.jobs_per_minute", allMs));
  }

  /** A job of {@code source} was taken. */
  void took(Origin source, long nowMs) {
    overall.take(nowMs);
    if (autonomous(source)) {
      autonomous.take(nowMs);
    }
    sources.computeIfAbsent(source, first -> new Bucket(limits.perSource(), nowMs)).take(nowMs);
    if (sources.size() > MAX_SOURCES) {
      sources.remove(
          sources.entrySet().stream().filter(known -> !known.getKey().equals(source))
              .max(Comparator.comparingLong(known -> known.getValue().filled(nowMs))).orElseThrow().getKey());
    }
  }

  private static boolean autonomous(Origin source) {
    return source.zone() == Origin.Zone.CHAIN || source.zone() == Origin.Zone.SCHEDULE;
  }

  private static String words(Origin source) {
    return source.zone().word() + (source.name().isEmpty() ? "" : " " + source.name());
  }

  private static Refused refused(Rate rate, String whose, String key, long waitMs) {
    return Refused.busy(rate.perMinute() + " jobs a minute are the limit " + whose + ", " + rate.burst()
        + " at once (" + key + "); there is room in " + waitMs + " ms", waitMs);
  }

  /** Counts in parts of a job such that each millisecond adds a whole number of them. */
  private static final class Bucket {
    private static final long JOB = 60_000;

    private final long perMs;
    private final long full;
    private long level;
    private long filledMs;

    Bucket(Rate rate, long nowMs) {
      this.perMs = rate.perMinute();
      this.full = rate.burst() * JOB;
      this.level = full;
      this.filledMs = nowMs;
    }

    /** 0 when there is room now. */
    long waitMs(long nowMs) {
      return Math.max(0, Math.ceilDiv(JOB - filled(nowMs), perMs));
    }

    void take(long nowMs) {
      level = filled(nowMs) - JOB;
      filledMs = nowMs;
    }

    long filled(long nowMs) {
      long missing = full - level;
      long elapsedMs = Math.min(nowMs - filledMs, Math.ceilDiv(missing, perMs));
      return level + Math.min(missing, elapsedMs * perMs);
    }
  }
}
