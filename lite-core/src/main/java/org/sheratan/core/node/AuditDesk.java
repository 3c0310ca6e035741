package org.sheratan.core.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.audit.AuditCase;
import org.sheratan.core.audit.AuditPlan;
import org.sheratan.core.audit.Ballot;
import org.sheratan.core.dispatch.Dispatcher;
import org.sheratan.core.dispatch.Verdict;
import org.sheratan.core.market.Needs;
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.Audit;
import org.sheratan.core.mission.Audit.Seat;
import org.sheratan.core.mission.Audit.Silence;
import org.sheratan.core.mission.Audit.Vote;
import org.sheratan.core.mission.Audit.Word;
import org.sheratan.core.mission.Inquiry;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.core.mission.SpecNotes;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;

/**
 * Asks auditors about jobs that are held for a second opinion, by a job of kind {@code audit} for each of them that nobody
 * else may run, and does what enough of them say. Whatever they cannot decide waits for a person.
 */
final class AuditDesk {
  private static final int MAX_ATTEMPTS = 3;
  private static final long AGAIN_MS = 5_000;

  private final Dispatcher dispatcher;
  private final AuditPlan plan;
  private final NodeId self;
  /** Jobs with auditors that could not be asked yet. */
  private final Agenda<JobId> again = new Agenda<>();

  AuditDesk(Dispatcher dispatcher, AuditPlan plan, NodeId self) {
    this.dispatcher = dispatcher;
    this.plan = plan;
    this.self = self;
  }

  /**
   * @param ended own jobs, since the last call
   * @return whether anything was done
   */
  boolean poll(List<Job> ended, Now now) {
    List<Job> answers = ended.isEmpty()
        ? List.of()
        : ended.stream().filter(job -> job.spec().notes().inquiry().isPresent()).toList();
    answers.forEach(job -> onAnswer(job.spec().notes().inquiry().orElseThrow(), job, now));
    List<JobId> changed = dispatcher.holds().takeChanged();
    changed.forEach(id -> dispatcher.holds().find(id, now.monoMs())
        .ifPresentOrElse(job -> onHeld(job, now), () -> close(id, now)));
    List<JobId> due = again.due(now.monoMs());
    due.forEach(id -> ask(id, now));
    return !changed.isEmpty() || !answers.isEmpty() || !due.isEmpty();
  }

  long nextPollMs() {
    return again.nextDueMs();
  }

  /** Just now, or before the last start. */
  private void onHeld(Job job, Now now) {
    Optional<Audit> begun = job.notes().audit();
    if (begun.isPresent()) {
      begun.get().open().stream().flatMap(seat -> seat.asked().stream())
          .filter(asked -> !dispatcher.alive(asked))
          .forEach(asked -> hear(job.id(), asked, new Silence("its answer is lost"), now));
      ask(job.id(), now);
    } else if (!plan.nobody() && job.notes().passage().forAuditors()) {
      List<Seat> seats = plan.seats(self).stream()
          .map(auditor -> new Seat(auditor, Optional.empty(), Optional.empty())).toList();
      move(job.id(), new Audit(AuditCase.of(job).hash(), plan.agree(), seats), now);
      ask(job.id(), now);
    }
  }

  /** Whoever was not asked yet, as far as there is room for questions now. */
  private void ask(JobId about, Now now) {
    Optional<Job> held = dispatcher.holds().find(about, now.monoMs());
    Optional<Audit> before = held.flatMap(job -> job.notes().audit());
    if (before.isPresent()) {
      AuditCase asked = AuditCase.of(held.get());
      List<Seat> seats = new ArrayList<>(before.get().seats());
      boolean room = true;
      for (int seat = 0; seat < seats.size() && room; seat++) {
        if (seats.get(seat).unasked()) {
          seats.set(seat, ask(seats.get(seat).auditor(), asked, held.get(), now));
          room = !seats.get(seat).unasked();
        }
      }
      if (!room) {
        again.at(now.monoMs() + AGAIN_MS, about);
      }
      Audit after = new Audit(before.get().caseHash(), before.get().agree(), seats);
      if (!after.equals(before.get())) {
        move(about, after, now);
      }
    }
  }

  private Seat ask(NodeId auditor, AuditCase about, Job job, Now now) {
    if (auditor.equals(self) && !plan.central()) {
      return silent(auditor, "the job is its own");
    }
    JobSpec question = new JobSpec(Ballot.KIND, about.asked(), job.spec().priority(), plan.timeoutMs(),
        Needs.ofOwner(job.spec().needs()), Long.MAX_VALUE, MAX_ATTEMPTS, true, Optional.empty())
        .noting(SpecNotes.NONE.inquiry(new Inquiry(job.id(), auditor)));
    return switch (dispatcher.submit(question, new Origin(Zone.AUDIT, job.id().toString()), now)) {
      case Verdict.Accepted asked -> new Seat(auditor, Optional.of(asked.job().id()), Optional.empty());
      case Verdict.Refused refused when refused.why().passing() ->
        new Seat(auditor, Optional.empty(), Optional.empty());
      case Verdict.Refused refused -> silent(auditor, refused.message());
      case Verdict other -> silent(auditor, "the gates here do not let it be asked");
    };
  }

  private void onAnswer(Inquiry inquiry, Job ended, Now now) {
    hear(inquiry.about(), ended.id(), word(inquiry, ended, now), now);
  }

  private Word word(Inquiry inquiry, Job ended, Now now) {
    Optional<Audit> audit = audit(inquiry.about(), now);
    return audit.isPresent() && ended.worker().filter(worker -> !worker.equals(inquiry.auditor())).isEmpty()
        ? Ballot.read(ended, inquiry.about(), audit.get().caseHash())
        : new Silence("answered by another node");
  }

  /** Where it still waits, and has not heard from that seat. */
  private void hear(JobId about, JobId asked, Word word, Now now) {
    Optional<Audit> before = audit(about, now);
    Optional<Audit> after = before.map(audit -> audit.heard(asked, word));
    if (!after.equals(before)) {
      move(about, after.get(), now);
    }
  }

  private Optional<Audit> audit(JobId about, Now now) {
    return dispatcher.holds().find(about, now.monoMs()).flatMap(job -> job.notes().audit());
  }

  private void move(JobId id, Audit audit, Now now) {
    dispatcher.holds().audited(id, audit, now.monoMs());
    switch (audit.tally()) {
      case APPROVED -> decide(id, true, audit, now);
      case REJECTED -> decide(id, false, audit, now);
      case OPEN, UNDECIDED -> {
        // More words come, or a person's.
      }
    }
  }

  private void decide(JobId id, boolean approved, Audit audit, Now now) {
    Origin by = new Origin(Zone.AUDIT, audit.agree() + " of " + audit.seats().size());
    if (dispatcher.holds().decide(id, approved, by, audit.why(), now) instanceof Verdict.Refused refused) {
      throw new IllegalStateException("what auditors decided is refused: " + refused.message());
    }
  }

  /** It waits no more: who has not answered need not. */
  private void close(JobId id, Now now) {
    again.clear(id);
    if (dispatcher.show(id, now.monoMs()) instanceof Verdict.Found(Job job)) {
      job.notes().audit().map(Audit::open).orElse(List.of()).stream().flatMap(seat -> seat.asked().stream())
          .forEach(asked -> dispatcher.cancel(asked, now.monoMs()));
    }
  }

  private static Seat silent(NodeId auditor, String why) {
    return new Seat(auditor, Optional.empty(),
        Optional.of(new Silence(WireLimits.clip(why, Vote.MAX_REASON_CHARS))));
  }
}
