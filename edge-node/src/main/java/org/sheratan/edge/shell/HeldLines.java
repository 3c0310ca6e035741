package org.sheratan.edge.shell;

import java.util.ArrayList;
import java.util.List;

/** What gates, auditors and people said of a job, in lines; {@code job} is as the API tells it. */
public final class HeldLines {
  private HeldLines() {}

  /** Such as {@code api 127.0.0.1}. */
  public static String origin(View job) {
    return Printable.of(job.object("origin").map(HeldLines::place).orElse(""));
  }

  /** Each gate's word, and a person's; then each auditor's, as far as it is known. */
  public static List<String> of(View job) {
    List<String> lines = new ArrayList<>();
    job.object("gates").ifPresent(gates -> {
      gates.objects("reports").forEach(report -> gate(report, lines));
      gates.object("allowed").ifPresent(allowed -> lines.add(said("allowed    by ", allowed)));
      gates.object("decision").ifPresent(decision -> lines
          .add(said(decision.is("approved") ? "approved   by " : "rejected   by ", decision)));
    });
    job.object("audit").ifPresent(audit -> votes(audit, lines));
    return lines;
  }

  private static String said(String what, View decision) {
    return Printable.of(what + decision.object("by").map(HeldLines::place).orElse("") + ": "
        + decision.text("reason"));
  }

  private static void gate(View report, List<String> lines) {
    lines.add(Printable.of(
        "%-11s%-11s%s".formatted(report.text("gate"), report.text("name"), report.text("status"))));
    report.objects("reasons")
        .forEach(reason -> lines.add("           " + Printable.of(reason.text("message"))));
  }

  private static void votes(View audit, List<String> lines) {
    lines.add("auditors   " + audit.text("tally") + ", " + audit.text("agree") + " of "
        + audit.objects("votes").size() + " must agree");
    for (View vote : audit.objects("votes")) {
      String said = vote.text("vote").isEmpty() ? "asked" : vote.text("vote");
      String why = vote.text("by").isEmpty()
          ? vote.text("reason")
          : vote.text("by") + ": " + vote.text("reason");
      lines.add(Printable.of("           %s  %-7s  %s".formatted(vote.text("auditor"), said, why)
          .stripTrailing()));
    }
  }

  private static String place(View origin) {
    return (origin.text("zone") + " " + origin.text("name")).strip();
  }
}
