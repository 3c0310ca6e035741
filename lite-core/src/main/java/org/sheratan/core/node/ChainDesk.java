package org.sheratan.core.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.dispatch.Dispatcher;
import org.sheratan.core.dispatch.MissionVerdict;
import org.sheratan.core.dispatch.Verdict;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.lcp.ChainOrder;
import org.sheratan.core.lcp.Chains;
import org.sheratan.core.lcp.LcpLimits;
import org.sheratan.core.lcp.Plan;
import org.sheratan.core.lcp.PlanKey;
import org.sheratan.core.lcp.PlanKeys;
import org.sheratan.core.lcp.PlanRules;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.LlmBudget;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.wire.JobSpecRules;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.Now;

/** Answers what people ask about chains, and submits what chains ask for, by the way that every job takes. */
final class ChainDesk {
  private final Chains chains;
  private final Dispatcher dispatcher;
  private final ToolCatalog tools;
  private final PlanKeys keys;

  ChainDesk(Dispatcher dispatcher, NodeParts parts, long nowMs) {
    this.dispatcher = dispatcher;
    this.tools = parts.tools();
    this.keys = new PlanKeys(parts.store(), parts.identity().id().shortName(), LcpLimits.MAX_PLAN_KEYS);
    this.chains = new Chains(parts.store(), parts.identity().id().shortName(), dispatcher::result,
        this::budget, nowMs);
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
   * @return whether anything was done
   */
  boolean poll(Now now) {
    dispatcher.takeEnded().forEach(job -> chains.onEnded(job, now.monoMs()));
    List<ChainOrder> orders = chains.poll(now.monoMs());
    orders.forEach(order -> carryOut(order, now));
    return !orders.isEmpty();
  }

  long nextPollMs() {
    return chains.nextPollMs();
  }

  private void carryOut(ChainOrder order, Now now) {
    switch (order) {
      case ChainOrder.Submit submit -> submit(submit, now);
      // One that has ended meanwhile needs no word.
      case ChainOrder.Cancel cancel -> dispatcher.cancel(cancel.job(), now.monoMs());
    }
  }

  private void submit(ChainOrder.Submit order, Now now) {
    Origin origin = new Origin(Origin.Zone.CHAIN, order.chain().toString());
    switch (dispatcher.submit(order.spec(), origin, now)) {
      case Verdict.Accepted accepted -> chains.submitted(order, accepted.job().id(), now.monoMs());
      case Verdict.Refused refused when mayPass(refused.why()) -> chains.busy(order, now.monoMs());
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

  private static boolean mayPass(Verdict.Why why) {
    return why == Verdict.Why.BUSY || why == Verdict.Why.STORAGE;
  }

  Answer answer(Command.OfChains command, Now now) {
    try {
      return switch (command) {
        case Command.SubmitPlan submit -> submit(submit, now);
        case Command.BeginChain begin -> begin(begin, now);
        case Command.BeginMission begin -> begin(begin, now);
        case Command.ShowChain show -> chains.find(show.chain(), now.monoMs())
            .<Answer>map(Answer.OneChain::new).orElseGet(() -> unknown(show.chain()));
        case Command.ShowContext show -> {
          Optional<Chain> found = chains.find(show.chain(), now.monoMs());
          yield found.isEmpty() ? unknown(show.chain()) : new Answer.Context(chains.context(found.get()));
        }
        case Command.ListChains list -> list(list.mission(), now);
      };
    } catch (IOException unreadable) {
      return new Answer.Refused(Answer.Reason.STORAGE,
          "the archive cannot be read: " + unreadable.getMessage(), "");
    }
  }

  /** With its mission, which is gone. */
  Answer forget(MissionId mission) {
    try {
      chains.forget(mission).forEach(keys::forget);
      return new Answer.Done();
    } catch (IOException unreadable) {
      return new Answer.Refused(Answer.Reason.STORAGE,
          "the mission is gone, its chains could not be read: " + unreadable.getMessage(), "");
    }
  }

  private Answer submit(Command.SubmitPlan submit, Now now) throws IOException {
    Optional<PlanKeys.Known> known = submit.key().flatMap(key -> keys.find(key.text()));
    if (known.isPresent()) {
      return again(submit.key().get(), known.get(), now);
    }
    Answer answer = begin(submit, now);
    if (answer instanceof Answer.OneChain one && submit.key().isPresent()) {
      PlanKey key = submit.key().get();
      keys.add(key.text(), new PlanKeys.Known(key.request(), one.chain().id()), chains::running);
    }
    return answer;
  }

  /** The same request, or another one under a key that is taken. */
  private Answer again(PlanKey key, PlanKeys.Known known, Now now) throws IOException {
    if (!known.request().equals(key.request())) {
      return new Answer.Refused(Answer.Reason.CONFLICT,
          "idempotency key already names chain " + known.chain() + ", of another plan", "another key");
    }
    return chains.find(known.chain(), now.monoMs()).<Answer>map(chain -> new Answer.OneChain(chain, true))
        .orElseGet(() -> unknown(known.chain()));
  }

  /** All of it or nothing. */
  private Answer begin(Command.SubmitPlan submit, Now now) throws IOException {
    Plan plan = submit.plan();
    try {
      PlanRules.check(plan, tools);
      submit.key().ifPresent(key -> JobSpecRules.checkKey(key.text()));
    } catch (MalformedException broken) {
      return new Answer.Refused(Answer.Reason.INVALID, broken.field() + ": " + broken.reason(),
          Optional.of(broken.field()), "");
    }
    Optional<String> busy = chains.busy();
    if (busy.isPresent()) {
      return tooMany(busy.get());
    }
    MissionVerdict made = dispatcher.missions().create(plan.mission(), now.vouchedWallMs());
    if (!(made instanceof MissionVerdict.OneMission(Mission mission))) {
      return MissionDesk.answer(made);
    }
    List<TaskId> tasks = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      Task.Draft draft = new Task.Draft(step.name(), "", step.wanted().kind(), step.wanted().params());
      MissionVerdict task = dispatcher.missions().createTask(mission.id(), draft, now.vouchedWallMs());
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
    MissionVerdict made = dispatcher.missions().create(begin.mission(), now.vouchedWallMs());
    if (!(made instanceof MissionVerdict.OneMission(Mission mission))) {
      return MissionDesk.answer(made);
    }
    MissionVerdict task = dispatcher.missions().createTask(mission.id(), begin.task(), now.vouchedWallMs());
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
    Optional<String> full = chains.full(one.mission());
    if (full.isPresent()) {
      return tooMany(full.get());
    }
    Optional<String> spent = chains.spent(one.mission());
    if (spent.isPresent()) {
      return new Answer.Refused(Answer.Reason.CONFLICT, spent.get(), "a mission with a larger one");
    }
    return switch (dispatcher.submit(begin.first(), begin.origin(), now)) {
      case Verdict.Accepted(Job job, boolean known) when known -> chainOf(job, one.mission(), now);
      case Verdict.Accepted(Job job, boolean known) -> new Answer.OneChain(
          chains.begin(job, one.mission(), now.vouchedWallMs(), now.monoMs()));
      case Verdict other -> Commands.answer(other);
    };
  }

  /** The same request again. */
  private Answer chainOf(Job job, MissionId mission, Now now) throws IOException {
    return chains.of(mission, now.monoMs()).stream().filter(chain -> chain.of(job.id()).isPresent())
        .findFirst().<Answer>map(chain -> new Answer.OneChain(chain, true))
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

  private static Answer unknown(ChainId id) {
    return new Answer.Refused(Answer.Reason.NOT_FOUND, "there is no chain " + id + " here",
        "sheratan mission list");
  }
}
