package org.sheratan.edge.cli.message;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = "List messages sent and received here, newest first.", footer = {"",
    "Example:", "  sheratan message list --state unread"})
public final class MessageListCommand extends AskingCommand {
  @Option(names = "--state", paramLabel = "STATE", description = {
      "Only those in this state: queued, sent, delivered, expired", "or refused; unread or read."})
  private String state = "";
  @Option(names = "--peer", paramLabel = "NODE", description = "Only those from or to this node, or group:GROUP.")
  private String peer = "";
  @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000.", defaultValue = "50")
  private int limit;
  @Option(names = "--after", paramLabel = "MARK", description = "Continue where an earlier list ended.")
  private String after = "";

  public MessageListCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    String query = "?limit=" + limit + parameter("state", state) + parameter("peer", peer)
        + parameter("after", after);
    return session().api().get("/api/v1/messages" + query, session().patience());
  }

  @Override
  protected ExitStatus print(View view, Output output) {
    Table table = new Table("MESSAGE", "TIME", "WITH", "STATE", "TEXT");
    for (View message : view.objects("messages")) {
      table.row(message.text("id"), MessageReport.time(message), MessageReport.withWhom(message),
          MessageReport.state(message) + MessageReport.reason(message), message.text("text"));
    }
    if (view.objects("messages").isEmpty()) {
      output.note("no messages");
    } else {
      output.table(table);
    }
    hints(view, output);
    return ExitStatus.OK;
  }

  private void hints(View view, Output output) {
    view.objects("messages").stream().filter(message -> message.text("state").equals("unread")).findFirst()
        .ifPresent(unread -> output.hint("read it? ", "sheratan message ack " + unread.text("id")));
    if (!view.text("next").isEmpty()) {
      output.hint("more: ",
          "sheratan message list --limit " + limit + (state.isEmpty() ? "" : " --state " + state)
              + (peer.isEmpty() ? "" : " --peer " + peer) + " --after " + view.text("next"));
    }
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
