package org.sheratan.edge.cli.message;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.SecondsConverter;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "send", description = {
    "Send words to the people at a node, or at all nodes of a group. The id is printed once they are on disk here.",
    "With --wait, exit status 1 when they are refused, 7 when they expire or --timeout is over."}, footer = {
        "", "Examples:", "  sheratan message send node-e5 Tea is ready --wait",
        "  sheratan message send node-e5 Bring water, now --emergency --lifetime 2h",
        "  sheratan message send group:team Supper is ready"})
public final class MessageSendCommand extends NodeCommand {
  private static final String MESSAGES = "/api/v1/messages";
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final long MAX_POLL_S = 20;
  private static final Duration SLACK = Duration.ofSeconds(25);

  @Parameters(index = "0", paramLabel = "TO", description = "Name or id of a node; group: and name or id of a group.")
  private String to;
  @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "The words, at most 1,000 bytes of UTF-8.")
  private List<String> words;
  @Option(names = "--emergency", description = {
      "Repeat until every node has it, with the airtime kept for emergencies;",
      "it is marked there until a person acknowledges it."})
  private boolean emergency;
  @Option(names = "--lifetime", paramLabel = "DURATION", converter = SecondsConverter.class, defaultValue = "24h", description = "Give up after so long: 1s to 14d. Default: 24h.")
  private Duration lifetime;
  @Option(names = "--idempotency-key", paramLabel = "KEY", description = "Your name for this request; the same key gives the same message.")
  private String idempotencyKey;
  @Option(names = "--wait", description = "Wait until every node has it.")
  private boolean wait;

  public MessageSendCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Json.Obj request = Json.Obj.EMPTY.with("to", to).with("text", String.join(" ", words))
        .with("priority", emergency ? "emergency" : "normal")
        .with("lifetime_s", new Json.Real(lifetime.toMillis() / 1000.0));
    Api api = session().api();
    Json.Obj sent = api.submit(MESSAGES, request, Optional.ofNullable(idempotencyKey), GRACE);
    output.line(new View(sent).text("id"));
    if (!wait) {
      output.document(sent);
      return ExitStatus.OK;
    }
    View ended = awaitEnd(api, new View(sent));
    output.document(ended.json());
    output.line(ended.text("state") + MessageReport.members(ended) + MessageReport.reason(ended));
    return MessageReport.exit(ended.text("state"));
  }

  private View awaitEnd(Api api, View message) throws CommandFailure {
    SystemClock clock = new SystemClock();
    long endMs = clock.monoMs() + session().timeout().orElse(lifetime.plus(GRACE)).toMillis();
    View seen = message;
    while (!seen.is("ended")) {
      long leftS = Math.ceilDiv(endMs - clock.monoMs(), 1000L);
      if (leftS <= 0) {
        throw new CommandFailure(ExitStatus.TIMEOUT, "message " + seen.text("id")
            + " has not arrived yet, it is " + seen.text("state"), "sheratan message list");
      }
      seen = new View(
          api.get(MESSAGES + "/" + seen.text("id") + "?wait=" + Math.min(MAX_POLL_S, leftS) + "&seen="
              + seen.text("state"), SLACK.plusSeconds(MAX_POLL_S)));
    }
    return seen;
  }
}
