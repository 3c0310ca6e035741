package org.sheratan.edge.cli.mission;

import java.time.Duration;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.ChainId;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.cli.shell.TypedId;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;

@Command(name = "show", description = "Show a chain: its jobs, and its answer.", footer = {"", "Example:",
    "  sheratan chain show ch-k7f3q2ab-3-1 --wait"})
public final class ChainShowCommand extends NodeCommand {
  private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(10);

  @Parameters(paramLabel = "CHAIN", description = "Id of the chain.")
  private String chain;
  @Option(names = "--wait", description = "Wait for its end, for --timeout (10m).")
  private boolean wait;

  public ChainShowCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    String id = TypedId.checked(chain, "chain id", ChainId::parse, "sheratan mission list");
    Json.Obj found = session().api().get("/api/v1/chains/" + id, session().patience());
    ChainReport report = new ChainReport(session().api(), output);
    return wait
        ? report.follow(found, session().timeout().orElse(DEFAULT_PATIENCE))
        : report.show(found);
  }
}
