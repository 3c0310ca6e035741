package org.sheratan.edge.cli.mission;

import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Documents;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "create", description = "Make a task of a mission: a step, for which jobs are done.", footer = {
    "",
    "Example:", "  sheratan task create mi-k7f3q2ab-3-1 walk --kind read_file"})
public final class TaskCreateCommand extends AskingCommand {
  @Parameters(index = "0", paramLabel = "MISSION", description = "Id of the mission.")
  private String mission;
  @Parameters(index = "1", paramLabel = "NAME", description = "1 to 256 characters.")
  private String name;
  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  private String description = "";
  @Option(names = "--kind", paramLabel = "KIND", description = "What its jobs usually are, such as read_file.")
  private String kind = "";
  @Option(names = "--params", paramLabel = "FILE", description = "A JSON object to keep with it; - is stdin.")
  private String params = "";
  @Option(names = "--idempotency-key", paramLabel = "KEY", description = "Your name for this request; the same key gives the same task.")
  private String idempotencyKey;

  public TaskCreateCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    Json.Obj task = Json.Obj.EMPTY.with("name", name).with("description", description).with("kind", kind);
    if (!params.isEmpty()) {
      task = task.with("params", Documents.read(params, session().terminal()));
    }
    return session().api().submit("/api/v1/missions/" + MissionIds.mission(mission) + "/tasks", task,
        Optional.ofNullable(idempotencyKey), session().patience());
  }

  @Override
  protected ExitStatus print(View task, Output output) {
    output.line(task.text("id"));
    output.hint("work for it: ", "sheratan job submit --task " + task.text("id") + " --kind KIND");
    return ExitStatus.OK;
  }
}
