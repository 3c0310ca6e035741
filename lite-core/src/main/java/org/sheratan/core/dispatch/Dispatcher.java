package org.sheratan.core.dispatch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.dispatch.Verdict.Why;
import org.sheratan.core.gate.Cleared;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Custody;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobMachine;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.wire.WireMessage.Bequest;
import org.sheratan.core.wire.WireMessage.JobMessage;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;

/**
 * The owner of the jobs submitted here: takes requests, answers for them, and alone decides how each ends. Nothing it
 * answers may be shown before the turn is on disk.
 */
public final class Dispatcher {
  private final Admission admission;
  private final JobBook book;
  private final IdempotencyKeys keys;
  private final JobFlow flow;
  private final Intake intake;
  private final Missions missions;
  private final DeadLetters deadLetters;
  private final Holds holds;

  /**
   * @param jobs newest first
   * @param next continues the list; empty at its end
   */
  public record Listing(List<Job> jobs, Optional<JobId> next) {}

  /** Takes up what an earlier start left unfinished. */
  public Dispatcher(DispatchParts parts, long nowMs) {
    String owner = parts.post().self().shortName();
    this.admission = new Admission(parts.tools(), parts.capability(), parts.limits());
    MissionBook missionBook = new MissionBook(parts.store(), owner);
    this.book = new JobBook(parts.store(), owner, parts.limits(), missionBook,
        parts.uptime(), nowMs);
    this.keys = new IdempotencyKeys(parts.store(), owner, parts.limits().idempotencyKeys());
    this.flow = new JobFlow(parts, book, nowMs);
    this.deadLetters = new DeadLetters(book);
    this.holds = new Holds(book, flow, parts, this::show);
    this.missions = new Missions(parts.store(), missionBook, parts.limits().missionBytes(), this::remove);
    this.intake = new Intake(parts, admission, book, keys, missionBook, missions, flow, holds, nowMs);
  }

  /** Jobs that wait for a person's decision. */
  public Holds holds() {
    return holds;
  }

  /** Missions and tasks that jobs belong to. */
  public Missions missions() {
    return missions;
  }

  public DeadLetters deadLetters() {
    return deadLetters;
  }

  private void remove(JobId id, long nowMs) throws IOException {
    Optional<Job> live = book.live(id).map(LiveJob::job);
    Optional<Job> job = live.isPresent() ? live : book.archived(id);
    // What auditors are asked about a job is the job's, its parameters too.
    for (JobId question : job.map(Dispatcher::questions).orElse(List.of())) {
      removeAlone(question, nowMs);
    }
    removeAlone(id, nowMs);
  }

  private static List<JobId> questions(Job job) {
    return job.notes().audit().stream().flatMap(audit -> audit.seats().stream())
        .flatMap(seat -> seat.asked().stream()).toList();
  }

  private void removeAlone(JobId id, long nowMs) throws IOException {
    book.live(id).ifPresent(job -> flow.apply(job, new JobEvent.CancelAsked(), nowMs));
    book.forget(id);
    keys.forget(id);
  }

  /** Why nothing from there is taken on now; empty when it is. */
  public Optional<String> throttled(Origin origin) {
    return intake.throttled(origin);
  }

  /** Every request passes the gates first, wherever it comes from. What comes this way is kept by this node alone. */
  public Verdict submit(JobSpec spec, Origin origin, Now now) {
    return intake.submit(spec, origin, now);
  }

  /** Takes on what another owner left here, by the same gates. */
  public Verdict standIn(JobId of, JobSpec spec, Origin origin, Now now) {
    return intake.standIn(of, spec, origin, now);
  }

  /** What became of a request that others shall keep too. */
  public sealed interface Proposal {
    /** It may become {@code job}, once others have it. */
    record Ready(Cleared cleared, JobId job) implements Proposal {}

    record Answered(Verdict verdict) implements Proposal {}
  }

  /** As {@link #submit}, up to the point at which it would be accepted. */
  public Proposal propose(JobSpec spec, Origin origin, Now now) {
    return intake.propose(spec, origin, now);
  }

  /** What was proposed is kept by others, too. */
  public Verdict accept(Proposal.Ready ready, Custody custody, Now now) {
    return intake.accept(ready, custody, now);
  }

  /** Own jobs that others keep too and that have not ended. */
  public List<Job> keptByOthers(long nowMs) {
    return book.live().stream().map(live -> live.at(nowMs))
        .filter(job -> !job.notes().custody().heirs().isEmpty()).toList();
  }

  /**
   * A gate had held it, and it was approved: these keep it, too, from now on.
   *
   * @return false when it has ended
   */
  public boolean leftToHeirs(JobId id, List<Custody.Heir> heirs, long nowMs) {
    return book.live(id)
        .filter(live -> flow.apply(live, new JobEvent.LeftToHeirs(heirs), nowMs) == JobMachine.Outcome.NOTED)
        .isPresent();
  }

  /** Until its deadline; of one whose deadline does not run yet, all of its time. */
  public Optional<Long> remainingMs(JobId id, long nowMs) {
    return book.live(id).map(live -> live.job().state() == JobState.HELD
        ? live.job().spec().timeoutMs()
        : live.remainingMs(nowMs));
  }

  /** It was found in the journal, and what its heirs have done of it is known now. */
  public void resume(JobId id, long nowMs) {
    book.live(id).ifPresent(live -> flow.resume(live, nowMs));
  }

  /**
   * An heir's job stood in for one of this node's.
   *
   * @return whether its result was taken
   */
  public boolean stoodIn(NodeId heir, Bequest bequest, long nowMs) {
    return book.live(bequest.job()).filter(live -> flow.stoodIn(live, heir, bequest, nowMs)).isPresent();
  }

  public Verdict cancel(JobId id, long nowMs) {
    Optional<LiveJob> live = book.live(id);
    if (live.isPresent()) {
      flow.apply(live.get(), new JobEvent.CancelAsked(), nowMs);
      return new Verdict.Found(live.get().at(nowMs));
    }
    return switch (show(id, nowMs)) {
      case Verdict.Found found -> new Verdict.Refused(Why.CONFLICT,
          "job " + id + " has already ended: " + found.job().state().word(), "");
      case Verdict other -> other;
    };
  }

  public Verdict show(JobId id, long nowMs) {
    Optional<LiveJob> live = book.live(id);
    if (live.isPresent()) {
      return new Verdict.Found(live.get().at(nowMs));
    }
    try {
      return book.ended(id, nowMs).<Verdict>map(Verdict.Found::new).orElseGet(() -> unknown(id));
    } catch (IOException unreadable) {
      return Verdict.Refused.unreadable(unreadable);
    }
  }

  /** Which request has that idempotency key. */
  public Verdict find(String key) {
    return keys.find(key).<Verdict>map(known -> new Verdict.KeyUse(known.job(), known.specHash()))
        .orElseGet(() -> new Verdict.Refused(Why.NOT_FOUND, "no request has that idempotency key", ""));
  }

  /** @throws IOException when the archive cannot be read */
  public Listing list(Optional<JobState> state, Optional<JobId> after, int limit, long nowMs)
      throws IOException {
    JobBook.Page page = state.isEmpty()
        ? book.list(after, limit, nowMs)
        : book.list(JobFilter.in(state.get()), after, limit, nowMs);
    return new Listing(page.jobs(), page.next());
  }

  /** @throws IOException when the archive cannot be read */
  public Listing list(TaskId task, Optional<JobId> after, int limit, long nowMs) throws IOException {
    JobBook.Page page = book.list(task, after, limit, nowMs);
    return new Listing(page.jobs(), page.next());
  }

  /** A message about a job of this node's. */
  public void onMessage(NodeId from, JobMessage message, long arrival, long nowMs) {
    if (book.own(message.job())) {
      flow.onMessage(from, message, arrival, nowMs);
    }
  }

  public void onUndelivered(long ticket, String why, long nowMs) {
    flow.onUndelivered(ticket, why, nowMs);
  }

  public void poll(long nowMs) {
    flow.poll(nowMs);
    missions.poll(nowMs);
    book.poll(nowMs);
  }

  public long nextPollMs() {
    return Math.min(missions.nextPollMs(), Math.min(flow.nextPollMs(), book.nextPollMs()));
  }

  /** Those that ended since the last call, in that order: to be asked for in each turn. */
  public List<Job> takeEnded() {
    return flow.takeEnded();
  }

  /** An ended job; what follows from it is decided once, so the index alone is not believed when it has none. */
  public Optional<Job> ended(JobId id) throws IOException {
    Optional<Job> indexed = book.archived(id);
    return indexed.isPresent() ? indexed : book.proven(id, 0);
  }

  /** What a completed job gave, as far as the index knows. */
  public Optional<Json.Obj> result(JobId id) throws IOException {
    return book.archived(id).flatMap(Job::result);
  }

  /** What is wrong with a request, whoever might run it and whenever. */
  public Optional<Verdict.Refused> malformed(JobSpec spec) {
    return admission.malformed(spec, spec.notes().audited());
  }

  /** Why nobody that is known now could do it; empty when somebody could. */
  public Optional<String> nobody(JobSpec spec) {
    return admission.nobody(spec);
  }

  /** Whether it has not ended. */
  public boolean alive(JobId id) {
    return book.live(id).isPresent();
  }

  /** Jobs not yet ended, those that wait for a person's decision apart. */
  public int queued() {
    return book.liveCount() - flow.held().size();
  }

  /** Jobs completed since this start. */
  public long completed() {
    return flow.completed();
  }

  private Verdict unknown(JobId id) {
    String message = book.own(id)
        ? "no job " + id + " here"
        : "job " + id + " is owned by node " + id.owner() + ", not by this one";
    return new Verdict.Refused(Why.NOT_FOUND, message, "sheratan job list");
  }
}
