package org.sheratan.edge.console;

import java.util.List;
import java.util.Optional;

import org.sheratan.edge.console.report.Facts;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.ProbeTally;
import org.sheratan.edge.shell.View;

/** A range test in the background: one probe every five seconds, never two at once, until it is stopped. */
final class RangeWalk {
  private static final long PERIOD_MS = 5_000;
  private static final int MOST = 10_000;

  private final String node;
  private int begun;
  private ProbeTally tally = ProbeTally.NONE;
  private boolean underWay;
  private long nextMs = Long.MIN_VALUE;

  RangeWalk(String node) {
    this.node = node;
  }

  /** The next probe, when it is due. */
  Optional<Errands.Work> poll(Facts facts, long nowMs) {
    if (underWay || nowMs < nextMs || begun >= MOST) {
      return Optional.empty();
    }
    underWay = true;
    nextMs = nowMs + PERIOD_MS;
    begun++;
    return Optional.of(() -> List.of(heard(facts.asker().post("/api/v1/probe",
        ProbeTally.request(node, ProbeTally.LEAST_PATIENCE)))));
  }

  /** Whether there is nobody of that name to begin with: probing on would not help. */
  boolean vain(Outcome outcome) {
    return begun == 1 && outcome.failure().map(CommandFailure::exit)
        .filter(exit -> exit == ExitStatus.NOT_FOUND || exit == ExitStatus.CONFLICT).isPresent();
  }

  /** For people, what came of the probe. */
  String onDone(Outcome outcome) {
    underWay = false;
    tally = outcome.failure().map(tally::withFailure).orElseGet(tally::withAnswer);
    if (vain(outcome)) {
      return "no range test: " + outcome.failure().orElseThrow().getMessage();
    }
    return "range " + begun + ": " + outcome.failure().map(RangeWalk::unanswered)
        .orElseGet(() -> String.join(" ", outcome.lines()));
  }

  /** What is under way is neither lost nor answered. */
  String summary() {
    return "range to " + node + ": " + tally.text() + (underWay ? ", 1 under way" : "");
  }

  private static String unanswered(CommandFailure failure) {
    return ProbeTally.isLost(failure) ? "lost" : "not sent: " + failure.getMessage();
  }

  private static String heard(View reply) {
    return Amounts.duration(reply.number("rtt_s")) + ", there " + signal(reply, "there_") + ", back "
        + signal(reply, "back_");
  }

  private static String signal(View reply, String prefix) {
    return reply.text(prefix + "rssi_dbm").isEmpty()
        ? "not measured"
        : reply.text(prefix + "rssi_dbm") + " dBm " + reply.text(prefix + "snr_db") + " dB";
  }
}
