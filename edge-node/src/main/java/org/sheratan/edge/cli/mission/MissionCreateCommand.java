package org.sheratan.edge.cli.mission;

import java.util.List;
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

@Command(name = "create", description = "Make a mission: a goal, whose tasks are its steps.", footer = {"",
    "Example:",
    "  sheratan mission create --tag field Survey the valley"})
public final class MissionCreateCommand extends AskingCommand {
  @Parameters(paramLabel = "TITLE", arity = "1..*", description = "1 to 256 characters in all.")
  private List<String> title;
  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  private String description = "";
  @Option(names = "--user", paramLabel = "NAME", description = "Whose it is, for people.")
  private String user = "";
  @Option(names = "--tag", paramLabel = "TAG", description = "A word to find it by; may be given many times.")
  private List<String> tags = List.of();
  @Option(names = "--metadata", paramLabel = "FILE", description = "A JSON object to keep with it; - is stdin.")
  private String metadata = "";
  @Option(names = "--idempotency-key", paramLabel = "KEY", description = "Your name for this request; the same key gives the same mission.")
  private String idempotencyKey;

  public MissionCreateCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    Json.Obj mission = Json.Obj.EMPTY.with("title", String.join(" ", title)).with("description", description)
        .with("tags", Json.Arr.ofTexts(tags));
    if (!user.isEmpty()) {
      mission = mission.with("user_id", user);
    }
    if (!metadata.isEmpty()) {
      mission = mission.with("metadata", Documents.read(metadata, session().terminal()));
    }
    return session().api().submit("/api/v1/missions", mission, Optional.ofNullable(idempotencyKey),
        session().patience());
  }

  @Override
  protected ExitStatus print(View mission, Output output) {
    output.line(mission.text("id"));
    output.hint("its first step: ", "sheratan task create " + mission.text("id") + " NAME");
    return ExitStatus.OK;
  }
}
