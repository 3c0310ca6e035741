package org.sheratan.edge.cli.schedule;

import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

/** What a command says about schedules. */
final class ScheduleReport {
  static final String PATH = "/api/v1/schedules";

  private ScheduleReport() {}

  /** The path of one, as it is typed: {@code s3}, or 3. */
  static String path(String typed) throws CommandFailure {
    if (!typed.matches("s?[1-9][0-9]{0,17}")) {
      throw new CommandFailure(ExitStatus.USAGE,
          "expected a schedule such as s3, found " + Printable.of(typed),
          "sheratan schedule list");
    }
    return PATH + "/" + (typed.startsWith("s") ? typed : "s" + typed);
  }

  static void list(View answer, Output output) {
    Table table = new Table("SCHEDULE", "NEXT", "RUNS", "MISSED", "MET", "LATEST", "WORDS", "NOTE");
    for (View each : answer.objects("schedules")) {
      table.row(each.text("id"), Amounts.duration(each.number("next_s")), each.text("runs"),
          each.text("missed"), each.text("met"), each.text("latest_job"), each.text("schedule"),
          each.text("note"));
    }
    if (answer.objects("schedules").isEmpty()) {
      output.note("no schedules");
    } else {
      output.table(table);
    }
  }

  static void details(View schedule, Output output) {
    output.line("schedule   " + schedule.text("id") + "  " + Printable.of(schedule.text("schedule")));
    output.line("next       in " + Amounts.duration(schedule.number("next_s")));
    output.line("runs       " + schedule.text("runs") + ", missed " + schedule.text("missed") + ", met "
        + schedule.text("met"));
    if (!schedule.text("latest_job").isEmpty()) {
      output.line("latest     job " + schedule.text("latest_job")
          + (schedule.is("running") ? ", not ended" : ""));
    }
    if (!schedule.text("note").isEmpty()) {
      output.line("note       " + Printable.of(schedule.text("note")));
    }
    schedule.texts("warnings").forEach(warning -> output.line("warning    " + Printable.of(warning)));
  }
}
