package org.sheratan.core.mission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.NodeId;

/** A job being changed: starts as a copy, ends as the next snapshot. */
final class JobEdit {
  private final Job from;
  private JobState state;
  private int attempt;
  private int bids;
  private int reassigned;
  private Optional<NodeId> worker;
  private long priceMicros;
  private Optional<Double> progress;
  private String reason;
  private Optional<Json.Obj> result;
  private Optional<Receipt> receipt;
  private int lateResults;
  private long ageMs;
  private long waitedMs;
  private final List<Attempt> history;
  private JobNotes notes;

  JobEdit(Job from) {
    this.from = from;
    this.state = from.state();
    this.attempt = from.attempt();
    this.bids = from.bids();
    this.reassigned = from.reassigned();
    this.worker = from.worker();
    this.priceMicros = from.priceMicros();
    this.progress = from.progress();
    this.reason = from.reason();
    this.result = from.result();
    this.receipt = from.receipt();
    this.lateResults = from.lateResults();
    this.ageMs = from.ageMs();
    this.waitedMs = from.waitedMs();
    this.history = new ArrayList<>(from.history());
    this.notes = from.notes();
  }

  JobEdit state(JobState to, String why) {
    state = to;
    reason = why;
    notes = to.terminal() ? notes.with(notes.underway().ended(to)) : notes;
    return this;
  }

  JobEdit bids(int seen) {
    bids = seen;
    return this;
  }

  /** One more attempt, held by {@code holder}. */
  JobEdit award(NodeId holder, long agreedMicros) {
    attempt++;
    worker = Optional.of(holder);
    priceMicros = agreedMicros;
    progress = Optional.empty();
    notes = notes.with(notes.underway().awarded());
    history.add(Attempt.given(attempt, holder));
    return this;
  }

  /** Done outside the attempts of this node. */
  JobEdit doneBy(NodeId other, long paidMicros) {
    worker = Optional.of(other);
    priceMicros = paidMicros;
    return this;
  }

  /** The latest attempt is over. */
  JobEdit ended(String how, boolean everywhere) {
    return change(attempt, made -> made.ended(how, everywhere));
  }

  JobEdit reassigned() {
    reassigned++;
    return this;
  }

  JobEdit progress(double done) {
    progress = Optional.of(done);
    return this;
  }

  /** The latest attempt handed something in. */
  JobEdit handedIn(Interim said, long atAgeMs) {
    notes = notes.with(notes.underway().handedIn(attempt, said, atAgeMs));
    return this;
  }

  /** The latest attempt failed by its worker's word, over the work itself. */
  JobEdit failedAtWork() {
    notes = notes.with(notes.underway().failed(attempt));
    return this;
  }

  JobEdit result(Json.Obj value) {
    result = Optional.of(value);
    return this;
  }

  JobEdit receipt(Receipt value) {
    receipt = Optional.of(value);
    return this;
  }

  JobEdit late(int number) {
    lateResults++;
    return change(number, Attempt::withLateResult);
  }

  JobEdit ageMs(long ms) {
    ageMs = ms;
    return this;
  }

  JobEdit waitedMs(long ms) {
    waitedMs = ms;
    return this;
  }

  JobEdit passage(Passage way) {
    notes = notes.with(way);
    return this;
  }

  JobEdit audit(Audit words) {
    notes = notes.with(words);
    return this;
  }

  JobEdit custody(Custody other) {
    notes = notes.with(other);
    return this;
  }

  Job job() {
    return new Job(from.id(), from.spec(), state, attempt, bids, reassigned, worker, priceMicros, progress,
        reason,
        result, receipt, lateResults, from.acceptedWallMs(), ageMs, waitedMs, history,
        notes, from.endedAgoMs());
  }

  private JobEdit change(int number, UnaryOperator<Attempt> edit) {
    history.replaceAll(made -> made.number() == number ? edit.apply(made) : made);
    return this;
  }
}
