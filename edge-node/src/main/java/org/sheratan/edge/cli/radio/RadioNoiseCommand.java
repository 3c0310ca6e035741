package org.sheratan.edge.cli.radio;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Rest;
import org.sheratan.edge.cli.shell.SecondsConverter;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "noise", description = {"Read the radio's noise measurement once a second for a while.",
    "Exit status 9 when the radio gave none."}, footer = {"", "Example:", "  sheratan radio noise --for 30s"})
public final class RadioNoiseCommand extends NodeCommand {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  @Option(names = "--for", paramLabel = "DURATION", defaultValue = "10s", converter = SecondsConverter.class, description = "How long. Default: ${DEFAULT-VALUE}.")
  private Duration length;

  public RadioNoiseCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Api api = session().api();
    List<Integer> samples = new ArrayList<>();
    long rounds = Math.max(1, length.toSeconds());
    for (long round = 0; round < rounds; round++) {
      View noise = new View(api.get("/api/v1/radio/noise", session().patience()));
      if (!noise.text("noise_dbm").isEmpty()) {
        samples.add((int) noise.number("noise_dbm"));
        output.line(samples.getLast() + " dBm");
      }
      if (round < rounds - 1) {
        Rest.of(PERIOD);
      }
    }
    IntSummaryStatistics all = samples.stream().mapToInt(Integer::intValue).summaryStatistics();
    boolean any = !samples.isEmpty();
    output.line(any
        ? String.format(Locale.ROOT, "%d samples: min/avg/max %d/%.1f/%d dBm", samples.size(), all.getMin(),
            all.getAverage(), all.getMax())
        : "unknown: the radio has measured no noise");
    output.document(Json.Obj.EMPTY.with("samples_dbm",
        new Json.Arr(
            samples.stream().<Json>map(dbm -> new Json.Int(BigInteger.valueOf(dbm))).toList())));
    return any ? ExitStatus.OK : ExitStatus.DEGRADED;
  }
}
