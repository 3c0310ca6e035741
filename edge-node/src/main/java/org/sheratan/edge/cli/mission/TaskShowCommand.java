package org.sheratan.edge.cli.mission;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "show", description = "Show a task and its newest jobs.", footer = {"", "Example:",
    "  sheratan task show t-k7f3q2ab-3-1"})
public final class TaskShowCommand extends AskingCommand {
  @Parameters(paramLabel = "TASK", description = "Id of the task.")
  private String task;

  public TaskShowCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    String path = "/api/v1/tasks/" + MissionIds.task(task);
    Json.Obj found = session().api().get(path, session().patience());
    return found.with("jobs", session().api().get(path + "/jobs", session().patience()).get("jobs"));
  }

  @Override
  protected ExitStatus print(View found, Output output) {
    output.line("task       " + found.text("id") + "  " + Printable.of(found.text("name")));
    output.line("mission    " + found.text("mission_id"));
    if (!found.text("description").isEmpty()) {
      output.line("what       " + Printable.of(found.text("description")));
    }
    Table table = new Table("JOB", "KIND", "STATE", "WORKER", "REASON");
    found.objects("jobs").forEach(job -> table.row(job.text("id"), job.text("kind"),
        job.text("state").replace('_', ' '), job.text("worker"), job.text("reason")));
    if (found.objects("jobs").isEmpty()) {
      output.hint("no jobs yet; the first: ",
          "sheratan job submit --task " + found.text("id") + " --kind KIND");
    } else {
      output.table(table);
    }
    return ExitStatus.OK;
  }
}
