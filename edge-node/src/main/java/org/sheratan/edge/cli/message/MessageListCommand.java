package org.sheratan.edge.cli.message;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.edge.cli.shell.ListingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = "List messages sent and received here, newest first.", footer = {"",
    "Example:", "  sheratan message list --state unread"})
public final class MessageListCommand extends ListingCommand {
  @Option(names = "--state", paramLabel = "STATE", description = {
      "Only those in this state: queued, sent, delivered, expired", "or refused; unread or read."})
  private String state = "";
  @Option(names = "--peer", paramLabel = "NODE", description = "Only those from or to this node, or group:GROUP.")
  private String peer = "";

  public MessageListCommand(Session session) {
    super(session, "/api/v1/messages", "messages", "no messages");
  }

  @Override
  protected List<Filter> filters() {
    return List.of(new Filter("state", state), new Filter("peer", peer));
  }

  /** The node says where a list goes on: a mark that only it reads. */
  @Override
  protected String checked(String after) {
    return after;
  }

  @Override
  protected Table table(List<View> messages) {
    Table table = new Table("MESSAGE", "TIME", "WITH", "STATE", "TEXT");
    messages.forEach(message -> table.row(message.text("id"), MessageReport.time(message),
        MessageReport.withWhom(message), MessageReport.state(message) + MessageReport.reason(message),
        message.text("text")));
    return table;
  }

  @Override
  protected void hints(List<View> messages, Output output) {
    messages.stream().filter(message -> message.text("state").equals("unread")).findFirst()
        .ifPresent(unread -> output.hint("read it? ", "sheratan message ack " + unread.text("id")));
  }
}
