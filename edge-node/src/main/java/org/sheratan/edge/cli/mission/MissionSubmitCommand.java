package org.sheratan.edge.cli.mission;

import java.time.Duration;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.Documents;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "submit", description = {
    "Submit a plan: a mission whose steps use each other's results, on whatever nodes.",
    "The file is a JSON object; docs/api.md has its members, docs/examples some of its kind."}, footer = {"",
        "Examples:",
        "  sheratan mission submit docs/examples/read-folder.json --wait",
        "  sheratan mission submit plan.json"})
public final class MissionSubmitCommand extends NodeCommand {
  private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(10);

  @Parameters(paramLabel = "FILE", description = "The plan; - is stdin.")
  private String file;
  @Option(names = "--wait", description = "Wait for its answer, for --timeout (10m); exit status 1 when it failed.")
  private boolean wait;
  @Option(names = "--idempotency-key", paramLabel = "KEY", description = "Makes repeating this very command safe; by default used once.")
  private String key;

  public MissionSubmitCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Json.Obj plan = Documents.read(file, session().terminal());
    Json.Obj chain = session().api().submit("/api/v1/missions/plan", plan, Optional.ofNullable(key),
        session().patience());
    if (!wait) {
      output.document(chain);
      output.line(new View(chain).text("mission_id"));
      output.hint("its answer: ", "sheratan chain show " + new View(chain).text("id") + " --wait");
      return ExitStatus.OK;
    }
    // First of all, so that who stops waiting can still find what goes on.
    output.note("chain " + new View(chain).text("id") + " of mission " + new View(chain).text("mission_id"));
    return new ChainReport(session().api(), output)
        .follow(chain, session().timeout().orElse(DEFAULT_PATIENCE));
  }
}
