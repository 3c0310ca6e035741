package org.sheratan.core.market;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.market.ClaimRecords.Report;
import org.sheratan.core.market.OpenBids.OpenBid;
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.wire.DeclineReason;
import org.sheratan.core.wire.Outcome;
import org.sheratan.core.wire.RefusalReason;
import org.sheratan.core.wire.ValueCodec;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.core.wire.WireMessage.Award;
import org.sheratan.core.wire.WireMessage.Call;
import org.sheratan.core.wire.WireMessage.Cancel;
import org.sheratan.core.wire.WireMessage.Decline;
import org.sheratan.core.wire.WireMessage.LeaseExtended;
import org.sheratan.core.wire.WireMessage.Progress;
import org.sheratan.core.wire.WireMessage.Refusal;
import org.sheratan.core.wire.WireMessage.Result;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.mesh.Mesh;

/**
 * The worker's side of the market: bids, holds awards under leases, has tools run and brings results home.
 *
 * <pre>
 * claim    | award   | place free | tool ends      | tool is lost    | lease ends            | owner cancels | restart
 * none     | WAITING | -          | ignored        | ignored         | -                     | -             | none
 * WAITING  | ignored | STARTED    | -              | -               | report: not started   | none          | report: not started
 * STARTED  | ignored | -          | report: result | report: unknown | stop, report: unknown | stop, none    | report: unknown
 * reported | ignored | -          | ignored        | ignored         | -                     | none          | report again
 * </pre>
 *
 * A report is kept until its owner has acknowledged it. No lease outlives a restart.
 */
public final class Worker {
  private final Post post;
  private final WorkerTerms terms;
  private final ToolCatalog tools;
  private final Hands hands;
  private final JobObserver observer;
  private final ReceiptWriter receipts;
  private final ClaimRecords records;
  private final Reporter reporter;
  private final InterimPost interims;
  private final RunTimes runTimes = new RunTimes();
  private final Bidder bidder;
  private final Places places;
  private final Map<ClaimKey, Claim> claims = new TreeMap<>();
  private final Agenda<ClaimKey> leaseEnds = new Agenda<>();
  private final Agenda<ClaimKey> renewals = new Agenda<>();
  private boolean accepting = true;
  private boolean stopping;

  public Worker(Post post, WorkerTerms terms, ToolCatalog tools, ReceiptWriter receipts, Durable durable,
      Entropy entropy, Hands hands, JobObserver observer) {
    this.post = post;
    this.terms = terms;
    this.tools = tools;
    this.hands = hands;
    this.observer = observer;
    this.receipts = receipts;
    this.records = new ClaimRecords(durable, post.self());
    this.reporter = new Reporter(post, records, entropy);
    this.interims = new InterimPost(post);
    this.bidder = new Bidder(terms, tools, post, runTimes);
    this.places = new Places(terms);
  }

  /** After a start: reports what an earlier start left open. */
  public void restore() {
    records.owed().forEach(reporter::report);
  }

  /** Whether new work is bid for; awards of bids already made are still taken. */
  public void accepting(boolean yes) {
    accepting = yes;
  }

  /** Takes nothing new and stops what runs, without a word to anyone: the journal cannot be written. */
  public void stop() {
    stopping = true;
    for (Claim claim : List.copyOf(claims.values())) {
      release(claim);
    }
  }

  public int running() {
    return places.running();
  }

  /** Share of the places here taken, 0..100; what is done elsewhere is no load. */
  public int loadPercent() {
    long here = claims.values().stream().filter(claim -> !elsewhere(claim)).count();
    return terms.maxTools() == 0 ? 100 : (int) Math.min(100, 100 * here / terms.maxTools());
  }

  /** @param arrival of {@code call}, which the bid answers */
  public void onCall(NodeId from, Call call, long arrival, long nowMs) {
    if (!call.job().owner().equals(from.shortName())) {
      return;
    }
    if (stopping || !accepting) {
      post.send(from, new Decline(call.job(), call.round(), DeclineReason.STOPPING, ""), call.priority(),
          Lease.MIN_MS, arrival);
      return;
    }
    bidder.answer(from, call, held(tools.elsewhere(call.kind())), nowMs)
        .ifPresent(answer -> post.send(from, answer, call.priority(), Lease.MIN_MS, arrival));
  }

  public void onAward(NodeId from, Award award, long arrival, long nowMs) {
    ClaimKey key = new ClaimKey(award.job(), award.attempt());
    boolean mine = award.job().owner().equals(from.shortName());
    if (!mine || stopping || claims.containsKey(key) || places.holds(key) || reporter.holds(key)) {
      return; // A repetition, or not the owner. One tool at a time: an end must not be taken for another's.
    }
    Optional<OpenBid> bid = bidder.take(from, award.job(), award.round());
    Optional<Refusal> refusal = bid.map(known -> refuse(award, known, nowMs))
        .orElse(Optional.of(refusal(award, RefusalReason.UNKNOWN, "no such bid here")));
    if (refusal.isPresent()) {
      post.send(from, refusal.get(), award.priority(), Lease.MIN_MS, arrival);
      return;
    }
    Claim claim = new Claim(from, award, bid.orElseThrow().sentMs(), bid.orElseThrow().deadlineMs());
    claims.put(key, claim);
    plan(claim);
    if (places.full(elsewhere(claim))) {
      records.waiting(claim);
    } else {
      start(claim, nowMs);
    }
  }

  public void onLeaseExtended(NodeId from, LeaseExtended extended, long arrival) {
    Claim claim = claims.get(new ClaimKey(extended.job(), extended.attempt()));
    if (claim != null && claim.owner.equals(from) && extended.leaseMs() <= Lease.MAX_MS) {
      post.confirmed(claim.extended(extended.renewal(), extended.leaseMs()), arrival);
      plan(claim);
    }
  }

  public void onCancel(NodeId from, Cancel cancel, long nowMs) {
    if (cancel.round() > 0) {
      bidder.giveBack(from, cancel.job(), cancel.round(), nowMs);
      return;
    }
    ClaimKey key = new ClaimKey(cancel.job(), cancel.attempt());
    Claim claim = claims.get(key);
    if (claim != null && claim.owner.equals(from)) {
      release(claim);
      records.remove(key);
      startWaiting(nowMs);
    } else if (reporter.holds(key) && reporter.owner(key).equals(from)) {
      reporter.drop(key);
    }
  }

  public void onTool(ToolEvent event, Now now) {
    ClaimKey key = new ClaimKey(event.job(), event.attempt());
    Claim claim = claims.get(key);
    if (event instanceof ToolEvent.Progressed progressed) {
      if (claim != null) {
        progress(claim, progressed, now.monoMs());
      }
      return;
    }
    boolean ran = places.runs(key);
    places.free(key);
    if (claim != null && ran) {
      observer.toolStopped(key.job(), key.attempt());
      forget(claim);
      bidder.served(claim.owner);
      runTimes.ran(claim.award.kind(), now.monoMs() - claim.startedMs());
      reporter.report(new Report(claim.owner, key, result(claim, event, now)));
    }
    startWaiting(now.monoMs());
  }

  /**
   * The commit that says {@code started} is on disk.
   *
   * @return whether the tool may start; its claim may be gone by now
   */
  public boolean mayStart(ToolOrder order, long nowMs) {
    ClaimKey key = new ClaimKey(order.job(), order.attempt());
    Claim claim = claims.get(key);
    if (claim == null || nowMs >= claim.endMs()) {
      places.free(key);
      return false;
    }
    places.run(key);
    observer.toolStarted(key.job(), key.attempt());
    return true;
  }

  public void onDelivered(long ticket, long nowMs) {
    reporter.onDelivered(ticket);
    interims.onDelivered(ticket, nowMs);
  }

  public void onUndelivered(long ticket, long nowMs) {
    reporter.onUndelivered(ticket, nowMs);
    interims.onUndelivered(ticket, nowMs);
  }

  /** {@code peer} was heard: results that wait for it are sent now. */
  public void onHeard(NodeId peer, long nowMs) {
    reporter.onHeard(peer, nowMs);
  }

  public void poll(long nowMs) {
    for (ClaimKey key : leaseEnds.due(nowMs)) {
      expire(claims.get(key));
    }
    for (ClaimKey key : renewals.due(nowMs)) {
      report(claims.get(key), nowMs);
    }
    startWaiting(nowMs);
    interims.poll(nowMs);
    reporter.poll(nowMs);
  }

  public long nextPollMs() {
    return Math.min(Math.min(reporter.nextPollMs(), interims.nextPollMs()),
        Math.min(leaseEnds.nextDueMs(), renewals.nextDueMs()));
  }

  private int held(boolean elsewhere) {
    int waiting = (int) claims.values().stream()
        .filter(claim -> !claim.started() && elsewhere(claim) == elsewhere).count();
    return places.taken(elsewhere) + waiting;
  }

  private boolean elsewhere(Claim claim) {
    return tools.elsewhere(claim.award.kind());
  }

  private Optional<Refusal> refuse(Award award, OpenBid bid, long nowMs) {
    boolean leaseOver = nowMs >= Lease.workerEndMs(bid.sentMs(), award.leaseMs());
    if (!bid.binds(nowMs) || leaseOver || nowMs >= bid.deadlineMs()) {
      return Optional.of(refusal(award, RefusalReason.LEASE_TOO_LATE, "the bid or its lease is over"));
    }
    if (!award.kind().equals(bid.kind()) || award.priceMicros() != bid.bid().priceMicros()
        || award.leaseMs() > bid.bid().leaseMs()) {
      return Optional.of(refusal(award, RefusalReason.OTHER, "not the terms of the bid"));
    }
    return invalid(award).map(why -> refusal(award, RefusalReason.INVALID, why));
  }

  private Optional<String> invalid(Award award) {
    try {
      tools.check(award.kind(), award.params());
      return Optional.empty();
    } catch (MalformedException broken) {
      return Optional.of(broken.field() + ": " + broken.reason());
    }
  }

  private static Refusal refusal(Award award, RefusalReason reason, String text) {
    return new Refusal(award.job(), award.attempt(), reason, text);
  }

  private void start(Claim claim, long nowMs) {
    claim.started(nowMs);
    records.started(claim);
    places.order(claim.key(), elsewhere(claim));
    hands.start(claim.order());
  }

  private void startWaiting(long nowMs) {
    // In every turn: mostly there is none.
    while (!claims.isEmpty() && !stopping) {
      Optional<Claim> next = claims.values().stream()
          .filter(claim -> !claim.started() && !places.full(elsewhere(claim))).max(
              Comparator.comparing((Claim claim) -> claim.award.priority()).thenComparing(Claim::key,
                  Comparator.reverseOrder()));
      if (next.isEmpty()) {
        return;
      }
      start(next.get(), nowMs);
    }
  }

  private void plan(Claim claim) {
    leaseEnds.at(claim.endMs(), claim.key());
    renewals.at(claim.nextRenewalMs(), claim.key());
  }

  private void progress(Claim claim, ToolEvent.Progressed progressed, long nowMs) {
    claim.progress(progressed.done());
    if (!progressed.said().isNone()) {
      interims.hand(claim, progressed.said(), nowMs);
    }
    if (claim.mayReport(nowMs)) {
      report(claim, nowMs);
    }
  }

  private void report(Claim claim, long nowMs) {
    Progress progress = new Progress(claim.award.job(), claim.award.attempt(), claim.donePermille(),
        claim.nextRenewal());
    long ticket = post.send(claim.owner, progress, claim.award.priority(), Math.max(1, claim.leaseMs() / 2),
        Mesh.UNPROMPTED);
    claim.requested(nowMs, ticket);
    plan(claim);
  }

  /** The lease, or the job's own time, is over. */
  private void expire(Claim claim) {
    boolean ran = places.runs(claim.key());
    release(claim);
    Outcome outcome = ran
        ? new Outcome.Unknown()
        : new Outcome.Failed("lease_ended", "the lease ended before it began", true);
    Result result = new Result(claim.award.job(), claim.award.attempt(), outcome);
    reporter.report(new Report(claim.owner, claim.key(), result));
  }

  /** Gives the claim up; its tool is stopped if it runs. */
  private void release(Claim claim) {
    forget(claim);
    if (places.runs(claim.key())) {
      observer.toolStopped(claim.award.job(), claim.award.attempt());
      hands.stop(claim.order());
    }
  }

  private void forget(Claim claim) {
    claims.remove(claim.key());
    interims.forget(claim.key());
    leaseEnds.clear(claim.key());
    renewals.clear(claim.key());
  }

  private Result result(Claim claim, ToolEvent event, Now now) {
    Outcome outcome = switch (event) {
      case ToolEvent.Finished finished -> new Outcome.Completed(finished.result(),
          Optional.of(receipts.write(claim, finished.result(), finished.units(), now)));
      case ToolEvent.Failed failed ->
        new Outcome.Failed(failed.code(), failed.message(), failed.retryElsewhere());
      case ToolEvent.Lost lost -> new Outcome.Unknown();
      case ToolEvent.Progressed progressed -> throw new IllegalStateException("progress ends nothing");
    };
    if (outcome instanceof Outcome.Completed done
        && ValueCodec.depth(done.result()) > WireLimits.VALUE_DEPTH) {
      return failed(claim, "the result is nested deeper than " + WireLimits.VALUE_DEPTH);
    }
    Result result = new Result(claim.award.job(), claim.award.attempt(), outcome);
    int limit = claim.award.resultLimitBytes();
    boolean fits = WireCodec.fits(result, post.self(), claim.owner)
        && WireCodec.encode(result, post.self(), claim.owner).length() <= limit;
    return fits ? result : failed(claim, "the result exceeds " + limit + " bytes");
  }

  private static Result failed(Claim claim, String why) {
    return new Result(claim.award.job(), claim.award.attempt(),
        new Outcome.Failed(FailureCode.RESULT_TOO_LARGE, why, false));
  }
}
