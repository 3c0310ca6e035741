package org.sheratan.core.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.sheratan.core.dispatch.Dispatcher;
import org.sheratan.core.dispatch.MissionVerdict;
import org.sheratan.core.dispatch.Verdict;
import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.lcp.ChainOrder;
import org.sheratan.core.lcp.Chains;
import org.sheratan.core.lcp.JobResults;
import org.sheratan.core.lcp.Plan;
import org.sheratan.core.lcp.PlanRules;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.LlmBudget;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.RequestKey;
import org.sheratan.core.mission.RequestKeys;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.trace.ChainDecisions;
import org.sheratan.core.wire.JobSpecRules;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.Now;

/** Answers what people ask about chains, and submits what chains ask for, by the way that every job takes. */
final class ChainDesk {
  private static final long HEAR_AGAIN_MS = 1_000;
  private static final Origin ANY_CHAIN = new Origin(Origin.Zone.CHAIN, "");

  private final String owner;
  private final Chains chains;
  private final Dispatcher dispatcher;
  private final ToolCatalog tools;
  private final RequestKeys keys;
  private final List<JobId> unheard;
  private long nextHearMs = Long.MIN_VALUE;
  private final Consumer<ChainDecisions.Stop> trail;
  private final FollowDesk follow;

  ChainDesk(Dispatcher dispatcher, NodeParts parts, Consumer<ChainDecisions.Stop> trail, UptimeMeter uptime,
      long nowMs) {
    this.dispatcher = dispatcher;
    this.owner = parts.identity().id().shortName();
    this.tools = parts.tools();
    this.keys = new RequestKeys(parts.store(), "plan-key", RequestKeys.MOST);
    this.chains = new Chains(parts.store(), owner, new Results(dispatcher),
        this::budget, uptime, nowMs);
    this.unheard = new ArrayList<>(chains.awaited().stream().filter(job -> !dispatcher.alive(job)).toList());
    this.trail = trail;
    this.follow = new FollowDesk(chains, dispatcher, trail);
    dispatcher.missions().with(mission -> chains.forget(mission).forEach(chain -> keys.forget(made(chain))));
  }

  private record Results(Dispatcher dispatcher) implements JobResults {
    @Override
    public Optional<Job> ended(JobId job) throws IOException {
      return dispatcher.ended(job);
    }

    @Override
    public Optional<Json.Obj> shown(JobId job) throws IOException {
      return dispatcher.result(job);
    }
  }

  private Optional<LlmBudget> budget(MissionId mission) throws IOException {
    return dispatcher.missions().show(mission) instanceof MissionVerdict.OneMission(Mission one)
        ? LlmBudget.of(one.draft().metadata())
        : Optional.empty();
  }

  /** Whether it makes this node keep something new. */
  static boolean adds(Command.OfChains command) {
    return command instanceof Command.SubmitPlan || command instanceof Command.BeginChain
        || command instanceof Command.BeginMission;
  }

  /**
   * Tells chains of jobs that ended in this turn, and does what they want.
   *
   * @param ended since the last call
   * @return whether anything was done
   */
  boolean poll(List<Job> ended, Now now) {
    hear(now.monoMs());
    ended.forEach(job -> onEnded(job, now));
    List<ChainOrder> orders = chains.poll(now.monoMs());
    orders.forEach(order -> carryOut(order, now));
    chains.stand(dispatcher.holds().ids(), dispatcher.throttled(ANY_CHAIN).isPresent(), now.monoMs());
    return !orders.isEmpty();
  }

  private void onEnded(Job job, Now now) {
    if (!chains.onEnded(job, now.monoMs())) {
      follow.onEnded(job, now);
    }
  }

  /** Jobs that ended in the turn in which the node lost its epoch: that is on disk, and no chain has heard of it. */
  private void hear(long nowMs) {
    try {
      while (!unheard.isEmpty() && nowMs >= nextHearMs) {
        JobId job = unheard.getFirst();
        dispatcher.ended(job).ifPresentOrElse(ended -> chains.onEnded(ended, nowMs),
            () -> chains.onForgotten(job, nowMs));
        unheard.removeFirst();
      }
    } catch (IOException unreadable) {
      // The store says so itself, and may read again later.
      nextHearMs = nowMs + HEAR_AGAIN_MS;
    }
  }

  long nextPollMs() {
    return Math.min(chains.nextPollMs(), unheard.isEmpty() ? Long.MAX_VALUE : nextHearMs);
  }

  private void carryOut(ChainOrder order, Now now) {
    switch (order) {
      case ChainOrder.Submit submit -> submit(submit, now);
      // One that has ended meanwhile needs no word.
      case ChainOrder.Cancel cancel -> dispatcher.cancel(cancel.job(), now.monoMs());
      case ChainOrder.Tell tell -> trail.accept(
          new ChainDecisions.Stop(Optional.of(tell.chain()), tell.job(), tell.code(), tell.why()));
    }
  }

  private void submit(ChainOrder.Submit order, Now now) {
    Origin origin = new Origin(Origin.Zone.CHAIN, order.chain().toString());
    switch (dispatcher.submit(order.spec(), origin, now)) {
      case Verdict.Accepted accepted -> chains.submitted(order, accepted.job().id(), now.monoMs());
      case Verdict.Refused refused when refused.why().passing() -> chains.busy(order, now.monoMs());
      case Verdict other -> chains.refused(order, why(Commands.answer(other)), now.monoMs());
    }
  }

  private static String why(Answer answer) {
    return switch (answer) {
      case Answer.Refused refused -> refused.message();
      case Answer.Barred barred -> "stopped by gate " + barred.reports().getLast().line();
      default -> "not taken";
    };
  }

  Answer answer(Command.OfChains command, Now now) {
    try {
      return switch (command) {
        case Command.SubmitPlan submit -> submit(submit, now);
        case Command.BeginChain begin -> begin(begin, now);
        case Command.BeginMission begin -> begin(begin, now);
        case Command.ShowChain show -> find(show.chain(), now)
            .<Answer>map(Answer.OneChain::new).orElseGet(() -> unknown(show.chain()));
        case Command.ShowContext show -> {
          Optional<Chain> found = find(show.chain(), now);
          yield found.isEmpty() ? unknown(show.chain()) : new Answer.Context(chains.context(found.get()));
        }
        case Command.ListChains list -> list(list.mission(), now);
        case Command.ChainOf of -> one(follow.of(of.job(), now), "a chain with job " + of.job());
        case Command.ChainNamed named -> one(follow.named(named.name(), now), "a chain of that name");
      };
    } catch (IOException unreadable) {
      return new Answer.Refused(Answer.Reason.STORAGE,
          "the archive cannot be read: " + unreadable.getMessage(), "");
    }
  }

  /** Their mission is deleted: none of them goes on. What is left of them goes with the rest of the mission. */
  void stop(MissionId mission) {
    chains.stop(mission).forEach(chain -> keys.forget(made(chain)));
  }

  private static RequestKeys.Made made(ChainId chain) {
    return new RequestKeys.Made(chain.epoch(), chain.sequence());
  }

  private Optional<Chain> find(ChainId id, Now now) throws IOException {
    return chains.find(id, now.monoMs()).filter(chain -> !dispatcher.missions().isGoing(chain.mission()));
  }

  private Answer submit(Command.SubmitPlan submit, Now now) throws IOException {
    Optional<RequestKey> key = submit.asking().key();
    Optional<Answer> earlier = key.isEmpty() ? Optional.empty() : earlier(key.get(), now);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Answer answer = begin(submit, now);
    if (answer instanceof Answer.OneChain(Chain chain, boolean _) && key.isPresent()) {
      keys.add(key.get(), made(chain.id()), made -> chains.running(chain(made)));
    }
    return answer;
  }

  /** What is to be said instead of beginning: the same request, or another one under a key that is taken. */
  private Optional<Answer> earlier(RequestKey key, Now now) throws IOException {
    Optional<RequestKeys.Known> known = keys.find(key);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    ChainId id = chain(known.get().made());
    Optional<Chain> chain = chains.find(id, now.monoMs());
    if (chain.isPresent() && dispatcher.missions().isGoing(chain.get().mission())) {
      // Its mission is deleted, and so is it for whoever asks: the key is free, though not all is gone yet.
      keys.forget(known.get().made());
      return Optional.empty();
    }
    if (!known.get().of(key)) {
      return Optional.of(Commands.answer(Verdict.Refused.keyTaken("chain " + id)));
    }
    return Optional.of(chain.<Answer>map(one -> new Answer.OneChain(one, true)).orElseGet(() -> unknown(id)));
  }

  private ChainId chain(RequestKeys.Made made) {
    return new ChainId(owner, made.epoch(), made.sequence());
  }

  /** All of it or nothing. */
  private Answer begin(Command.SubmitPlan submit, Now now) throws IOException {
    Plan plan = submit.plan();
    try {
      PlanRules.check(plan, tools);
      submit.asking().key().ifPresent(key -> JobSpecRules.checkKey(key.text()));
    } catch (MalformedException broken) {
      return invalid(broken);
    }
    Optional<String> busy = chains.busy(plan);
    if (busy.isPresent()) {
      return tooMany(busy.get());
    }
    MissionVerdict made = dispatcher.missions().create(plan.mission(), Asking.once(submit.asking().by()),
        now.vouchedWallMs());
    if (!(made instanceof MissionVerdict.OneMission(Mission mission))) {
      return MissionDesk.answer(made);
    }
    List<TaskId> tasks = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      Task.Draft draft = new Task.Draft(step.name(), "", step.wanted().kind(), step.wanted().params());
      MissionVerdict task = dispatcher.missions().createTask(mission.id(), draft, Optional.empty(),
          now.vouchedWallMs());
      if (!(task instanceof MissionVerdict.OneTask(Task one))) {
        dispatcher.missions().delete(mission.id(), Optional.empty());
        return MissionDesk.answer(task);
      }
      tasks.add(one.id());
    }
    return new Answer.OneChain(
        chains.begin(plan, mission.id(), tasks, now.vouchedWallMs(), now.monoMs()));
  }

  private Answer begin(Command.BeginMission begin, Now now) throws IOException {
    MissionVerdict made = dispatcher.missions().create(begin.mission(), Asking.once(begin.origin()),
        now.vouchedWallMs());
    if (!(made instanceof MissionVerdict.OneMission(Mission mission))) {
      return MissionDesk.answer(made);
    }
    MissionVerdict task = dispatcher.missions().createTask(mission.id(), begin.task(), Optional.empty(),
        now.vouchedWallMs());
    Answer answer = task instanceof MissionVerdict.OneTask(Task one)
        ? begin(new Command.BeginChain(JobSpec.of(one.draft().kind(), one.draft().params()).of(one.id()),
            begin.origin()), now)
        : MissionDesk.answer(task);
    if (!(answer instanceof Answer.OneChain)) {
      dispatcher.missions().delete(mission.id(), Optional.empty());
    }
    return answer;
  }

  private Answer begin(Command.BeginChain begin, Now now) throws IOException {
    if (begin.first().task().isEmpty()) {
      return new Answer.Refused(Answer.Reason.INVALID, "task: missing; a chain belongs to a task's mission",
          Optional.of("task"), "sheratan mission list");
    }
    MissionVerdict task = dispatcher.missions().show(begin.first().task().get());
    if (!(task instanceof MissionVerdict.OneTask(Task one))) {
      return MissionDesk.answer(task);
    }
    Optional<Answer> refused = begin.first().idempotencyKey().map(dispatcher::find)
        .filter(Verdict.KeyUse.class::isInstance).isPresent()
            ? Optional.empty()
            : refused(begin.first(), one.mission());
    if (refused.isPresent()) {
      return refused.get();
    }
    return switch (dispatcher.submit(begin.first(), begin.origin(), now)) {
      case Verdict.Accepted(Job job, boolean known) when known -> chainOf(job, one.mission(), now);
      case Verdict.Accepted(Job job, boolean known) -> new Answer.OneChain(
          chains.begin(job, one.mission(), now.vouchedWallMs(), now.monoMs()));
      case Verdict other -> Commands.answer(other);
    };
  }

  /** Why no chain can begin so; a request that is made again is not asked. */
  private Optional<Answer> refused(JobSpec first, MissionId mission) throws IOException {
    try {
      PlanRules.checkFirst(first);
    } catch (MalformedException broken) {
      return Optional.of(invalid(broken));
    }
    Optional<String> busy = chains.busy(first);
    if (busy.isPresent()) {
      return Optional.of(tooMany(busy.get()));
    }
    Optional<String> full = chains.full(mission);
    if (full.isPresent()) {
      return Optional.of(new Answer.Refused(Answer.Reason.CONFLICT, full.get(), "another mission"));
    }
    return chains.spent(mission).map(
        spent -> new Answer.Refused(Answer.Reason.CONFLICT, spent, "a mission with a larger one"));
  }

  private static Answer invalid(MalformedException broken) {
    return new Answer.Refused(Answer.Reason.INVALID, broken.field() + ": " + broken.reason(),
        Optional.of(broken.field()), "");
  }

  /** The same request again. */
  private Answer chainOf(Job job, MissionId mission, Now now) throws IOException {
    return chains.of(mission, job.id(), now.monoMs()).<Answer>map(chain -> new Answer.OneChain(chain, true))
        .orElseGet(() -> new Answer.Refused(Answer.Reason.CONFLICT,
            "idempotency key already names job " + job.id() + ", which is in no chain", ""));
  }

  private Answer list(MissionId mission, Now now) throws IOException {
    MissionVerdict known = dispatcher.missions().show(mission);
    return known instanceof MissionVerdict.OneMission
        ? new Answer.Chains(chains.of(mission, now.monoMs()))
        : MissionDesk.answer(known);
  }

  private static Answer tooMany(String why) {
    return new Answer.Refused(Answer.Reason.BUSY, why, "try again later");
  }

  private static Answer one(Optional<Chain> found, String what) {
    return found.<Answer>map(Answer.OneChain::new).orElseGet(() -> new Answer.Refused(Answer.Reason.NOT_FOUND,
        "there is not " + what + " here", "sheratan mission list"));
  }

  private static Answer unknown(ChainId id) {
    return new Answer.Refused(Answer.Reason.NOT_FOUND, "there is no chain " + id + " here",
        "sheratan mission list");
  }
}
