package org.sheratan.core.node;

import org.sheratan.core.dispatch.MissionVerdict;
import org.sheratan.core.dispatch.Missions;
import org.sheratan.kernel.Now;

/** Answers what people ask about missions and tasks. */
final class MissionDesk {
  private final Missions missions;
  private final ChainDesk chains;

  MissionDesk(Missions missions, ChainDesk chains) {
    this.missions = missions;
    this.chains = chains;
  }

  /** Whether it makes this node keep something new. */
  static boolean adds(Command.OfMissions command) {
    return switch (command) {
      case Command.CreateMission create -> true;
      case Command.CreateTask create -> true;
      case Command.ReplaceMission replace -> true;
      default -> false;
    };
  }

  Answer answer(Command.OfMissions command, Now now) {
    return switch (command) {
      case Command.CreateMission create ->
        answer(missions.create(create.draft(), create.asking(), now.vouchedWallMs()));
      case Command.ShowMission show -> answer(missions.show(show.mission()));
      case Command.ListMissions list -> Commands.unlessTooMany(list.limit(),
          () -> answer(missions.list(list.after(), list.limit())));
      case Command.CountMissions count -> new Answer.MissionCount(missions.count());
      case Command.ReplaceMission replace ->
        answer(missions.replace(replace.mission(), replace.draft(), replace.was()));
      case Command.DeleteMission delete -> delete(delete);
      case Command.CreateTask create ->
        answer(missions.createTask(create.mission(), create.draft(), create.key(), now.vouchedWallMs()));
      case Command.ShowTask show -> answer(missions.show(show.task()));
      case Command.ListTasks list -> Commands.unlessTooMany(list.limit(),
          () -> answer(missions.list(list.mission(), list.after(), list.limit())));
      case Command.ListAllTasks list -> Commands.unlessTooMany(list.limit(),
          () -> answer(missions.allTasks(list.after(), list.limit())));
    };
  }

  private Answer delete(Command.DeleteMission delete) {
    MissionVerdict verdict = missions.delete(delete.mission(), delete.was());
    if (verdict instanceof MissionVerdict.Deleted deleted) {
      chains.stop(deleted.mission());
    }
    return answer(verdict);
  }

  static Answer answer(MissionVerdict verdict) {
    return switch (verdict) {
      case MissionVerdict.OneMission one -> new Answer.OneMission(one.mission());
      case MissionVerdict.KnownMission one -> new Answer.OneMission(one.mission(), true);
      case MissionVerdict.SomeMissions some -> new Answer.Missions(some.missions(), some.next());
      case MissionVerdict.OneTask one -> new Answer.OneTask(one.task());
      case MissionVerdict.KnownTask one -> new Answer.OneTask(one.task(), true);
      case MissionVerdict.SomeTasks some -> new Answer.Tasks(some.tasks(), some.next());
      case MissionVerdict.Deleted deleted -> new Answer.Done();
      case MissionVerdict.No no -> Commands.answer(no.refused());
    };
  }
}
