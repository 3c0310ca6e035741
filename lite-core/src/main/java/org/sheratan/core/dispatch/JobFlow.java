package org.sheratan.core.dispatch;

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
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.Backoff;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobMachine;
import org.sheratan.core.mission.JobMachine.Outcome;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.tool.ToolKind;
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
  private final Auctioneer auctioneer;
  private final Awards awards;
  private final Attempts attempts;
  private final Dependents dependents;
  private final SecondOpinion opinion;
  private final InFlight inFlight;
  private final Crowds crowds;
  private final ReadyQueue queue = new ReadyQueue();
  private final Agenda<JobId> deadlines = new Agenda<>();
  private final NavigableSet<JobId> held = new TreeSet<>();
  private final List<JobId> heldOrNot = new ArrayList<>();
  private final List<Job> justEnded = new ArrayList<>();
  private final Suspended suspended = new Suspended();
  private long completed;

  JobFlow(DispatchParts parts, JobBook book, long nowMs) {
    this.parts = parts;
    this.book = book;
    Reputation reputation = new Reputation(parts.store());
    this.auctioneer = new Auctioneer(parts.post(), reputation, parts.store().epoch());
    this.awards = new Awards(parts.post());
    this.opinion = new SecondOpinion(parts.post().self(), parts.tools(), parts.capability());
    this.inFlight = new InFlight(parts.limits().submits());
    this.crowds = new Crowds(parts.entropy());
    this.attempts = new Attempts(parts, book, this::apply, awards, reputation, opinion);
    this.dependents = new Dependents(book, this::apply);
    List.copyOf(book.live()).forEach(job -> restore(job, nowMs));
  }

  /** A job just accepted. */
  void enter(LiveJob job, long nowMs) {
    dependents.add(job);
    if (job.job().state() == JobState.HELD) {
      held.add(job.id());
      heldOrNot.add(job.id());
      deadlines.at(job.heldUntilMs(parts.gates().rules().holdMs()), job.id());
    } else if (!dependents.stillWaits(job, nowMs)) {
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

  long completed() {
    return completed;
  }

  void onMessage(NodeId from, JobMessage message, long arrival, long nowMs) {
    switch (message) {
      case Bid bid -> auctioneer.onBid(from, bid, arrival, nowMs);
      case Decline decline -> auctioneer.onDecline(from, decline, arrival, nowMs);
      case Progress progress -> attempts.onProgress(from, progress, arrival, nowMs);
      case Refusal refusal -> attempts.onRefusal(from, refusal, arrival, nowMs);
      case Result result -> attempts.onResult(from, result, nowMs);
      default -> {
        // What only an owner sends is not for an owner.
      }
    }
  }

  boolean stoodIn(LiveJob live, NodeId heir, Bequest bequest, long nowMs) {
    return attempts.stoodIn(live, heir, bequest, nowMs);
  }

  void onUndelivered(long ticket, String why, long nowMs) {
    auctioneer.onUndelivered(ticket, why, nowMs);
  }

  void poll(long nowMs) {
    for (JobId id : deadlines.due(nowMs)) {
      book.live(id).ifPresent(job -> apply(job, over(job.job()), nowMs));
    }
    for (JobId id : awards.lost(nowMs)) {
      book.live(id).ifPresent(job -> attempts.leaseLost(job, nowMs));
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
      case LATE, NOTED -> book.save(live, nowMs);
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
      dependents.settle(live.job(), nowMs);
    } else if (event instanceof JobEvent.Released) {
      begin(live, nowMs);
      book.save(live, nowMs);
    } else if (event instanceof JobEvent.Approved) {
      deadlines.clear(live.id());
      if (!dependents.stillWaits(live, nowMs)) {
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
    attempts.forget(live.id());
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

  /** What its heirs have done of it is known, or has been waited for long enough. */
  void resume(LiveJob live, long nowMs) {
    if (suspended.end(live.id()) && live.job().state() == JobState.PENDING) {
      apply(live, new JobEvent.Waits(""), nowMs);
      queue.now(live);
    }
  }

  private void restore(LiveJob live, long nowMs) {
    parts.observer().restored(live.job());
    suspended.restored(live.job());
    live.become(JobMachine.step(live.job(), new JobEvent.OwnerRestarted(), mayRunTwice(live.job())).job());
    inFlight.restored(live.job());
    attempts.restored(live.job());
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
}
