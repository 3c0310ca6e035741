package org.sheratan.edge.cli.radio;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.FileTrouble;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Rest;
import org.sheratan.edge.cli.shell.SecondsConverter;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.ProbeTally;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;

@Command(name = "range-test", description = {
    "Probe a node again and again, and write how it was heard both ways.",
    "The other node answers every probe once it was told to: sheratan range-test --echo --for 1h.",
    "Without that it answers now and then only. Exit status 7 when nothing came back, 6 when FILE is there already."}, footer = {
        "",
        "Examples:", "  sheratan range-test --echo --for 1h",
        "  sheratan range-test node-b2 --count 100 --every 5s --csv walk.csv"})
public final class RangeTestCommand extends NodeCommand {
  private static final String HEADER = "time,number,lost,round_trip_s,rssi_there_dbm,snr_there_db,rssi_back_dbm,snr_back_db";
  private static final Duration SLACK = Duration.ofSeconds(25);
  private static final int MAX_COUNT = 100_000;

  @Parameters(paramLabel = "NODE", arity = "0..1", description = "Name or id of the far end.")
  private String node = "";
  @Option(names = "--echo", description = "Be the far end.")
  private boolean echo;
  @Option(names = "--for", paramLabel = "DURATION", defaultValue = "10m", converter = SecondsConverter.class, description = "With --echo: how long, up to 1d. Default: ${DEFAULT-VALUE}.")
  private Duration length;
  @Option(names = {"-c",
      "--count"}, paramLabel = "N", defaultValue = "10", description = "How many probes, 1 to 100000. Default: ${DEFAULT-VALUE}.")
  private int count;
  @Option(names = "--every", paramLabel = "DURATION", defaultValue = "5s", converter = SecondsConverter.class, description = "From one probe to the next. Default: ${DEFAULT-VALUE}.")
  private Duration period;
  @Option(names = "--csv", paramLabel = "FILE", description = "Where the lines go besides stdout: a new file.")
  private Path csv;
  @Option(names = "--append", description = "With --csv: after what the file holds already.")
  private boolean append;

  private final Clock clock = new SystemClock();

  public RangeTestCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    if (echo != node.isEmpty() || count < 1 || count > MAX_COUNT) {
      throw new CommandFailure(ExitStatus.USAGE,
          "give either NODE with --count 1 to " + MAX_COUNT + ", or --echo",
          "sheratan range-test --help");
    }
    return echo ? echo(output) : probe(output);
  }

  private ExitStatus echo(Output output) throws CommandFailure {
    Json.Obj answer = session().api().post("/api/v1/echo",
        Json.Obj.EMPTY.with("for_s", new Json.Real(length.toMillis() / 1000.0)), session().patience());
    output.document(answer);
    output.line("every probe is answered for " + Amounts.duration(length.toSeconds())
        + ", as far as duty cycle and queue allow");
    return ExitStatus.OK;
  }

  private ExitStatus probe(Output output) throws CommandFailure {
    Api api = session().api();
    List<Json> probes = new ArrayList<>();
    ProbeTally tally = ProbeTally.NONE;
    try (Lines lines = new Lines(output)) {
      lines.head();
      for (int number = 1; number <= count; number++) {
        Now began = clock.now();
        Optional<View> reply = once(api);
        tally = reply.isPresent() ? tally.withAnswer() : tally.withLoss();
        lines.add(line(began, number, reply));
        probes.add(reply.map(View::json).orElse(Json.Obj.EMPTY).with("time", time(began))
            .with("number", number).with("lost", reply.isEmpty()));
        Duration rest = period.minusMillis(clock.now().monoMs() - began.monoMs());
        if (number < count && rest.isPositive()) {
          Rest.of(rest);
        }
      }
    } catch (FileAlreadyExistsException there) {
      throw new CommandFailure(ExitStatus.CONFLICT, csv + " is there already", "another --csv, or --append");
    } catch (IOException unwritten) {
      throw new CommandFailure(ExitStatus.FAILURE,
          "cannot be written: " + FileTrouble.of(unwritten), "another --csv");
    }
    output.note(tally.text());
    output.document(Json.Obj.EMPTY.with("node", node).with("sent", count).with("received", tally.answered())
        .with("probes", new Json.Arr(probes)));
    return tally.answered() > 0 ? ExitStatus.OK : ExitStatus.TIMEOUT;
  }

  /** Empty when nothing came back. */
  private Optional<View> once(Api api) throws CommandFailure {
    Duration patience = session().timeout().orElse(
        period.compareTo(ProbeTally.LEAST_PATIENCE) > 0 ? period : ProbeTally.LEAST_PATIENCE);
    try {
      return Optional.of(new View(
          api.post("/api/v1/probe", ProbeTally.request(node, patience), patience.plus(SLACK))));
    } catch (CommandFailure failed) {
      if (!ProbeTally.isLost(failed)) {
        throw failed;
      }
      return Optional.empty();
    }
  }

  private static String line(Now began, int number, Optional<View> reply) {
    View known = reply.orElse(new View(Json.Obj.EMPTY));
    return String.join(",", time(began), Integer.toString(number), reply.isEmpty() ? "lost" : "",
        known.text("rtt_s"), known.text("there_rssi_dbm"), known.text("there_snr_db"),
        known.text("back_rssi_dbm"), known.text("back_snr_db"));
  }

  private static String time(Now at) {
    return Instant.ofEpochMilli(at.wallMs()).toString();
  }

  /** Each line is there as soon as it is known: a walk may end with a flat battery. */
  private final class Lines implements AutoCloseable {
    private final Output output;
    private final Optional<BufferedWriter> file;

    Lines(Output output) throws IOException {
      this.output = output;
      this.file = csv == null ? Optional.empty() : Optional.of(open());
    }

    private BufferedWriter open() throws IOException {
      return append
          ? Files.newBufferedWriter(csv, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
          : Files.newBufferedWriter(csv, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void head() throws IOException {
      if (file.isPresent() && Files.size(csv) == 0) {
        file.get().write(HEADER + "\n");
      }
      output.line(HEADER);
    }

    void add(String line) throws IOException {
      if (file.isPresent()) {
        file.get().write(line + "\n");
        file.get().flush();
      }
      output.line(line);
    }

    @Override
    public void close() throws IOException {
      if (file.isPresent()) {
        file.get().close();
      }
    }
  }
}
