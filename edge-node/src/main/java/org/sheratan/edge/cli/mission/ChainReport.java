package org.sheratan.edge.cli.mission;

import java.time.Duration;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.PrettyJson;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

/** Waits for a chain's end by long polls, and tells what became of it. */
final class ChainReport {
  private static final long MAX_POLL_S = 20;
  private static final Duration SLACK = Duration.ofSeconds(25);

  private final SystemClock clock = new SystemClock();
  private final Api api;
  private final Output output;

  ChainReport(Api api, Output output) {
    this.api = api;
    this.output = output;
  }

  /**
   * @param begun as last seen
   * @throws CommandFailure with TIMEOUT when it has not ended within {@code patience}; it goes on
   */
  ExitStatus follow(Json.Obj begun, Duration patience) throws CommandFailure {
    long endMs = clock.monoMs() + patience.toMillis();
    Json.Obj chain = begun;
    String id = new View(begun).text("id");
    tellPause(new View(begun));
    while (!new View(chain).is("ended")) {
      long leftS = Math.ceilDiv(endMs - clock.monoMs(), 1000L);
      if (leftS <= 0) {
        throw new CommandFailure(ExitStatus.TIMEOUT, "chain " + id + " has not ended yet",
            "sheratan chain show " + id + " --wait");
      }
      chain = api.get("/api/v1/chains/" + id + "?wait=" + Math.min(MAX_POLL_S, leftS),
          SLACK.plusSeconds(MAX_POLL_S));
    }
    return print(chain);
  }

  /** Otherwise nothing would tell why none of its waiting jobs begins. */
  private void tellPause(View chain) throws CommandFailure {
    if (!chain.is("ended") && paused()) {
      output.hint("this node is paused, so none of its waiting jobs begins; let it go on: ",
          "sheratan resume REASON");
    }
  }

  private boolean paused() throws CommandFailure {
    return new View(api.get("/api/v1/health", SLACK)).text("state").equals("PAUSED");
  }

  /** Which node did each job; those that are forgotten have none. */
  private Json.Obj withWorkers(Json.Obj chain) throws CommandFailure {
    Json.Obj workers = Json.Obj.EMPTY;
    for (View row : new View(chain).objects("rows")) {
      if (!row.text("job").isEmpty()) {
        workers = workers.with(row.text("job"),
            new View(api.get("/api/v1/jobs/" + row.text("job"), SLACK)).text("worker"));
      }
    }
    return chain.with("workers", workers);
  }

  ExitStatus show(Json.Obj found) throws CommandFailure {
    ExitStatus exit = print(found);
    tellPause(new View(found));
    return exit;
  }

  private ExitStatus print(Json.Obj found) throws CommandFailure {
    Json.Obj document = withWorkers(found);
    output.document(document);
    View chain = new View(document);
    View workers = chain.object("workers").orElse(new View(Json.Obj.EMPTY));
    Table table = new Table("STEP", "KIND", "STATE", "JOB", "WORKER", "REASON");
    for (View row : chain.objects("rows")) {
      table.row(row.textOr("name", row.text("row")), row.text("kind"), row.text("state"), row.text("job"),
          workers.text(row.text("job")), Printable.of(row.text("reason")));
    }
    output.table(table);
    output.line("chain " + chain.text("id") + " " + chain.text("state") + ", "
        + Amounts.duration(chain.number("age_s")) + " of mission " + chain.text("mission_id"));
    chain.object("usage").filter(usage -> usage.number("total_tokens") > 0)
        .ifPresent(usage -> output.line("language models: " + usage.text("total_tokens") + " tokens, cost "
            + Amounts.tokens(usage.number("cost_micros"))));
    if (!chain.text("reason").isEmpty()) {
      output.line("reason: " + Printable.of(chain.text("reason")));
    }
    Json answer = document.get("answer");
    if (answer != null && !(answer instanceof Json.Null)) {
      PrettyJson.text(answer).lines().forEach(line -> output.line(Printable.of(line)));
    }
    return chain.text("state").equals("failed") ? ExitStatus.FAILURE : ExitStatus.OK;
  }
}
