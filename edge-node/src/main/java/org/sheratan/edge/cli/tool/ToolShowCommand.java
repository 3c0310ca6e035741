package org.sheratan.edge.cli.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "show", description = {"Show what a kind of job takes, and who runs it.",
    "--json has its parameters as a JSON Schema."}, footer = {"", "Example:",
        "  sheratan tool show read_file"})
public final class ToolShowCommand extends AskingCommand {
  @Parameters(paramLabel = "KIND", description = "Such as read_file.")
  private String kind;

  public ToolShowCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    if (!JobSpec.isKind(kind)) {
      throw new CommandFailure(ExitStatus.USAGE, "expected a kind of job such as read_file",
          "sheratan tool list");
    }
    return session().api().get("/api/v1/tools/" + kind, session().patience());
  }

  @Override
  protected ExitStatus print(View tool, Output output) {
    List<String> nodes = tool.objects("nodes").stream().map(node -> Printable.of(node.text("node"))).toList();
    output.line("kind       " + tool.text("name"));
    output.line("what       "
        + Printable.of(tool.textOr("description", "known only to the nodes that run it")));
    output.line("run by     " + (nodes.isEmpty() ? "no node known here" : String.join(", ", nodes)));
    Optional<View> schema = tool.object("parameters");
    if (schema.isEmpty()) {
      return ExitStatus.OK;
    }
    output.line("may repeat " + (tool.is("idempotent")
        ? "yes: running twice has the effect of running once"
        : "no"));
    View properties = schema.get().object("properties").orElse(new View(Json.Obj.EMPTY));
    if (properties.json().fields().isEmpty()) {
      output.line("parameters none needed");
    } else {
      output.table(parameters(schema.get(), properties));
    }
    output.hint("try: ", tool.text("example"));
    return ExitStatus.OK;
  }

  private static Table parameters(View schema, View properties) {
    Table table = new Table("PARAMETER", "TYPE", "USUALLY", "WHAT");
    List<String> needed = new ArrayList<>(schema.texts("required"));
    List<String> oneOf = schema.objects("anyOf").stream().flatMap(one -> one.texts("required").stream())
        .toList();
    for (String name : properties.json().fields().keySet()) {
      View param = properties.object(name).orElseThrow();
      String usually = needed.contains(name)
          ? "needed"
          : oneOf.contains(name) ? "one needed" : param.text("default");
      table.row(name, type(param), usually, param.text("description"));
    }
    return table;
  }

  private static String type(View param) {
    List<String> choices = param.texts("enum");
    if (!choices.isEmpty()) {
      return String.join("|", choices);
    }
    boolean bounded = !param.text("minimum").isEmpty() && !param.text("maximum").isEmpty();
    return switch (param.text("type")) {
      case "string" -> "text";
      case "boolean" -> "true|false";
      case "array" -> "list";
      case "integer", "number" -> bounded
          ? param.text("minimum") + " to " + param.text("maximum")
          : param.text("type");
      default -> param.text("type");
    };
  }
}
