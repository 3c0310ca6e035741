package org.sheratan.edge.cli.job;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.PrettyJson;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;

/** What a command says about one job, and the exit status that goes with it. */
final class JobReport {
  private static final int SHORT_HASH_CHARS = 16;

  private JobReport() {}

  /** The end of a job that was waited for. */
  static ExitStatus ended(Json.Obj job, Output output) {
    View view = new View(job);
    output.document(job);
    reason(view, output);
    receipt(view, output);
    result(view, output);
    return exit(view.text("state"));
  }

  static void details(View job, Output output) {
    output.line("job        " + job.text("id") + "  " + Printable.of(job.text("kind")) + "  "
        + Printable.of(new View(job.json()).textOr("params", "{}")));
    output.line(
        "state      " + job.text("state").replace('_', ' ') + ", " + since(job) + progress(job));
    output.line(
        "attempts   " + job.text("attempt") + " of " + job.text("max_attempts") + ", "
            + Amounts.count(job.text("bids"), "bid") + ", reassigned " + job.text("reassigned"));
    if (!job.text("worker").isEmpty()) {
      output.line("worker     " + Printable.of(job.text("worker")) + ", price "
          + Amounts.tokens(job.number("price_micros")));
    }
    copies(job, output);
    reason(job, output);
    again(job, output);
    underway(job, output);
    receipt(job, output);
    result(job, output);
  }

  /** What its workers handed in before the end. */
  private static void underway(View job, Output output) {
    Optional<View> underway = job.object("underway");
    if (underway.isEmpty()) {
      return;
    }
    View latest = underway.get();
    String checkpoint = latest.number("checkpoint_bytes") == 0
        ? ""
        : ", checkpoint of " + Amounts.count(latest.text("checkpoint_bytes"), "byte");
    output.line("underway   " + Printable.of(latest.textOr("word", "no word")) + checkpoint + ", "
        + Amounts.duration(latest.number("ago_s")) + (job.is("ended") ? " before the end" : " ago"));
    if (latest.object("partial").isPresent()) {
      output.line("so far     " + Printable.of(latest.textOr("partial", "{}")));
    }
  }

  private static void copies(View job, Output output) {
    if (!job.texts("heirs").isEmpty()) {
      output.line("heirs      " + String.join(", ", job.texts("heirs")));
    }
    if (!job.text("deputy_of").isEmpty()) {
      output.line("deputy of  " + job.text("deputy_of") + ", whose node was silent");
    }
    if (!job.text("deputy").isEmpty()) {
      output.line("done as    " + job.text("deputy") + ", while this node was not heard");
    }
  }

  private static void again(View job, Output output) {
    if (!job.text("failure_class").isEmpty()) {
      output.line("failure    " + job.text("failure_class")
          + (job.text("retry_s").isEmpty()
              ? ""
              : ", tried again in " + Amounts.duration(job.number("retry_s"))));
    }
    for (String link : List.of("requeue_of", "requeued_as")) {
      if (!job.text(link).isEmpty()) {
        output.line(link.replace('_', ' ') + " " + job.text(link));
      }
    }
  }

  /** Since it was accepted; what a start does not know of an earlier one the clock may. */
  static String age(View job) {
    return job.text("age_s").isEmpty()
        ? Printable.of(job.textOr("accepted_at", ""))
        : Amounts.duration(job.number("age_s"));
  }

  static String took(View job) {
    return job.is("ended") ? Amounts.duration(job.number("took_s")) : "";
  }

  private static String since(View job) {
    String accepted = job.text("age_s").isEmpty()
        ? "accepted " + job.textOr("accepted_at", "before the last start")
        : "accepted " + age(job) + " ago";
    return Printable.of(accepted) + (job.is("ended") ? ", took " + took(job) : "");
  }

  static ExitStatus exit(String state) {
    return switch (state) {
      case "failed", "cancelled", "outcome_unknown" -> ExitStatus.FAILURE;
      case "expired" -> ExitStatus.TIMEOUT;
      default -> ExitStatus.OK;
    };
  }

  static String progress(View job) {
    return job.text("progress").isEmpty() || job.is("ended")
        ? ""
        : ", " + Math.round(100 * job.number("progress")) + " % done";
  }

  private static void reason(View job, Output output) {
    if (!job.text("reason").isEmpty()) {
      output.line("reason     " + Printable.of(job.text("reason")));
    }
  }

  private static void receipt(View job, Output output) {
    Optional<View> receipt = job.object("receipt");
    if (receipt.isPresent()) {
      String hash = receipt.get().text("result_hash");
      output
          .line("receipt    " + hash.substring(0, Math.min(SHORT_HASH_CHARS, hash.length())) + "…  signed by "
              + Printable.of(job.text("worker")) + ", " + Amounts.count(receipt.get().text("units"), "unit")
              + ", price "
              + Amounts.tokens(receipt.get().number("price_micros")));
    }
  }

  private static void result(View job, Output output) {
    if (job.object("result").isPresent()) {
      for (String line : PrettyJson.text(job.json().get("result")).split("\n")) {
        output.line(Printable.of(line));
      }
    }
  }
}
