package org.sheratan.edge.cli.radio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "ping", description = "Measure the way to a node and back. Exit status 7 when nothing comes back.", footer = {
    "", "Example:", "  sheratan ping node-e5 -c 3"})
public final class PingCommand extends NodeCommand {
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);
  private static final Duration SLACK = Duration.ofSeconds(25);
  private static final int MAX_COUNT = 1000;

  @Parameters(paramLabel = "NODE", description = "Name or id.")
  private String node;
  @Option(names = {"-c",
      "--count"}, paramLabel = "N", defaultValue = "1", description = "How often, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int count;

  public PingCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    if (count < 1 || count > MAX_COUNT) {
      throw new CommandFailure(ExitStatus.USAGE, "--count must be 1 to " + MAX_COUNT, "sheratan ping --help");
    }
    Api api = session().api();
    Duration patience = session().timeout().orElse(DEFAULT_PATIENCE);
    List<View> replies = new ArrayList<>();
    for (int sent = 0; sent < count; sent++) {
      try {
        View reply = new View(api.post("/api/v1/ping", Json.Obj.EMPTY.with("node", node).with("timeout_s",
            new Json.Real(patience.toMillis() / 1000.0)), patience.plus(SLACK)));
        replies.add(reply);
        if (output.interactive()) {
          output
              .note(reply.text("node") + ": " + reply.text("rtt_s") + " s, "
                  + Amounts.count(reply.text("hops"), "hop")
                  + hop(reply));
        }
      } catch (CommandFailure failed) {
        if (failed.exit() != ExitStatus.TIMEOUT) {
          throw failed;
        }
      }
    }
    report(output, replies);
    return replies.isEmpty() ? ExitStatus.TIMEOUT : ExitStatus.OK;
  }

  /** The mean of one crossing, there or back. */
  private static String hop(View reply) {
    return reply.text("hop_s").isEmpty()
        ? ""
        : String.format(Locale.ROOT, ", %.3f s each way a hop", reply.number("hop_s"));
  }

  private void report(Output output, List<View> replies) {
    DoubleSummaryStatistics rtt = replies.stream().mapToDouble(reply -> reply.number("rtt_s"))
        .summaryStatistics();
    long lossPercent = Math.round(100.0 * (count - replies.size()) / count);
    String digits = rtt.getMax() < 1 ? "%.3f/%.3f/%.3f" : "%.2f/%.2f/%.2f";
    String times = replies.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "; rtt min/avg/max " + digits + " s", rtt.getMin(), rtt.getAverage(),
            rtt.getMax());
    String hops = !replies.isEmpty()
        ? "; " + Amounts.count(replies.getLast().text("hops"), "hop") + hop(replies.getLast())
        : "";
    output.line(count + " sent, " + replies.size() + " received, " + lossPercent + "% loss" + times + hops);
    Json unknown = new Json.Null();
    boolean any = !replies.isEmpty();
    output.document(Json.Obj.EMPTY.with("node", node).with("sent", count).with("received", replies.size())
        .with("loss_percent", lossPercent).with("rtt_min_s", any ? new Json.Real(rtt.getMin()) : unknown)
        .with("rtt_avg_s", any ? new Json.Real(rtt.getAverage()) : unknown)
        .with("rtt_max_s", any ? new Json.Real(rtt.getMax()) : unknown)
        .with("replies", new Json.Arr(replies.stream().<Json>map(View::json).toList())));
  }
}
