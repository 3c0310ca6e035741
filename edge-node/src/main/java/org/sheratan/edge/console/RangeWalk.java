package org.sheratan.edge.console;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.Amounts;
import org.sheratan.edge.cli.shell.CommandFailure;
import org.sheratan.edge.cli.shell.View;
import org.sheratan.edge.console.report.Facts;
import org.sheratan.edge.daemon.ExitStatus;

/** A range test in the background: one probe every five seconds, never two at once, until it is stopped. */
final class RangeWalk {
  private static final long PERIOD_MS = 5_000;
  private static final int TIMEOUT_S = 5;
  private static final int MOST = 10_000;

  private final String node;
  private int sent;
  private int answered;
  private boolean underWay;
  private long nextMs = Long.MIN_VALUE;

  RangeWalk(String node) {
    this.node = node;
  }

  /** The next probe, when it is due. */
  Optional<Errands.Work> poll(Facts facts, long nowMs) {
    if (underWay || nowMs < nextMs || sent >= MOST) {
      return Optional.empty();
    }
    underWay = true;
    nextMs = nowMs + PERIOD_MS;
    sent++;
    return Optional.of(() -> List.of(heard(facts.asker().post("/api/v1/probe",
        Json.Obj.EMPTY.with("node", node).with("timeout_s", TIMEOUT_S)))));
  }

  /** For people, what came of the probe. */
  String onDone(Outcome outcome) {
    underWay = false;
    answered += outcome.failure().isEmpty() ? 1 : 0;
    return "range " + sent + ": " + outcome.failure().map(RangeWalk::lost)
        .orElseGet(() -> String.join(" ", outcome.lines()));
  }

  String summary() {
    return "range to " + node + ": " + sent + " sent, " + answered + " answered, " + (sent - answered)
        + " lost";
  }

  private static String lost(CommandFailure failure) {
    return failure.exit() == ExitStatus.TIMEOUT ? "lost" : "not sent: " + failure.getMessage();
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
