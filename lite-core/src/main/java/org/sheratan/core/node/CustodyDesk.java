package org.sheratan.core.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.core.custody.CustodyCount;
import org.sheratan.core.custody.CustodyLimits;
import org.sheratan.core.custody.Deputies;
import org.sheratan.core.custody.Heir;
import org.sheratan.core.custody.Offers;
import org.sheratan.core.custody.Releases;
import org.sheratan.core.custody.Returns;
import org.sheratan.core.custody.Will;
import org.sheratan.core.custody.Wills;
import org.sheratan.core.dispatch.Dispatcher;
import org.sheratan.core.dispatch.Verdict;
import org.sheratan.core.market.Post;
import org.sheratan.core.mission.Custody;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.wire.CustodyWord;
import org.sheratan.core.wire.HeirWord;
import org.sheratan.core.wire.WillReply;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.core.wire.WireMessage.CustodyMessage;
import org.sheratan.core.wire.WireMessage.CustodySay.Said;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.Peer;

/**
 * Has other nodes keep own jobs before they are accepted, and does what was left here when its owner is silent. Between two
 * nodes each job has one end: the owner's word, or the first result that reaches it.
 */
final class CustodyDesk implements Deputies {
  /** A deputy has at least so much time, as far as its owner's job ever had. */
  private static final long MIN_LEFT_MS = 1_000;

  private final NodeParts parts;
  private final Post post;
  private final Dispatcher dispatcher;
  private final EffectQueue effects;
  private final Heir heir;
  private final Offers offers;
  private final Releases releases;
  private final Returns returns;
  /** Own jobs that a gate stopped: what nobody has approved here is left to nobody. */
  private final Set<JobId> held = new TreeSet<>();
  private final Map<JobId, Pending> pending = new TreeMap<>();
  private boolean accepting = true;

  private record Pending(long token, Dispatcher.Proposal.Ready ready) {}

  CustodyDesk(NodeParts parts, Post post, Dispatcher dispatcher, EffectQueue effects,
      UptimeMeter uptime, long nowMs) {
    this.parts = parts;
    this.post = post;
    this.dispatcher = dispatcher;
    this.effects = effects;
    this.heir = new Heir(post, parts.store(), this, uptime, nowMs);
    this.releases = new Releases(post, parts.store(), nowMs);
    this.offers = new Offers(post, parts.mesh(), parts.identity(), releases, parts.entropy().fork("custody"));
    this.returns = new Returns(post);
    dispatcher.keptByOthers(nowMs)
        .forEach(job -> returns.restored(job, dispatcher.remainingMs(job.id(), nowMs).orElse(0L), nowMs));
    dispatcher.holds().ids().stream().flatMap(id -> dispatcher.holds().find(id, nowMs).stream())
        .filter(job -> job.spec().notes().durability() > 1).forEach(job -> held.add(job.id()));
  }

  CustodyCount count() {
    return heir.count();
  }

  /** Whether wills are taken. */
  void accepting(boolean yes) {
    accepting = yes;
  }

  /** The journal failed: nothing that waits here will be accepted. */
  void stop() {
    accepting = false;
    pending.values().forEach(waiting -> effects.replyNow(waiting.token(), effects.storage()));
    pending.clear();
  }

  /**
   * A request that others shall keep too; answered once they do, or once it is known that not enough will. One that waits for
   * approval is answered at once: an heir would not ask for it.
   */
  void submit(long token, JobSpec spec, Origin origin, Now now) {
    Optional<Answer> refused = refused(spec);
    if (refused.isPresent()) {
      effects.reply(token, refused.get());
      return;
    }
    switch (dispatcher.propose(spec, origin, now)) {
      case Dispatcher.Proposal.Answered(Verdict verdict) -> effects.reply(token, Commands.answer(verdict));
      case Dispatcher.Proposal.Ready ready when ready.cleared().paused() -> {
        Verdict verdict = dispatcher.accept(ready, Custody.NONE, now);
        if (verdict instanceof Verdict.Accepted(Job taken, boolean known) && !known) {
          held.add(taken.id());
        }
        effects.reply(token, Commands.answer(verdict));
      }
      case Dispatcher.Proposal.Ready ready -> {
        pending.put(ready.job(), new Pending(token, ready));
        offers.open(ready.job(), spec, now.monoMs());
      }
    }
  }

  private Optional<Answer> refused(JobSpec spec) {
    boolean same = spec.idempotencyKey().isPresent() && pending.values().stream()
        .anyMatch(waiting -> waiting.ready().cleared().spec().idempotencyKey().equals(spec.idempotencyKey()));
    if (same || offers.count() >= CustodyLimits.MAX_OFFERS) {
      String why = same
          ? "a request with that idempotency key is just being handed to other nodes"
          : offers.count() + " requests are just being handed to other nodes";
      return Optional
          .of(new Answer.Refused(Answer.Reason.BUSY, why, Optional.empty(), "try again in some seconds",
              1_000));
    }
    return Offers.fits(spec)
        ? Optional.empty()
        : Optional.of(new Answer.Refused(Answer.Reason.TOO_LARGE,
            "durability: the request exceeds the " + CustodyLimits.MAX_WILL_BYTES
                + " bytes that another node keeps",
            Optional.of("durability"), "leave durability at 1, or shorten params"));
  }

  /** @throws MalformedException when it is not what its sender may say */
  void onMessage(NodeId from, CustodyMessage message, Bytes encoded, long arrival, Now now) {
    switch (message) {
      case WireMessage.Will will -> {
        if (!will.job().owner().equals(from.shortName()) || will.before().contains(from)
            || will.before().contains(post.self())) {
          throw new MalformedException("will", 1, "not the owner's, or with an heir named twice");
        }
        Bytes answer = WireCodec
            .encodeSigned(new WireMessage.WillAnswer(will.job(), Wills.hash(signed(encoded)),
                reply(from, will, encoded, now)), parts.identity(), from);
        post.send(from, answer, will.spec().priority(), CustodyLimits.LIFETIME_MS, arrival);
      }
      case WireMessage.WillAnswer answer -> offers.onAnswer(from, answer, signed(encoded), now.monoMs());
      case WireMessage.CustodyAsk ask -> onAsk(from, ask, arrival, now);
      case WireMessage.CustodySay say -> say.about().forEach(said -> heir.onSaid(from, said, now.monoMs()));
      case WireMessage.Bequest bequest -> onBequest(from, bequest, now);
    }
  }

  private static Bytes signed(Bytes encoded) {
    if (!WireCodec.isSigned(encoded)) {
      throw new MalformedException("signature", 0, "wills and their answers are signed");
    }
    return encoded;
  }

  private WillReply reply(NodeId from, WireMessage.Will will, Bytes encoded, Now now) {
    int knownEpoch = parts.mesh().peer(from).map(Peer::epoch).orElse(0);
    if (!accepting) {
      return WillReply.STOPPING;
    }
    if (will.job().epoch() < knownEpoch) {
      return WillReply.WRONG_EPOCH;
    }
    return dispatcher.malformed(will.spec()).isPresent() || !Wills.left(will.spec()).equals(will.spec())
        ? WillReply.INVALID
        : heir.onWill(from, will, encoded, now.monoMs());
  }

  private void onAsk(NodeId from, WireMessage.CustodyAsk ask, long arrival, Now now) {
    List<Said> said = new ArrayList<>();
    for (WireMessage.CustodyAsk.Asked asked : ask.about()) {
      boolean own = asked.job().owner().equals(post.self().shortName());
      Optional<Said> answer = own
          ? own(from, asked.job(), asked.has(), now.monoMs())
          : heir.answer(asked.job(), now.monoMs());
      answer.ifPresent(said::add);
    }
    if (!said.isEmpty()) {
      post.send(from, new WireMessage.CustodySay(said), Priority.NORMAL, CustodyLimits.LIFETIME_MS, arrival);
    }
  }

  private Optional<Said> own(NodeId from, JobId job, HeirWord has, long nowMs) {
    returns.onAsked(from, job, has, nowMs);
    if (releases.owes(job, from)) {
      return Optional.of(new Said(job, CustodyWord.ENDED, 0));
    }
    if (pending.containsKey(job)) {
      return kept(job, pending.get(job).ready().cleared().spec().timeoutMs());
    }
    return switch (dispatcher.show(job, nowMs)) {
      case Verdict.Found(Job known) when !known.state().terminal()
          && (known.notes().custody().isHeir(from) || offers.has(job)) ->
        has == HeirWord.DEPUTY && !returns.waits(job)
            ? Optional.of(new Said(job, CustodyWord.RECALLED, 0))
            : kept(job, dispatcher.remainingMs(job, nowMs).orElse(0L));
      case Verdict.Found found -> Optional.of(new Said(job, CustodyWord.ENDED, 0));
      case Verdict.Refused(Verdict.Why why, var message, var field, var fix, var waitMs) when why == Verdict.Why.NOT_FOUND ->
        Optional.of(new Said(job,
            job.epoch() < parts.store().epoch() ? CustodyWord.UNKNOWN : CustodyWord.ENDED, 0));
      default -> Optional.empty(); // The disk cannot be read now.
    };
  }

  private static Optional<Said> kept(JobId job, long remainingMs) {
    return Optional.of(new Said(job, CustodyWord.KEPT, Math.min(remainingMs, WireLimits.MAX_DURATION_MS)));
  }

  private void onBequest(NodeId from, WireMessage.Bequest bequest, Now now) {
    if (!bequest.job().owner().equals(post.self().shortName())) {
      throw new MalformedException("job", 0, "a result for a job of another owner");
    }
    if (!dispatcher.stoodIn(from, bequest, now.monoMs())) {
      own(from, bequest.job(), HeirWord.WILL, now.monoMs()).filter(said -> said.word() != CustodyWord.KEPT)
          .ifPresent(said -> post.send(from, new WireMessage.CustodySay(List.of(said)), Priority.NORMAL,
              CustodyLimits.LIFETIME_MS,
              Mesh.UNPROMPTED));
    }
  }

  void onDelivered(long ticket) {
    releases.onDelivered(ticket);
  }

  void onUndelivered(long ticket, long nowMs) {
    offers.onUndelivered(ticket, nowMs);
    releases.onUndelivered(ticket, nowMs);
  }

  void onHeard(NodeId peer, long nowMs) {
    heir.onHeard(peer, nowMs);
  }

  /**
   * @param ended own jobs, since the last call
   * @return whether anything was done about jobs of this node
   */
  boolean poll(List<Job> ended, Now now) {
    for (Job job : ended) {
      heir.onEnded(job, now.monoMs());
      returns.forget(job.id());
      job.notes().custody().heirs().forEach(each -> releases.add(job.id(), each.node()));
    }
    heir.poll(now);
    leaveApproved(now.monoMs());
    offers.poll(now.monoMs());
    List<JobId> free = returns.poll(now.monoMs());
    free.forEach(job -> dispatcher.resume(job, now.monoMs()));
    List<Offers.Outcome> outcomes = offers.takeOutcomes();
    outcomes.forEach(outcome -> onOutcome(outcome, now));
    releases.poll(now.monoMs());
    return !free.isEmpty() || !outcomes.isEmpty();
  }

  /** They run already meanwhile: whoever approved them did not ask for a delay. */
  private void leaveApproved(long nowMs) {
    for (JobId job : List.copyOf(held)) {
      if (!dispatcher.holds().ids().contains(job) && offers.count() < CustodyLimits.MAX_OFFERS) {
        held.remove(job);
        if (dispatcher.alive(job) && dispatcher.show(job, nowMs) instanceof Verdict.Found(Job approved)) {
          offers.open(job, approved.spec(), nowMs);
        }
      }
    }
  }

  private void onOutcome(Offers.Outcome outcome, Now now) {
    Optional<Pending> waiting = Optional.ofNullable(pending.remove(outcome.job()));
    switch (outcome) {
      case Offers.Outcome.Ready(JobId job, List<Custody.Heir> heirs) -> {
        boolean theirs = waiting.isPresent()
            ? accepted(waiting.get(), heirs, now)
            : dispatcher.leftToHeirs(job, heirs, now.monoMs());
        if (theirs) {
          heirs.forEach(each -> releases.settle(job, each.node()));
        }
      }
      case Offers.Outcome.Failed(JobId job, String why) -> waiting.ifPresent(request -> effects.reply(
          request.token(), new Answer.Refused(Answer.Reason.NO_SECOND_COPY, why, Optional.of("durability"),
              "sheratan node list, or submit with durability 1")));
    }
    releases.release(outcome.job());
  }

  /** Whether it became the job that its heirs have. */
  private boolean accepted(Pending request, List<Custody.Heir> heirs, Now now) {
    Verdict verdict = dispatcher.accept(request.ready(), Custody.with(heirs), now);
    effects.reply(request.token(), Commands.answer(verdict));
    return verdict instanceof Verdict.Accepted(Job taken, boolean known)
        && taken.id().equals(request.ready().job());
  }

  long nextPollMs() {
    return Math.min(Math.min(heir.nextPollMs(), offers.nextPollMs()),
        Math.min(releases.nextPollMs(), returns.nextPollMs()));
  }

  @Override
  public Taken take(Will will, Now now) {
    JobSpec left = Wills.left(will.spec()); // Earlier versions took more.
    JobSpec spec = new JobSpec(left.kind(), left.params(), left.priority(),
        Math.clamp(will.remainingMs(), Math.min(MIN_LEFT_MS, left.timeoutMs()), left.timeoutMs()),
        left.needs(), left.maxPriceMicros(),
        left.maxAttempts(), left.rerunUnknown(), Optional.empty()).noting(left.notes());
    Origin origin = new Origin(Origin.Zone.MESH, will.owner().shortName());
    return switch (dispatcher.standIn(will.job(), spec, origin, now)) {
      case Verdict.Accepted(Job job, boolean known) -> new Taken.By(job.id());
      case Verdict.Barred barred -> new Taken.NotNow(CustodyLimits.BARRED_MS);
      case Verdict other -> new Taken.NotNow(CustodyLimits.AGAIN_MS);
    };
  }

  @Override
  public void withdraw(JobId deputy, long nowMs) {
    dispatcher.cancel(deputy, nowMs);
  }

  @Override
  public boolean alive(JobId deputy) {
    return dispatcher.alive(deputy);
  }

  @Override
  public Fate fate(JobId deputy) {
    try {
      return dispatcher.ended(deputy).<Fate>map(Fate.Ended::new).orElseGet(Fate.Forgotten::new);
    } catch (IOException unreadable) {
      return new Fate.Unreadable();
    }
  }

  @Override
  public long remainingMs(JobId deputy, long nowMs) {
    return Math.min(dispatcher.remainingMs(deputy, nowMs).orElse(0L), WireLimits.MAX_DURATION_MS);
  }
}
