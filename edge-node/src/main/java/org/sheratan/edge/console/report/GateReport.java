package org.sheratan.edge.console.report;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.PrettyJson;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.HeldLines;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

/** {@code gate list}, {@code gate show}, {@code gate approve} and {@code gate reject}. */
public final class GateReport {
  private static final String HELD = "/api/v1/gate/held";
  private static final String ID = "[a-z0-9]{1,16}-[0-9]{1,10}-[0-9]{1,19}";
  /** A screen of them, the newest. */
  private static final int MOST = 20;

  private GateReport() {}

  public static List<String> list(Facts facts, List<String> none) throws CommandFailure {
    View page = facts.asker().get(HELD + "?limit=" + MOST);
    List<View> jobs = page.objects("jobs");
    if (jobs.isEmpty()) {
      return List.of("no job waits for a decision");
    }
    Table table = new Table("JOB", "KIND", "FROM", "AGE", "WHY");
    jobs.forEach(job -> table.row(job.text("id"), job.text("kind"), HeldLines.origin(job),
        Amounts.duration(job.number("age_s")), job.text("reason")));
    List<String> lines = new ArrayList<>(table.lines());
    if (!page.text("next").isEmpty()) {
      lines.add("and older ones");
    }
    return lines;
  }

  /** With the votes of auditors, held or not. */
  public static List<String> show(Facts facts, List<String> arguments) throws CommandFailure {
    View job = facts.asker().get("/api/v1/jobs/" + job(arguments));
    List<String> lines = new ArrayList<>(List.of("job        " + job.text("id") + "  " + job.text("kind"),
        "from       " + HeldLines.origin(job), "state      " + job.text("state").replace('_', ' ')));
    lines.addAll(HeldLines.of(job));
    lines.addAll(PrettyJson.text(job.json().get("params")).lines().toList());
    return lines;
  }

  public static List<String> approve(Facts facts, List<String> arguments) throws CommandFailure {
    return decide(facts, arguments, "approve", "approved");
  }

  public static List<String> reject(Facts facts, List<String> arguments) throws CommandFailure {
    return decide(facts, arguments, "reject", "rejected");
  }

  private static List<String> decide(Facts facts, List<String> arguments, String decision, String decided)
      throws CommandFailure {
    String id = job(arguments);
    String why = String.join(" ", arguments.subList(1, arguments.size()));
    if (why.isEmpty()) {
      throw new CommandFailure(ExitStatus.USAGE, "say why: the reason is kept with the job",
          "gate " + decision + " " + id + " WHY");
    }
    View job = facts.asker().post(HELD + "/" + id + "/" + decision, Json.Obj.EMPTY.with("reason", why));
    return List.of(
        "job " + job.text("id") + " " + decided + ", now " + job.text("state").replace('_', ' '));
  }

  private static String job(List<String> arguments) throws CommandFailure {
    if (arguments.isEmpty() || !arguments.getFirst().matches(ID)) {
      throw new CommandFailure(ExitStatus.USAGE, "name a job", "gate list");
    }
    return arguments.getFirst();
  }
}
