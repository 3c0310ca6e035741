package org.sheratan.core.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.dispatch.Dispatcher;
import org.sheratan.core.dispatch.Verdict;
import org.sheratan.core.message.Draft;
import org.sheratan.core.message.MessageVerdict;
import org.sheratan.core.message.Messages;
import org.sheratan.core.message.Recipient;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.RequestKey;
import org.sheratan.core.mission.RequestKeys;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.schedule.Plan;
import org.sheratan.core.schedule.PlanParser;
import org.sheratan.core.schedule.Schedule;
import org.sheratan.core.schedule.Schedules;
import org.sheratan.core.schedule.Watch;
import org.sheratan.core.store.Store;
import org.sheratan.core.store.StoreHealth;
import org.sheratan.core.wire.JobSpecRules;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.PolledMesh;

/**
 * Keeps to schedules: submits what is due by the way of every request, looks at how it ends, and does what follows in
 * the same commit that notes it, so that a restart neither repeats nor forgets it.
 */
final class ScheduleDesk {
  private static final String VALUE = "{value}";
  private static final long MESSAGE_LIFETIME_MS = 24 * 3_600_000L;

  private final Schedules schedules;
  private final Dispatcher dispatcher;
  private final Messages messages;
  private final PolledMesh mesh;
  private final Store store;
  private final String ownName;

  ScheduleDesk(NodeParts parts, Dispatcher dispatcher, Messages messages, UptimeMeter uptime, long nowMs) {
    this.schedules = new Schedules(parts.store(), uptime, nowMs);
    this.dispatcher = dispatcher;
    this.messages = messages;
    this.mesh = parts.mesh();
    this.store = parts.store();
    this.ownName = parts.card().name();
  }

  void poll(Now now) {
    for (Schedule schedule : schedules.watching(now.monoMs())) {
      JobId job = schedule.latest().orElseThrow();
      if (!dispatcher.alive(job)) {
        look(schedule, job, now);
      }
    }
    schedules.due(now).forEach(schedule -> run(schedule, now));
  }

  long nextPollMs() {
    return schedules.nextPollMs();
  }

  Answer answer(Command.OfSchedules command, Now now) {
    return switch (command) {
      case Command.AddSchedule add -> add(add, now);
      case Command.ListSchedules list ->
        new Answer.Schedules(schedules.all().stream().map(each -> view(each, now)).toList());
      case Command.ShowSchedule show -> schedules.find(show.number())
          .<Answer>map(found -> new Answer.OneSchedule(view(found, now)))
          .orElseGet(() -> unknown(show.number()));
      case Command.RemoveSchedule remove -> schedules.find(remove.number())
          .map(found -> remove(found, remove.was())).orElseGet(() -> unknown(remove.number()));
    };
  }

  private Answer remove(Schedule found, Optional<Schedule> was) {
    if (was.isPresent() && !was.get().equals(found)) {
      return new Answer.Refused(Answer.Reason.CHANGED, "schedule " + found.name() + " was changed meanwhile",
          "sheratan schedule list");
    }
    schedules.remove(found.number());
    return new Answer.Done();
  }

  private Answer add(Command.AddSchedule add, Now now) {
    Optional<RequestKey> key = add.asking().key();
    try {
      Plan plan = PlanParser.parse(add.words());
      key.ifPresent(name -> JobSpecRules.checkKey(name.text()));
      Optional<Verdict.Refused> wrong = dispatcher.malformed(plan.job())
          .or(() -> plan.followUp().flatMap(dispatcher::malformed));
      if (wrong.isPresent()) {
        return Commands.answer(wrong.get());
      }
      Optional<RequestKeys.Known> known = key.flatMap(schedules::find);
      if (known.isPresent()) {
        return again(known.get(), key.get(), now);
      }
      return schedules.full()
          ? new Answer.Refused(Answer.Reason.BUSY, Schedules.MAX + " schedules are the limit",
              "sheratan schedule list")
          : new Answer.OneSchedule(view(schedules.add(add.words(), plan, add.asking(), now), now));
    } catch (MalformedException broken) {
      return broken.offset() == MalformedException.NO_OFFSET
          ? new Answer.Refused(Answer.Reason.INVALID, broken.field() + ": " + broken.reason(),
              Optional.of(broken.field()), "")
          : new Answer.Refused(Answer.Reason.INVALID,
              "schedule: " + broken.reason() + ", at character " + (broken.offset() + 1),
              Optional.of("schedule"), "");
    }
  }

  private Answer again(RequestKeys.Known known, RequestKey key, Now now) {
    Schedule earlier = schedules.find(known.made().sequence()).orElseThrow();
    return known.of(key)
        ? new Answer.OneSchedule(view(earlier, now), true)
        : Commands.answer(Verdict.Refused.keyTaken("schedule " + earlier.name()));
  }

  private Answer.ScheduleView view(Schedule schedule, Now now) {
    return new Answer.ScheduleView(schedule, Math.max(0, schedules.leftMs(schedule, now)),
        warnings(schedule.plan()));
  }

  /** It may come to be known before it is needed, so nothing is refused for that. */
  private List<String> warnings(Plan plan) {
    List<String> warnings = new ArrayList<>();
    dispatcher.nobody(plan.job()).ifPresent(warnings::add);
    plan.followUp().flatMap(dispatcher::nobody).ifPresent(warnings::add);
    if (plan.watch().map(Watch::then).orElse(null) instanceof Watch.Say(String to, String text)
        && peer(to).isEmpty()) {
      warnings.add(nobodyCalled(to));
    }
    return warnings;
  }

  private static String nobodyCalled(String name) {
    return "no one node is called " + name;
  }

  private static Answer unknown(long number) {
    return new Answer.Refused(Answer.Reason.NOT_FOUND, "there is no schedule s" + number,
        "sheratan schedule list");
  }

  private void run(Schedule schedule, Now now) {
    if (schedule.watched()) {
      schedules.missed(schedule, "job " + schedule.latest().orElseThrow() + " of before had not ended");
    } else if (!(store.health() instanceof StoreHealth.Accepting)) {
      schedules.missed(schedule, "the disk takes nothing");
    } else {
      switch (dispatcher.submit(schedule.plan().job(), schedule.origin(), now)) {
        case Verdict.Accepted accepted -> schedules.ran(schedule, accepted.job().id());
        case Verdict other -> schedules.missed(schedule, why(other));
      }
    }
  }

  private void look(Schedule schedule, JobId id, Now now) {
    switch (dispatcher.show(id, now.monoMs())) {
      case Verdict.Found(Job job) when job.state() == JobState.COMPLETED -> look(schedule, job, now);
      case Verdict.Found(Job job) -> schedules.seen(schedule, false,
          "job " + id + " ended as " + job.state().word() + ": " + job.reason());
      case Verdict other -> schedules.seen(schedule, false, why(other));
    }
  }

  private void look(Schedule schedule, Job job, Now now) {
    Optional<Watch> watch = schedule.plan().watch();
    if (watch.isEmpty()) {
      schedules.seen(schedule, false, "");
      return;
    }
    OptionalDouble value = job.result().map(watch.get()::value).orElse(OptionalDouble.empty());
    if (value.isEmpty()) {
      schedules.seen(schedule, false,
          "the result of job " + job.id() + " has no number " + String.join(".", watch.get().path()));
    } else if (watch.get().holds(value.getAsDouble())) {
      String problem = follow(schedule, watch.get().then(), job, value.getAsDouble(), now);
      schedules.seen(schedule, problem.isEmpty(), problem);
    } else {
      schedules.seen(schedule, false, "");
    }
  }

  /** What went wrong with it; empty when nothing did. */
  private String follow(Schedule schedule, Watch.Then then, Job job, double value, Now now) {
    return switch (then) {
      case Watch.Run(JobSpec spec) -> {
        String refused = why(dispatcher.submit(spec.after(List.of(job.id())), schedule.origin(), now));
        yield refused.isEmpty() ? "" : "what was to follow was refused: " + refused;
      }
      case Watch.Say(String to, String text) -> {
        Optional<NodeId> peer = peer(to);
        yield peer.isEmpty()
            ? nobodyCalled(to)
            : say(peer.get(), text.replace(VALUE, number(value)), schedule.name() + "-" + job.id(), now);
      }
    };
  }

  private String say(NodeId to, String text, String key, Now now) {
    if (to.equals(mesh.self())) {
      return messages.tell(text, now).map(why -> "the message was not kept: " + why).orElse("");
    }
    Draft draft = new Draft(new Recipient.Node(to), text, Priority.NORMAL, MESSAGE_LIFETIME_MS,
        Optional.of(key));
    return messages.send(draft, now) instanceof MessageVerdict.Refused no
        ? "the message was refused: " + no.message()
        : "";
  }

  /** A full id, a short name, or a name that one node alone has, this one or another. */
  private Optional<NodeId> peer(String name) {
    SortedMap<NodeId, String> all = new TreeMap<>(mesh.names());
    all.put(mesh.self(), ownName);
    List<NodeId> called = all.entrySet().stream()
        .filter(known -> known.getKey().toHex().equals(name) || known.getKey().shortName().equals(name)
            || known.getValue().equals(name))
        .map(Map.Entry::getKey).toList();
    return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
  }

  /** Empty when it was taken. */
  private static String why(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Refused refused -> refused.message();
      case Verdict.Barred barred -> "stopped by gate " + barred.reports().getLast().line();
      case Verdict.Accepted _,Verdict.Found _,Verdict.KeyUse _ -> "";
    };
  }
}
