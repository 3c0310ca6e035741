package org.sheratan.edge.cli.doctor;

import java.util.List;

import picocli.CommandLine.Command;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.doctor.Examinations;
import org.sheratan.edge.doctor.Finding;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;

@Command(name = "doctor", description = {
    "Look for the usual mistakes, on a node that runs or does not, and name what to type next.",
    "Changes nothing and sends nothing. docs/doctor.md explains every check.",
    "Exit status 9 when something is wrong; what cannot be found out is unknown, not wrong."}, footer = {"",
        "Examples:", "  sheratan doctor", "  sheratan doctor --json --data-dir ~/node-a"})
public final class DoctorCommand extends NodeCommand {
  private static final int MARK_COLUMNS = 10;

  public DoctorCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    List<Finding> findings = Examinations.of(ThisMachine.patient(session()));
    findings.forEach(finding -> print(finding, output));
    long wrong = findings.stream().filter(finding -> finding.state() == Finding.State.WRONG).count();
    output.line("");
    output.line(wrong == 0
        ? "nothing is wrong, as far as can be told"
        : wrong + " of " + findings.size() + " checks found something wrong");
    output.document(Json.Obj.EMPTY.with("well", wrong == 0)
        .with("checks", new Json.Arr(findings.stream().<Json>map(Finding::json).toList())));
    return wrong == 0 ? ExitStatus.OK : ExitStatus.DEGRADED;
  }

  private static void print(Finding finding, Output output) {
    String mark = switch (finding.state()) {
      case WELL -> "[  ok   ] ";
      case UNKNOWN -> "[unknown] ";
      case WRONG -> "[ WRONG ] ";
    };
    output.line(mark + String.format("%-16s", finding.check()) + Printable.of(finding.fact()));
    if (!finding.fix().isEmpty()) {
      output.step(" ".repeat(MARK_COLUMNS + 16) + "→ ", finding.fix());
    }
  }
}
