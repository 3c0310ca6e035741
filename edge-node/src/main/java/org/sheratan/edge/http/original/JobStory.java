package org.sheratan.edge.http.original;

import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.ChainContext;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Task;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.mission.ChainJson;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.NodeGate;
import org.sheratan.edge.relay.RelayContext;
import org.sheratan.edge.relay.RelayLookup;

/** What workers outside are told of an own job that belongs to a task: mission, task, what its chain found, what came before. */
public final class JobStory implements RelayLookup {
  private static final long PATIENCE_MS = 5_000;
  private static final String SESSION = "core_v2_";

  private final NodeDesk desk;

  public JobStory(NodeGate node) {
    desk = new NodeDesk(node, PATIENCE_MS);
  }

  /** Empty as well where the node does not answer: a worker can do without. */
  @Override
  public Optional<RelayContext> of(JobId id) {
    try {
      Job job = desk.ask(new Command.Show(id), Answer.OneJob.class).job();
      return job.spec().task().isEmpty() ? Optional.empty() : Optional.of(story(job));
    } catch (HttpRefusal unknown) {
      return Optional.empty();
    }
  }

  private RelayContext story(Job job) throws HttpRefusal {
    Task task = desk.ask(new Command.ShowTask(job.spec().task().orElseThrow()), Answer.OneTask.class).task();
    Answer.OneMission mission = desk.ask(new Command.ShowMission(task.mission()), Answer.OneMission.class);
    return new RelayContext(SESSION + OwnedUuid.of(task.mission()), MissionShape.json(mission.mission()),
        TaskCalls.json(task), last(job), artifacts(job, task));
  }

  private Json last(Job job) throws HttpRefusal {
    return job.spec().dependsOn().isEmpty()
        ? JsonWords.NULL
        : JobShape.result(
            desk.ask(new Command.Show(job.spec().dependsOn().getLast()), Answer.OneJob.class).job());
  }

  private Json.Obj artifacts(Job job, Task task) {
    try {
      ChainContext context = desk.ask(new Command.ShowContext(
          desk.ask(new Command.ChainOf(job.id()), Answer.OneChain.class).chain().id()), Answer.Context.class)
          .context();
      Json.Obj shape = ChainJson.context(context, OwnedUuid.of(context.chain().id()),
          OwnedUuid.of(task.id()));
      return shape.get("artifacts") instanceof Json.Obj artifacts ? artifacts : Json.Obj.EMPTY;
    } catch (HttpRefusal noChain) {
      return Json.Obj.EMPTY;
    }
  }
}
