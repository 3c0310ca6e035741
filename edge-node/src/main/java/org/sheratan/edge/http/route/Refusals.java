package org.sheratan.edge.http.route;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.node.Answer;
import org.sheratan.edge.http.door.Problem;

/** The one table from a node's refusal to HTTP; docs/api.md repeats it for people. */
final class Refusals {
  private Refusals() {}

  static Problem problem(Answer.Refused refused) {
    Problem bare = switch (refused.reason()) {
      case INVALID -> of(400, "invalid", "The request breaks a rule");
      case NO_CAPABLE_NODE -> of(422, "no-capable-node", "No node can run this job");
      case NO_SECOND_COPY -> of(503, "no-second-copy", "Not enough other nodes keep this job");
      case NOT_FOUND -> of(404, "not-found", "There is no such thing here");
      case CONFLICT -> of(409, "conflict", "In conflict with what is here already");
      case CHANGED -> of(412, "changed", "It was changed meanwhile");
      case TOO_LARGE -> of(413, "too-large", "Larger than a limit");
      case BUSY -> of(429, "busy", "Too much in flight").retryAfter(seconds(refused.waitMs()));
      case TIMEOUT -> of(504, "timeout", "No answer in time");
      case STORAGE -> of(507, "storage", "The journal cannot be written").retryAfter(60);
    };
    return new Problem(bare.status(), bare.code(), bare.title(), refused.message(), refused.field(),
        refused.fix(),
        bare.retryAfterS(), bare.more());
  }

  static Problem problem(Answer.Barred barred) {
    GateReport last = barred.reports().getLast();
    return of(403, "gate-violation", "The gates do not let it in", "stopped by gate " + last.line())
        .with("reports", GateJson.reports(barred.reports()))
        .with("blocked_reasons",
            Json.Arr.ofTexts(last.reasons().stream().map(GateReport.Reason::message).toList()))
        .fix("a job without that; [gate] of sheratan.toml has what this node adds to the rules");
  }

  private static Problem of(int status, String code, String title, String detail) {
    return Problem.of(status, code, title, detail);
  }

  /** Whole ones (RFC 9110, section 10.2.3), at least one. */
  private static int seconds(long ms) {
    return Math.clamp(Math.ceilDiv(ms, 1_000), 1, Integer.MAX_VALUE);
  }

  private static Problem of(int status, String code, String title) {
    return Problem.of(status, code, title, "");
  }
}
