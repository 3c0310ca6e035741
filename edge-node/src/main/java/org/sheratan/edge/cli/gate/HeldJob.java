package org.sheratan.edge.cli.gate;

import org.sheratan.core.mission.JobId;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.TypedId;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;

/** How a held job is asked for and told. */
final class HeldJob {
  static final String PATH = "/api/v1/gate/held";

  private HeldJob() {}

  static String checked(String typed) throws CommandFailure {
    return TypedId.checked(typed, "job id", JobId::parse, "sheratan gate list");
  }

  /** Such as {@code api 127.0.0.1}. */
  static String origin(View job) {
    return job.object("origin").map(HeldJob::place).orElse("");
  }

  /** Each gate's word, and a person's. */
  static void report(View job, Output output) {
    job.object("gates").ifPresent(gates -> {
      gates.objects("reports").forEach(report -> gate(report, output));
      gates.object("decision")
          .ifPresent(decision -> output.line((decision.is("approved") ? "approved   by " : "rejected   by ")
              + Printable.of(
                  decision.object("by").map(HeldJob::place).orElse("") + ": " + decision.text("reason"))));
    });
  }

  /** Each auditor's word, as far as it is known. */
  static void votes(View job, Output output) {
    job.object("audit").ifPresent(audit -> {
      output.line("auditors   " + audit.text("tally") + ", " + audit.text("agree") + " of "
          + audit.objects("votes").size() + " must agree");
      for (View vote : audit.objects("votes")) {
        String said = vote.text("vote").isEmpty() ? "asked" : vote.text("vote");
        String why = vote.text("by").isEmpty()
            ? vote.text("reason")
            : vote.text("by") + ": " + vote.text("reason");
        output.line(Printable
            .of("           %s  %-7s  %s".formatted(vote.text("auditor"), said, why).stripTrailing()));
      }
    });
  }

  private static void gate(View report, Output output) {
    String said = "%-11s%-11s%s".formatted(report.text("gate"), report.text("name"), report.text("status"));
    output.line(Printable.of(said));
    report.objects("reasons")
        .forEach(reason -> output.line("           " + Printable.of(reason.text("message"))));
  }

  private static String place(View origin) {
    return (origin.text("zone") + " " + origin.text("name")).strip();
  }
}
