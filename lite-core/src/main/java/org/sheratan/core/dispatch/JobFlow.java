package org.sheratan.core.dispatch;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

import org.sheratan.core.market.Auctioneer;
import org.sheratan.core.market.Auctioneer.Closed;
import org.sheratan.core.market.Awards;
import org.sheratan.core.market.Reputation;
import org.sheratan.core.market.ResultCheck;
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.Backoff;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobMachine;
import org.sheratan.core.mission.JobMachine.Outcome;
import org.sheratan.core.mission.JobObserver.AttemptEnd;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.core.wire.Outcome.Completed;
import org.sheratan.core.wire.Outcome.Failed;
import org.sheratan.core.wire.Outcome.Unknown;
import org.sheratan.core.wire.RefusalReason;
import org.sheratan.core.wire.WireMessage.Bequest;
import org.sheratan.core.wire.WireMessage.Bid;
import org.sheratan.core.wire.WireMessage.Decline;
import org.sheratan.core.wire.WireMessage.JobMessage;
import org.sheratan.core.wire.WireMessage.Progress;
import org.sheratan.core.wire.WireMessage.Refusal;
import org.sheratan.core.wire.WireMessage.Result;
import org.sheratan.kernel.NodeId;

/** Moves own jobs along the job machine: every event goes through {@link #apply}, every consequence is drawn there. */
final class JobFlow {
  private final DispatchParts parts;
  private final JobBook book;
  private final Reputation reputation;
  private final Auctioneer auctioneer;
  private final Awards awards;
  private final ResultCheck check;
  private final SecondOpinion opinion;
  private final InFlight inFlight;
  private final Handins handins = new Handins();
  private final Crowds crowds;
  private final ReadyQueue queue = new ReadyQueue();
  private final Agenda<JobId> deadlines = new Agenda<>();
  private final Followers followers = new Followers();
  private final NavigableSet<JobId> held = new TreeSet<>();
  private final List<JobId> heldOrNot = new ArrayList<>();
  private final ArrayDeque<Job> ended = new ArrayDeque<>();
  private final List<Job> justEnded = new ArrayList<>();
  private final Suspended suspended = new Suspended();
  private boolean settling;
  private long completed;

  JobFlow(DispatchParts parts, JobBook book, long nowMs) {
    this.parts = parts;
    this.book = book;
    this.reputation = new Reputation(parts.store());
    this.auctioneer = new Auctioneer(parts.post(), reputation, parts.store().epoch());
    this.awards = new Awards(parts.post());
    this.check = new ResultCheck(parts.post().self(), parts.network());
    this.opinion = new SecondOpinion(parts.post().self(), parts.tools(), parts.capability());
    this.inFlight = new InFlight(parts.limits().submits());
    this.crowds = new Crowds(parts.entropy());
    List.copyOf(book.live()).forEach(job -> restore(job, nowMs));
  }

  /** A job just accepted. */
  void enter(LiveJob job, long nowMs) {
    followers.add(job.id(),
        job.job().spec().dependsOn().stream().filter(need -> book.live(need).isPresent()).toList());
    if (job.job().state() == JobState.HELD) {
      held.add(job.id());
      heldOrNot.add(job.id());
      deadlines.at(job.heldUntilMs(parts.gates().rules().holdMs()), job.id());
    } else if (!stillWaits(job, nowMs)) {
      begin(job, nowMs);
    }
  }

  /** Jobs that wait for a person's decision, the first of them first. */
  NavigableSet<JobId> held() {
    return Collections.unmodifiableNavigableSet(held);
  }

  /** Those that began or ceased to wait, or wait for auditors now, since the last call: to be asked for in each turn. */
  List<JobId> takeHeldOrNot() {
    List<JobId> taken = List.copyOf(heldOrNot);
    heldOrNot.clear();
    return taken;
  }

  /** A pause that was written before a restart is kept. */
  private void begin(LiveJob job, long nowMs) {
    deadlines.at(job.deadlineMs(), job.id());
    if (job.pausedUntilMs() > nowMs) {
      queue.later(job, job.pausedUntilMs());
    } else {
      queue.now(job);
    }
  }

  /** Says what it waits for, where it does. */
  private boolean stillWaits(LiveJob job, long nowMs) {
    Optional<String> why = followers.why(job.id());
    why.ifPresent(known -> apply(job, new JobEvent.Waits(known), nowMs));
    return why.isPresent();
  }

  long completed() {
    return completed;
  }

  void onMessage(NodeId from, JobMessage message, long arrival, long nowMs) {
    switch (message) {
      case Bid bid -> auctioneer.onBid(from, bid, arrival, nowMs);
      case Decline decline -> auctioneer.onDecline(from, decline, arrival, nowMs);
      case Progress progress -> onProgress(from, progress, arrival, nowMs);
      case Refusal refusal -> onRefusal(from, refusal, arrival, nowMs);
      case Result result -> onResult(from, result, nowMs);
      default -> {
        // What only an owner sends is not for an owner.
      }
    }
  }

  void onUndelivered(long ticket, String why, long nowMs) {
    auctioneer.onUndelivered(ticket, why, nowMs);
  }

  void poll(long nowMs) {
    for (JobId id : deadlines.due(nowMs)) {
      book.live(id).ifPresent(job -> apply(job, over(job.job()), nowMs));
    }
    for (JobId id : awards.lost(nowMs)) {
      book.live(id).ifPresent(job -> leaseLost(job, nowMs));
    }
    for (JobId id : queue.due(nowMs)) {
      book.live(id).ifPresent(queue::now);
    }
    crowds.poll(nowMs);
    auctioneer.poll(nowMs).forEach(closed -> onClosed(closed, nowMs));
    Optional<JobId> next = nextForAuction();
    while (next.isPresent()) {
      book.live(next.get()).ifPresent(job -> auction(job, nowMs));
      next = nextForAuction();
    }
  }

  private JobEvent over(Job job) {
    return job.state() == JobState.HELD
        ? new JobEvent.HoldOver(parts.gates().rules().holdMs())
        : new JobEvent.DeadlinePassed();
  }

  long nextPollMs() {
    return Math.min(Math.min(deadlines.nextDueMs(), Math.min(crowds.nextPollMs(), queue.nextDueMs())),
        Math.min(awards.nextPollMs(), auctioneer.nextPollMs()));
  }

  /** The only place where a job changes. */
  Outcome apply(LiveJob live, JobEvent event, long nowMs) {
    Job before = live.job();
    JobMachine.Step step = JobMachine.step(before, event, mayRunTwice(before));
    live.become(step.job());
    switch (step.outcome()) {
      case MOVED -> {
        live.become(FailureClasses.noted(before, event, step.job()));
        inFlight.moved(before, live.job());
        moved(live, before, event, nowMs);
      }
      case LATE -> book.save(live, nowMs);
      case PROGRESSED, IGNORED -> {
        // Progress alone is worth no write: after a restart the worker tells it again.
      }
    }
    return step.outcome();
  }

  private void moved(LiveJob live, Job before, JobEvent event, long nowMs) {
    parts.observer().moved(before, event, live.at(nowMs));
    JobState state = live.job().state();
    if (state == JobState.HELD) {
      if (event instanceof JobEvent.Allowed) {
        heldOrNot.add(live.id());
      }
      book.save(live, nowMs);
      return;
    }
    if (held.remove(live.id())) {
      heldOrNot.add(live.id());
    }
    if (state.terminal()) {
      end(live, before, event, nowMs);
      settle(live.job(), nowMs);
    } else if (event instanceof JobEvent.Released) {
      begin(live, nowMs);
      book.save(live, nowMs);
    } else if (event instanceof JobEvent.Approved) {
      deadlines.clear(live.id());
      if (!stillWaits(live, nowMs)) {
        begin(live, nowMs);
      }
      book.save(live, nowMs);
    } else if (before.state() == JobState.WORKING) {
      awards.release(live.id());
      crowds.freed(Crowds.alike(live.job().spec()));
      pause(live, nowMs);
      book.save(live, nowMs);
    } else if (event instanceof JobEvent.AuctionClosed closed && closed.full()) {
      crowds.full(Crowds.alike(live.job().spec()), nowMs);
      queue.now(live);
    } else if (before.state() == JobState.AUCTION && state == JobState.PENDING) {
      live.auctionLost();
      pause(live, nowMs);
    }
    // PENDING to AUCTION is not written: an auction does not survive a restart anyway.
  }

  private void end(LiveJob live, Job before, JobEvent event, long nowMs) {
    boolean unwanted = event instanceof JobEvent.CancelAsked || event instanceof JobEvent.DeadlinePassed
        || event instanceof JobEvent.StoodIn;
    if (before.state() == JobState.WORKING && unwanted) {
      awards.cancel(before);
    }
    if (before.state() == JobState.WORKING) {
      crowds.freed(Crowds.alike(before.spec()));
    }
    awards.release(live.id());
    auctioneer.forget(live.id());
    queue.remove(live);
    deadlines.clear(live.id());
    handins.forget(live.id());
    suspended.end(live.id());
    book.end(live, nowMs);
    completed += live.job().state() == JobState.COMPLETED ? 1 : 0;
    parts.observer().ended(live.id(), live.job().state());
    justEnded.add(live.job());
  }

  List<Job> takeEnded() {
    List<Job> taken = List.copyOf(justEnded);
    justEnded.clear();
    return taken;
  }

  /** Tells those that depend on it, and those that depend on them: one after the other, however long the chain. */
  private void settle(Job job, long nowMs) {
    ended.add(job);
    if (settling) {
      return;
    }
    settling = true;
    while (!ended.isEmpty()) {
      Job need = ended.poll();
      for (JobId id : followers.of(need.id())) {
        // One that depended on two of them has ended with the first.
        book.live(id).ifPresent(follower -> tell(follower, need, nowMs));
      }
      followers.forget(need.id());
    }
    settling = false;
  }

  private void tell(LiveJob follower, Job need, long nowMs) {
    if (need.state() != JobState.COMPLETED) {
      apply(follower, new JobEvent.NeedLost(need.id(), need.state()), nowMs);
    } else if (followers.completed(follower.id(), need.id())) {
      apply(follower, new JobEvent.Released(follower.at(nowMs).ageMs()), nowMs);
    } else {
      stillWaits(follower, nowMs);
    }
  }

  private void pause(LiveJob live, long nowMs) {
    live.pauseUntil(nowMs + Backoff.delayMs(live.failures(), parts.entropy()));
    queue.later(live, live.pausedUntilMs());
  }

  private Optional<JobId> nextForAuction() {
    return auctioneer.open() < parts.limits().maxAuctions() && inFlight.room()
        ? queue.take(lane -> inFlight.room(lane.source()) && crowds.open(lane.kind()))
        : Optional.empty();
  }

  private void auction(LiveJob live, long nowMs) {
    if (suspended.park(live.id())) {
      apply(live, new JobEvent.Waits(Suspended.WHY), nowMs);
      return;
    }
    crowds.called(Crowds.alike(live.job().spec()));
    apply(live, new JobEvent.AuctionOpened(), nowMs);
    List<NodeId> asked = opinion.stillToAsk(live.job());
    // It costs airtime, so it is done at once and then less and less often.
    if (asked.isEmpty() && Integer.bitCount(live.failures()) <= 1) {
      opinion.seekOthers(live.job());
    }
    auctioneer.open(live.job(), asked, live.remainingMs(nowMs), nowMs);
  }

  private void onClosed(Closed closed, long nowMs) {
    LiveJob live = book.live(closed.job()).orElseThrow();
    switch (closed) {
      case Closed.Nobody nobody ->
        apply(live, new JobEvent.AuctionClosed(nobody.bids(), nobody.why(), nobody.full()), nowMs);
      case Closed.Won won -> {
        apply(live, new JobEvent.Awarded(won.worker(), won.bid().priceMicros(), won.bids(), won.score()),
            nowMs);
        live.wasAwarded();
        crowds.found(Crowds.alike(live.job().spec()));
        live.leaseMs(awards.leaseMs(live.job(), won, nowMs));
        book.save(live, nowMs);
        awards.give(live.job(), won, live.leaseMs(), nowMs);
        parts.observer().awarded(live.id(), live.job().attempt(), won.worker());
      }
    }
  }

  private void onProgress(NodeId from, Progress progress, long arrival, long nowMs) {
    if (awards.onProgress(from, progress, arrival, nowMs)) {
      book.live(progress.job()).ifPresent(job -> progressed(job, progress, nowMs));
    }
  }

  private void progressed(LiveJob live, Progress progress, long nowMs) {
    Interim said = handins.admitted(live.id(), progress.said(), nowMs);
    apply(live, new JobEvent.Progressed(progress.attempt(), progress.done(), said, live.at(nowMs).ageMs()),
        nowMs);
    if (!said.isNone()) {
      book.save(live, nowMs);
    }
  }

  private void onRefusal(NodeId from, Refusal refusal, long arrival, long nowMs) {
    Optional<LiveJob> live = book.live(refusal.job()).filter(job -> held(job.job(), from, refusal.attempt()));
    if (live.isPresent()) {
      awards.onRefused(refusal.job(), arrival);
      String code = refusal.reason() == RefusalReason.INVALID ? FailureCode.INVALID : "refused";
      failed(live.get(), from, new Failed(code, refusal.text(), true), AttemptEnd.FAILED, nowMs);
    }
  }

  private void onResult(NodeId from, Result result, long nowMs) {
    Optional<LiveJob> live = book.live(result.job());
    if (live.isEmpty()) {
      lateForEnded(from, result);
    } else if (!isLatest(live.get().job(), from, result.attempt())) {
      late(live.get(), from, result, nowMs);
    } else {
      switch (result.outcome()) {
        case Completed done -> onCompleted(live.get(), from, done, nowMs);
        case Failed failed -> onFailed(live.get(), from, failed, nowMs);
        case Unknown() -> onUnknown(live.get(), from, nowMs);
      }
    }
  }

  private void onCompleted(LiveJob live, NodeId from, Completed done, long nowMs) {
    Job job = live.job();
    Optional<String> problem = check.problem(job, done);
    if (problem.isEmpty()) {
      reputation.kept(from);
      opinion.refuted(job, from).forEach(reputation::broke);
      parts.observer().taken(job.id(), job.attempt());
      apply(live, new JobEvent.Succeeded(job.attempt(), done.result(), done.receipt().orElseThrow()), nowMs);
    } else if (job.state() == JobState.WORKING) {
      reputation.broke(from);
      failed(live, from, new Failed("bad_receipt", problem.get(), true), AttemptEnd.BAD_RECEIPT, nowMs);
    }
  }

  private void onFailed(LiveJob live, NodeId from, Failed failed, long nowMs) {
    if (live.job().state() == JobState.WORKING) {
      if (!opinion.everywhere(live.job(), failed)) {
        reputation.broke(from); // That it fails everywhere costs only when it is refuted.
      }
      failed(live, from, failed, AttemptEnd.FAILED, nowMs);
    }
  }

  private void failed(LiveJob live, NodeId from, Failed failed, AttemptEnd why, long nowMs) {
    Job job = live.job();
    attemptEnded(live, new JobEvent.AttemptFailed(job.attempt(), failed.code(), failed.message(),
        opinion.everywhere(job, failed), opinion.ends(job, from, failed),
        FailureClasses.besideTheWork(failed.code())), why, nowMs);
  }

  private void onUnknown(LiveJob live, NodeId from, long nowMs) {
    if (live.job().state() == JobState.WORKING) {
      reputation.broke(from);
      attemptEnded(live,
          new JobEvent.OutcomeLost(live.job().attempt(), "the worker began and was interrupted"),
          AttemptEnd.UNKNOWN, nowMs);
    }
  }

  private void leaseLost(LiveJob live, long nowMs) {
    live.job().worker().ifPresent(reputation::broke);
    attemptEnded(live, new JobEvent.LeaseLost(live.job().attempt()), AttemptEnd.LEASE_LOST, nowMs);
  }

  private void attemptEnded(LiveJob live, JobEvent event, AttemptEnd why, long nowMs) {
    parts.observer().attemptEnded(live.id(), live.job().attempt(), why);
    apply(live, event, nowMs);
  }

  /** A result of an earlier attempt: counted, once, if it is really that worker's. */
  private void late(LiveJob live, NodeId from, Result result, long nowMs) {
    Optional<JobEvent.Succeeded> late = genuine(live.job(), from, result);
    if (late.isPresent() && apply(live, late.get(), nowMs) == Outcome.LATE) {
      parts.observer().late(live.id(), result.attempt());
    }
  }

  private void lateForEnded(NodeId from, Result result) {
    try {
      Optional<Job> ended = book.archived(result.job());
      Optional<JobEvent.Succeeded> late = ended.flatMap(job -> genuine(job, from, result));
      if (late.isPresent()) {
        JobMachine.Step step = JobMachine.step(ended.get(), late.get(), true);
        if (step.outcome() == Outcome.LATE) {
          parts.observer().late(result.job(), result.attempt());
          book.replaceArchived(ended.get(), step.job());
        }
      }
    } catch (IOException unreadable) {
      // A count is all that is lost: the result is not taken either way.
    }
  }

  /** What {@code result} says, if {@code from} really did that attempt: awarded to it, and receipted for it. */
  private Optional<JobEvent.Succeeded> genuine(Job job, NodeId from, Result result) {
    boolean awarded = job.made(result.attempt()).filter(made -> made.worker().equals(from)).isPresent();
    if (awarded && result.outcome() instanceof Completed done
        && check.problem(job.id(), result.attempt(), from, done).isEmpty()) {
      return Optional.of(
          new JobEvent.Succeeded(result.attempt(), done.result(), done.receipt().orElseThrow()));
    }
    return Optional.empty();
  }

  /** What its heirs have done of it is known, or has been waited for long enough. */
  void resume(LiveJob live, long nowMs) {
    if (suspended.end(live.id()) && live.job().state() == JobState.PENDING) {
      apply(live, new JobEvent.Waits(""), nowMs);
      queue.now(live);
    }
  }

  /** Whether the result of a job that stood in for this one was taken. */
  boolean stoodIn(LiveJob live, NodeId heir, Bequest bequest, long nowMs) {
    Job job = live.job();
    if (!check.standsIn(job, heir, bequest) || job.state() == JobState.HELD) {
      return false;
    }
    parts.observer().taken(job.id(), job.attempt());
    apply(live, new JobEvent.StoodIn(bequest.deputy(), bequest.result(), bequest.receipt()), nowMs);
    return true;
  }

  private void restore(LiveJob live, long nowMs) {
    parts.observer().restored(live.job());
    suspended.restored(live.job());
    live.become(JobMachine.step(live.job(), new JobEvent.OwnerRestarted(), mayRunTwice(live.job())).job());
    inFlight.restored(live.job());
    handins.restored(live.job());
    if (live.job().state() == JobState.WORKING) {
      deadlines.at(live.deadlineMs(), live.id());
      awards.restore(live.job(), live.leaseMs(), nowMs);
    } else {
      enter(live, nowMs);
    }
  }

  private boolean mayRunTwice(Job job) {
    return parts.tools().find(job.spec().kind()).map(ToolKind::idempotent).orElse(false);
  }

  private static boolean held(Job job, NodeId from, int attempt) {
    return job.state() == JobState.WORKING && isLatest(job, from, attempt);
  }

  private static boolean isLatest(Job job, NodeId from, int attempt) {
    return job.attempt() == attempt && job.worker().filter(from::equals).isPresent();
  }
}
