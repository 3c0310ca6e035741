package org.sheratan.edge.cli.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import picocli.CommandLine.Command;

import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "watch", description = {
    "Show what nobody has read yet, then every message as it comes or changes,",
    "until Ctrl-C or for --timeout. With --json one line each."}, footer = {"", "Example:",
        "  sheratan message watch --timeout 10m"})
public final class MessageWatchCommand extends NodeCommand {
  private static final String CHANGES = "/api/v1/messages/changes";
  private static final long MAX_POLL_S = 20;
  /** For one answer: {@code --timeout} bounds the whole. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  public MessageWatchCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Api api = session().api();
    SystemClock clock = new SystemClock();
    long endMs = session().timeout().map(timeout -> clock.monoMs() + timeout.toMillis())
        .orElse(Long.MAX_VALUE);
    // The mark first: what comes between the two answers is in both, and told once.
    String mark = new View(api.get(CHANGES, PATIENCE)).text("next");
    Set<String> told = new TreeSet<>();
    for (View message : unread(api)) {
      told.add(version(message));
      tell(message, output);
    }
    while (clock.monoMs() < endMs) {
      long waitS = Math.clamp(Math.ceilDiv(endMs - clock.monoMs(), 1000L), 0, MAX_POLL_S);
      View news = new View(
          api.get(CHANGES + "?since=" + mark + "&wait=" + waitS, PATIENCE.plusSeconds(MAX_POLL_S)));
      news.objects("messages").stream().filter(message -> !told.contains(version(message)))
          .forEach(message -> tell(message, output));
      mark = news.text("next");
    }
    return ExitStatus.OK;
  }

  /** The oldest first. */
  private static List<View> unread(Api api) throws CommandFailure {
    List<View> unread = new ArrayList<>();
    String next = "";
    do {
      View page = new View(
          api.get("/api/v1/messages?state=unread&limit=1000" + (next.isEmpty() ? "" : "&after=" + next),
              PATIENCE));
      unread.addAll(page.objects("messages"));
      next = page.text("next");
    } while (!next.isEmpty());
    return unread.reversed();
  }

  private static String version(View message) {
    return message.text("id") + " " + message.text("changed");
  }

  private static void tell(View message, Output output) {
    output.event(message.json());
    output.line(MessageReport.line(message));
  }
}
