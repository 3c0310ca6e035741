package org.sheratan.core.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

import org.sheratan.core.dispatch.Verdict.Why;
import org.sheratan.core.mission.Audit;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.OneLine;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Passage;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.kernel.Now;

/**
 * Jobs that a gate stopped until a person decides, or auditors. They take part in no auction and no deadline of theirs runs; they
 * have their own limits in number and age.
 */
public final class Holds {
  /** Looks a job up, ended ones too. */
  interface Finder {
    Verdict find(JobId id, long nowMs);
  }

  private final JobBook book;
  private final JobFlow flow;
  private final DispatchParts parts;
  private final Finder finder;

  Holds(JobBook book, JobFlow flow, DispatchParts parts, Finder finder) {
    this.book = book;
    this.flow = flow;
    this.parts = parts;
    this.finder = finder;
  }

  public SortedSet<JobId> ids() {
    return flow.held();
  }

  public int count() {
    return flow.held().size();
  }

  /** Newest first. */
  public Dispatcher.Listing list(Optional<JobId> after, int limit, long nowMs) {
    NavigableSet<JobId> all = flow.held().descendingSet();
    List<Job> page = new ArrayList<>();
    long bytes = 0;
    for (JobId id : after.isPresent() ? all.tailSet(after.get(), false) : all) {
      if (page.size() == limit || bytes >= PageWeight.PAGE_BYTES) {
        break;
      }
      page.add(book.live(id).orElseThrow().at(nowMs));
      bytes += PageWeight.of(page.getLast());
    }
    boolean more = !page.isEmpty() && all.higher(page.getLast().id()) != null;
    return new Dispatcher.Listing(page, more ? Optional.of(page.getLast().id()) : Optional.empty());
  }

  /**
   * The last word about it.
   *
   * @param by where the person sits who decides, or auditors
   * @param reason 1 to 200 characters on one line
   */
  public Verdict decide(JobId id, boolean approved, Origin by, String reason, Now now) {
    return change(id, reason, now, live -> {
      Passage.Decision decision = new Passage.Decision(approved, by, reason, now.vouchedWallMs());
      parts.observer().decided(id, approved);
      return approved
          ? new JobEvent.Approved(decision, live.at(now.monoMs()).ageMs())
          : new JobEvent.Rejected(decision);
    });
  }

  /** As far as the person is concerned it may run; auditors are to decide after that. */
  public Verdict allow(JobId id, Origin by, String reason, Now now) {
    return change(id, reason, now,
        live -> new JobEvent.Allowed(new Passage.Decision(true, by, reason, now.vouchedWallMs())));
  }

  private Verdict change(JobId id, String reason, Now now, Function<LiveJob, JobEvent> event) {
    if (!OneLine.is(reason, Passage.Decision.MAX_REASON_CHARS)) {
      return new Verdict.Refused(Why.INVALID, "reason: expected 1 to " + Passage.Decision.MAX_REASON_CHARS
          + " characters on one line", Optional.of("reason"), "");
    }
    Optional<LiveJob> live = book.live(id).filter(job -> job.job().state() == JobState.HELD);
    if (live.isEmpty()) {
      Verdict known = finder.find(id, now.monoMs());
      return known instanceof Verdict.Found(Job job) ? notHeld(job) : known;
    }
    flow.apply(live.get(), event.apply(live.get()), now.monoMs());
    return new Verdict.Found(live.get().at(now.monoMs()));
  }

  /** Those that began or ceased to wait, or wait for auditors now, since the last call: to be asked for in each turn. */
  public List<JobId> takeChanged() {
    return flow.takeHeldOrNot();
  }

  /** One that waits. */
  public Optional<Job> find(JobId id, long nowMs) {
    return book.live(id).filter(live -> live.job().state() == JobState.HELD).map(live -> live.at(nowMs));
  }

  /** Auditors were asked about one that waits, or have answered. */
  public void audited(JobId id, Audit audit, long nowMs) {
    book.live(id).ifPresent(live -> flow.apply(live, new JobEvent.Audited(audit), nowMs));
  }

  private static Verdict notHeld(Job job) {
    String how = job.notes().passage().decision().map(decision -> ", " + decision.line()).orElse("");
    return new Verdict.Refused(Why.CONFLICT,
        "job " + job.id() + " is not held: " + job.state().word() + WireLimits.clip(how),
        "sheratan gate list");
  }

  /** Why no further job can be held. */
  Optional<Verdict.Refused> full() {
    int most = parts.gates().rules().maxHeld();
    return flow.held().size() < most
        ? Optional.empty()
        : Optional.of(new Verdict.Refused(Why.BUSY, flow.held().size()
            + " jobs wait for a decision here, the limit is " + most, "sheratan gate list"));
  }
}
