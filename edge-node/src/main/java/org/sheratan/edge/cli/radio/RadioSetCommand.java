package org.sheratan.edge.cli.radio;

import java.time.Duration;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.SecondsConverter;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "set", description = {
    "Have the radio follow other settings for a while; what is not named stays.",
    "It goes back by itself: after that time, when the board fails with them, when the node starts again.",
    "Meanwhile only nodes with the same settings hear this one. Exit status 8 when the region forbids them,",
    "6 when the board does not take them."}, footer = {"", "Examples:",
        "  sheratan radio set --for 10m --spreading-factor 9 --power 10", "  sheratan radio set --revert"})
public final class RadioSetCommand extends AskingCommand {
  /** A modem takes seconds to restart, and a little longer to fail at it. */
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  @Option(names = "--for", paramLabel = "DURATION", converter = SecondsConverter.class, description = "How long, 1s to 1d.")
  private Duration length;
  @Option(names = "--revert", description = "Go back to the configured settings now.")
  private boolean revert;
  @Option(names = "--frequency", paramLabel = "HZ", description = "Channel center.")
  private Long frequencyHz;
  @Option(names = {"--spreading-factor", "--sf"}, paramLabel = "N", description = "5 to 12.")
  private Long spreadingFactor;
  @Option(names = "--bandwidth", paramLabel = "HZ", description = "7800 to 500000.")
  private Long bandwidthHz;
  @Option(names = "--coding-rate", paramLabel = "N", description = "5 to 8, for 4/N.")
  private Long codingRate;
  @Option(names = "--power", paramLabel = "DBM", description = "Conducted.")
  private Long powerDbm;

  public RadioSetCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    Json.Obj asked = with("frequency_hz", frequencyHz,
        with("spreading_factor", spreadingFactor, with("bandwidth_hz", bandwidthHz,
            with("coding_rate", codingRate, with("power_dbm", powerDbm, Json.Obj.EMPTY)))));
    boolean trial = length != null && !asked.fields().isEmpty();
    boolean back = length == null && asked.fields().isEmpty();
    if (revert ? !back : !trial) {
      throw new CommandFailure(ExitStatus.USAGE,
          "give either --for with at least one setting, or --revert alone",
          "sheratan radio set --help");
    }
    Duration patience = session().timeout().orElse(PATIENCE);
    return revert
        ? revert(patience)
        : session().api().post("/api/v1/radio/trial",
            asked.with("for_s", new Json.Real(length.toMillis() / 1_000.0)), patience);
  }

  @Override
  protected ExitStatus print(View radio, Output output) {
    output.line("radio      " + radio.text("state"));
    radio.object("verified")
        .ifPresent(
            now -> output.line("settings   " + RadioShowCommand.settings(now) + ", as the board confirmed"));
    RadioShowCommand.trial(output, radio);
    return ExitStatus.OK;
  }

  /** Ends the trial that is on just now; one that begins meanwhile is not meant. */
  private Json.Obj revert(Duration patience) throws CommandFailure {
    Json.Obj now = session().api().get("/api/v1/radio", session().patience());
    Optional<View> trial = new View(now).object("trial");
    if (trial.isEmpty()) {
      return now;
    }
    if (trial.get().text("by").equals("selftest")) {
      throw new CommandFailure(ExitStatus.CONFLICT, "the radio is testing itself", "wait for its end");
    }
    return session().api().post("/api/v1/radio/revert", Json.Obj.EMPTY.with("id", trial.get().text("id")),
        patience);
  }

  private static Json.Obj with(String name, Long value, Json.Obj object) {
    return value == null ? object : object.with(name, value.longValue());
  }
}
