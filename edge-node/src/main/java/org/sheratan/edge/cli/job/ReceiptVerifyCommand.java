package org.sheratan.edge.cli.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Receipt;
import org.sheratan.core.wire.ReceiptJson;
import org.sheratan.core.wire.Receipts;
import org.sheratan.edge.cli.shell.Documents;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.WallQuality;

@Command(name = "verify", description = {
    "Check a receipt's signature and say what it proves. A file is checked without",
    "any node; it holds a receipt, or a job as 'job show --json' prints it.",
    "Exit status 1 when the receipt does not hold."}, footer = {"", "Examples:",
        "  sheratan receipt verify receipt.json", "  sheratan receipt verify k7f3q2ab-3-17"})
public final class ReceiptVerifyCommand extends NodeCommand {
  @Parameters(paramLabel = "FILE|JOB", description = "A JSON file, - for stdin, or the id of a job of this node.")
  private String source;

  public ReceiptVerifyCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Json.Obj document = document();
    boolean bare = document.get("receipt") == null;
    if (!bare && !(document.get("receipt") instanceof Json.Obj)) {
      throw new CommandFailure(ExitStatus.NOT_FOUND, "there is no receipt in it: the job has not completed",
          "");
    }
    Json.Obj paper = bare ? document : (Json.Obj) document.get("receipt");
    Optional<Json.Obj> result = document.get("result") instanceof Json.Obj object
        ? Optional.of(object)
        : Optional.empty();
    try {
      return report(ReceiptJson.fromJson(paper), result, output);
    } catch (MalformedException malformed) {
      throw new CommandFailure(ExitStatus.FAILURE, "this is no receipt: " + malformed.getMessage(), "");
    }
  }

  private ExitStatus report(ReceiptJson.Filed filed, Optional<Json.Obj> result, Output output) {
    Receipt receipt = filed.receipt();
    boolean signed = Receipts.verify(receipt, filed.network());
    boolean sameOwner = receipt.job().owner().equals(receipt.owner().shortName());
    boolean matches = result.isEmpty() || Receipts.matches(receipt, result.get());
    boolean valid = signed && sameOwner && matches;
    String problem = !signed
        ? "the signature is not that of the worker it names, or something was changed"
        : !sameOwner
            ? "the job is not one of the owner it names"
            : "the result beside it is not the signed one";
    output.document(ReceiptJson.toJson(receipt, filed.network()).with("valid", valid)
        .with("result_matches", result.isEmpty() ? new Json.Null() : new Json.Bool(matches))
        .with("problem", valid ? new Json.Null() : new Json.Text(problem)));
    if (valid) {
      output.line("valid: " + proof(receipt, result.isPresent()));
    } else {
      output.line("INVALID: " + problem);
    }
    return valid ? ExitStatus.OK : ExitStatus.FAILURE;
  }

  private static String proof(Receipt receipt, boolean withResult) {
    String when = receipt.wallQuality() == WallQuality.NONE
        ? "at a time it could not know"
        : "at " + Instant.ofEpochMilli(receipt.wallMs()) + " by its clock";
    return "node " + receipt.worker().shortName() + " signed, " + when + ", that its run " + receipt.attempt()
        + " of job "
        + receipt.job() + " for node " + receipt.owner().shortName() + " gave "
        + (withResult ? "the result shown" : "a result") + " with SHA-256 " + receipt.resultHash().toHex()
        + ", "
        + Amounts.count(Long.toString(receipt.units()), "unit") + " for a price of "
        + Amounts.tokens(receipt.priceMicros());
  }

  private Json.Obj document() throws CommandFailure {
    boolean jobId = source.matches("[a-z2-7]{8}-[0-9]+-[0-9]+") && !Files.exists(Path.of(source));
    return jobId
        ? session().api().get("/api/v1/jobs/" + JobIds.checked(source), session().patience())
        : Documents.read(source, session().terminal());
  }
}
