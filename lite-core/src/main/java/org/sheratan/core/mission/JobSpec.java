package org.sheratan.core.mission;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.sheratan.core.json.Json;
import org.sheratan.radio.frame.Priority;

/**
 * What a submitter asks for.
 *
 * @param kind tool name, such as {@code read_file}
 * @param params the tool's parameters
 * @param priority order in the owner's queue and on the air
 * @param timeoutMs deadline, counted from when it could begin; the job then ends as {@code expired}
 * @param needs offers a worker must have, such as {@code gpu:8G}; sorted
 * @param maxPriceMicros highest price taken, in millionths of a token
 * @param maxAttempts awards at most, 1..20
 * @param rerunUnknown whether a job that is not idempotent may run again after its outcome became unknown
 * @param idempotencyKey the submitter's name for this request; the same key and spec give the same job
 * @param dependsOn own jobs that must be completed before it begins; sorted
 * @param task whose job it is, if one's; goes with its mission
 * @param notes what only some requests say
 */
public record JobSpec(String kind, Json.Obj params, Priority priority, long timeoutMs, List<String> needs,
    long maxPriceMicros, int maxAttempts, boolean rerunUnknown, Optional<String> idempotencyKey,
    List<JobId> dependsOn, Optional<TaskId> task, SpecNotes notes) {
  /** A need that no node can offer for itself: that it is this one, or one whose key the operator has confirmed. */
  public static final String TRUSTED = "trusted";
  public static final long DEFAULT_TIMEOUT_MS = 300_000;
  public static final int DEFAULT_MAX_ATTEMPTS = 5;

  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");

  /** Whether a kind of job may be called so, known or not: 1 to 64 lower-case letters, digits, _ . -, a letter first. */
  public static boolean isKind(String name) {
    return KIND.matcher(name).matches();
  }

  public JobSpec {
    needs = needs.stream().sorted().distinct().toList();
    dependsOn = dependsOn.stream().sorted().distinct().toList();
  }

  /** One that says nothing special. */
  public JobSpec(String kind, Json.Obj params, Priority priority, long timeoutMs, List<String> needs,
      long maxPriceMicros, int maxAttempts, boolean rerunUnknown, Optional<String> idempotencyKey,
      List<JobId> dependsOn, Optional<TaskId> task) {
    this(kind, params, priority, timeoutMs, needs, maxPriceMicros, maxAttempts, rerunUnknown, idempotencyKey,
        dependsOn, task, SpecNotes.NONE);
  }

  /** One that begins at once, and is no task's. */
  public JobSpec(String kind, Json.Obj params, Priority priority, long timeoutMs, List<String> needs,
      long maxPriceMicros, int maxAttempts, boolean rerunUnknown, Optional<String> idempotencyKey) {
    this(kind, params, priority, timeoutMs, needs, maxPriceMicros, maxAttempts, rerunUnknown, idempotencyKey,
        List.of(), Optional.empty());
  }

  public static JobSpec of(String kind, Json.Obj params) {
    return new JobSpec(kind, params, Priority.NORMAL, DEFAULT_TIMEOUT_MS, List.of(), Long.MAX_VALUE,
        DEFAULT_MAX_ATTEMPTS, false, Optional.empty());
  }

  public JobSpec after(List<JobId> jobs) {
    return new JobSpec(kind, params, priority, timeoutMs, needs, maxPriceMicros, maxAttempts, rerunUnknown,
        idempotencyKey, jobs, task, notes);
  }

  public JobSpec needing(List<String> offers) {
    return new JobSpec(kind, params, priority, timeoutMs, offers, maxPriceMicros, maxAttempts, rerunUnknown,
        idempotencyKey, dependsOn, task, notes);
  }

  public JobSpec of(TaskId one) {
    return new JobSpec(kind, params, priority, timeoutMs, needs, maxPriceMicros, maxAttempts, rerunUnknown,
        idempotencyKey, dependsOn, Optional.of(one), notes);
  }

  public JobSpec noting(SpecNotes others) {
    return new JobSpec(kind, params, priority, timeoutMs, needs, maxPriceMicros, maxAttempts, rerunUnknown,
        idempotencyKey, dependsOn, task, others);
  }

  /** The same request under no name of its submitter's. */
  public JobSpec withoutKey() {
    return new JobSpec(kind, params, priority, timeoutMs, needs, maxPriceMicros, maxAttempts, rerunUnknown,
        Optional.empty(), dependsOn, task, notes);
  }

  /** The same request, to be kept by this many nodes. */
  public JobSpec kept(int copies) {
    return noting(notes.durability(copies));
  }
}
