package org.sheratan.edge.cli.message;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "ack", description = {"Say that you have read messages.",
    "Of an emergency its author is told; of others nobody is."}, footer = {"", "Example:",
        "  sheratan message ack m-k7f3q2ab-3-17"})
public final class MessageAckCommand extends NodeCommand {
  @Parameters(paramLabel = "MESSAGE", arity = "1..*", description = "Ids of messages.")
  private List<String> messages;

  public MessageAckCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Api api = session().api();
    List<String> paths = new ArrayList<>();
    for (String message : messages) {
      paths.add("/api/v1/messages/" + MessageIds.checked(message) + "/ack");
    }
    List<Json> read = new ArrayList<>();
    for (String path : paths) {
      View answer = new View(api.post(path, Json.Obj.EMPTY, session().patience()));
      read.add(answer.json());
      output.line("message " + answer.text("id") + " " + answer.text("state")
          + (answer.is("author_waits") ? "; its author will be told" : ""));
    }
    output.document(Json.Obj.EMPTY.with("messages", new Json.Arr(read)));
    return ExitStatus.OK;
  }
}
