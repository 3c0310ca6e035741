package org.sheratan.core.node;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.sheratan.core.dispatch.Dispatcher;
import org.sheratan.core.dispatch.Verdict;
import org.sheratan.core.market.Capability;
import org.sheratan.core.market.Worker;
import org.sheratan.core.mission.Job;
import org.sheratan.core.store.Store;
import org.sheratan.core.store.StoreHealth;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.wire.JobStamp;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.mesh.PolledMesh;

/** Answers commands. What tells of jobs waits for the disk; what tells of the moment does not. */
final class Commands {
  private static final int MAX_LISTED = 1000;

  private final PolledMesh mesh;
  private final Store store;
  private final Card card;
  private final Dispatcher dispatcher;
  private final MissionDesk missions;
  private final CustodyDesk custody;
  private final DispatchDesk dispatches;
  private final ChainDesk chains;
  private final GateDesk gates;
  private final ScheduleDesk schedules;
  private final Worker worker;
  private final ToolCatalog tools;
  private final Capability capability;
  private final Pings pings;
  private final LongSupplier malformedMessages;
  private final Surveyor surveyor;
  private final EffectQueue effects;
  private final CommitGate gate;
  private final EpochKeeper epochs;
  private final HealthDesk health;
  private final MessageCommands messages;
  private final GroupDesk groups;
  private final TrustDesk trust;
  private final long startMs;

  Commands(NodeParts parts, Dispatcher dispatcher, CustodyDesk custody, ChainDesk chains, Worker worker,
      Capability capability,
      Pings pings,
      Surveyor surveyor,
      LongSupplier malformedMessages, EffectQueue effects, CommitGate gate, EpochKeeper epochs,
      HealthDesk health, MessageCommands messages, GroupDesk groups, TrustDesk trust, ScheduleDesk schedules,
      long startMs) {
    this.mesh = parts.mesh();
    this.store = parts.store();
    this.card = parts.card();
    this.dispatcher = dispatcher;
    this.custody = custody;
    this.dispatches = new DispatchDesk(dispatcher);
    this.chains = chains;
    this.missions = new MissionDesk(dispatcher.missions(), chains);
    this.gates = new GateDesk(dispatcher.holds(), parts.settings());
    this.worker = worker;
    this.tools = parts.tools();
    this.capability = capability;
    this.pings = pings;
    this.malformedMessages = malformedMessages;
    this.surveyor = surveyor;
    this.effects = effects;
    this.gate = gate;
    this.epochs = epochs;
    this.health = health;
    this.messages = messages;
    this.groups = groups;
    this.trust = trust;
    this.schedules = schedules;
    this.startMs = startMs;
  }

  void onCommand(long token, Command command, Now now) {
    switch (command) {
      case Command.ListNodes list ->
        effects.replyNow(token,
            new Answer.Nodes(mesh.peers(), mesh.names(), mesh.decisions(), mesh.revocations(), now.monoMs()));
      case Command.ListTools list ->
        effects.replyNow(token, new Answer.Tools(tools.kinds(), capability.runners()));
      case Command.Status status -> effects.replyNow(token, status(now.monoMs()));
      case Command.ShowHealth show -> effects.replyNow(token, health.answer(show, now));
      case Command.Ping ping -> pings.ask(token, ping, now.monoMs());
      case Command.Look look -> surveyor.onCommand(token, look, now.monoMs());
      case Command other when gate.failed() -> effects.replyNow(token, effects.storage());
      case Command other when decides(other) && !epochs.deciding() -> effects.replyNow(token, undecided());
      case Command.IfUnchanged when -> {
        Optional<Answer> changed = changed(when, now.monoMs());
        if (changed.isPresent()) {
          effects.reply(token, changed.get());
        } else {
          onCommand(token, when.then(), now);
        }
      }
      case Command.Submit submit when submit.spec().notes().durability() > 1 && storeProblem().isEmpty() ->
        custody.submit(token, submit.spec(), submit.origin(), now);
      case Command.Submit submit ->
        effects.reply(token,
            unlessDiskFull(() -> answer(dispatcher.submit(submit.spec(), submit.origin(), now))));
      case Command.Cancel cancel ->
        effects.reply(token, answer(dispatcher.cancel(cancel.job(), now.monoMs())));
      case Command.Show show -> effects.reply(token, answer(dispatcher.show(show.job(), now.monoMs())));
      case Command.FindKey find -> effects.reply(token, answer(dispatcher.find(find.key())));
      case Command.ListJobs list ->
        effects.reply(token, unlessTooMany(list.limit(), () -> listed(
            () -> dispatcher.list(list.state(), list.after(), list.limit(), now.monoMs()))));
      case Command.ListTaskJobs list ->
        effects.reply(token, unlessTooMany(list.limit(), () -> listed(
            () -> dispatcher.list(list.task(), list.after(), list.limit(), now.monoMs()))));
      case Command.Requeue again ->
        effects.reply(token, unlessDiskFull(() -> dispatches.requeue(again, now)));
      case Command.ListDead list -> effects.reply(token, dispatches.list(list, now.monoMs()));
      case Command.OfGates about -> effects.reply(token, gates.answer(about, now));
      case Command.AddSchedule add ->
        effects.reply(token, unlessDiskFull(() -> schedules.answer(add, now)));
      case Command.OfSchedules about -> effects.reply(token, schedules.answer(about, now));
      case Command.OfHealth about -> effects.reply(token, health.answer(about, now));
      case Command.OfMissions about when MissionDesk.adds(about) ->
        effects.reply(token, unlessDiskFull(() -> missions.answer(about, now)));
      case Command.OfMissions about -> effects.reply(token, missions.answer(about, now));
      case Command.OfChains about when ChainDesk.adds(about) ->
        effects.reply(token, unlessDiskFull(() -> chains.answer(about, now)));
      case Command.OfChains about -> effects.reply(token, chains.answer(about, now));
      case Command.SendMessage send ->
        effects.reply(token, unlessDiskFull(() -> messages.answer(send, now)));
      case Command.AboutMessages about -> effects.reply(token, messages.answer(about, now));
      case Command.OfGroups about -> groups.onCommand(token, about);
      case Command.OfTrust about -> effects.reply(token, trust.answer(about));
    }
  }

  /** What there is to say instead of doing it; empty when it is to be done. */
  private Optional<Answer> changed(Command.IfUnchanged when, long nowMs) {
    return switch (answer(dispatcher.show(when.job(), nowMs))) {
      case Answer.OneJob(Job job) when JobStamp.of(job).equals(when.stamp()) -> Optional.empty();
      case Answer.OneJob(Job job) -> Optional.of(new Answer.Refused(Answer.Reason.CHANGED,
          "job " + job.id() + " has changed: it is " + job.state().word(), "sheratan job show " + job.id()));
      case Answer other -> Optional.of(other);
    };
  }

  private Answer undecided() {
    return new Answer.Refused(Answer.Reason.BUSY, epochs.notice(),
        epochs.yielded() ? "sheratan status" : "try again in some seconds");
  }

  /** Whether it makes this node promise something in its own name. */
  private static boolean decides(Command command) {
    return switch (command) {
      case Command.Submit submit -> true;
      case Command.Cancel cancel -> true;
      case Command.IfUnchanged when -> decides(when.then());
      case Command.MoveState move -> true;
      case Command.Requeue again -> true;
      case Command.DecideHeld decide -> true;
      case Command.AddSchedule add -> true;
      case Command.RemoveSchedule remove -> true;
      case Command.SendMessage send -> true;
      case Command.AcknowledgeMessage acknowledge -> true;
      case Command.Revoke revoke -> true;
      case Command.OfMissions about -> MissionDesk.adds(about) || about instanceof Command.DeleteMission;
      case Command.OfChains about -> ChainDesk.adds(about);
      default -> false;
    };
  }

  private Answer unlessDiskFull(Supplier<Answer> accept) {
    Optional<String> problem = storeProblem();
    return problem.isPresent()
        ? new Answer.Refused(Answer.Reason.STORAGE, problem.get(), StoreHealth.MAKE_ROOM)
        : accept.get();
  }

  static Answer unlessTooMany(int limit, Supplier<Answer> list) {
    return limit < 1 || limit > MAX_LISTED
        ? new Answer.Refused(Answer.Reason.INVALID, "limit: expected 1 to " + MAX_LISTED,
            Optional.of("limit"), "")
        : list.get();
  }

  /** A look into the archive. */
  interface Look {
    Dispatcher.Listing listing() throws IOException;
  }

  static Answer listed(Look look) {
    try {
      Dispatcher.Listing listing = look.listing();
      return new Answer.Jobs(listing.jobs(), listing.next());
    } catch (IOException unreadable) {
      return new Answer.Refused(Answer.Reason.STORAGE,
          "the archive cannot be read: " + unreadable.getMessage(), "");
    }
  }

  private Answer status(long nowMs) {
    String problem = gate.failed()
        ? gate.problem()
        : storeProblem().orElse(epochs.yielded() ? epochs.notice() : "");
    return new Answer.StatusReport(mesh.self(), card, store.epoch(), nowMs - startMs, mesh.peers().size(),
        dispatcher.queued(), dispatcher.holds().count(), custody.count(), worker.running(),
        dispatcher.completed(),
        problem.isEmpty(), problem,
        epochs.notice(), mesh.counters(), malformedMessages.getAsLong());
  }

  private Optional<String> storeProblem() {
    return switch (store.health()) {
      case StoreHealth.Accepting() -> Optional.empty();
      case StoreHealth.NearlyFull(long freeBytes) ->
        Optional.of("disk nearly full: " + freeBytes + " bytes free");
      case StoreHealth.Failed(IOException cause) -> Optional.of("disk: " + cause.getMessage());
    };
  }

  static Answer answer(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted accepted -> new Answer.Accepted(accepted.job(), accepted.known());
      case Verdict.Barred barred -> new Answer.Barred(barred.reports());
      case Verdict.Found found -> new Answer.OneJob(found.job());
      case Verdict.KeyUse use -> new Answer.KeyUse(use.job(), use.requestHash());
      case Verdict.Refused refused -> answer(refused);
    };
  }

  static Answer answer(Verdict.Refused refused) {
    return new Answer.Refused(reason(refused.why()), refused.message(), refused.field(), refused.fix(),
        refused.waitMs());
  }

  private static Answer.Reason reason(Verdict.Why why) {
    return switch (why) {
      case INVALID -> Answer.Reason.INVALID;
      case NO_CAPABLE_NODE -> Answer.Reason.NO_CAPABLE_NODE;
      case NOT_FOUND -> Answer.Reason.NOT_FOUND;
      case CONFLICT -> Answer.Reason.CONFLICT;
      case CHANGED -> Answer.Reason.CHANGED;
      case TOO_LARGE -> Answer.Reason.TOO_LARGE;
      case BUSY -> Answer.Reason.BUSY;
      case STORAGE -> Answer.Reason.STORAGE;
    };
  }
}
