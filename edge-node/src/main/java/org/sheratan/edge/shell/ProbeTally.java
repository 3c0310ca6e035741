package org.sheratan.edge.shell;

import java.time.Duration;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.ExitStatus;

/**
 * How the probes of a range test ended, on the command line and on the console alike.
 *
 * @param lost nothing came back in time
 * @param notSent refused by the node itself: the airtime is used up, or nobody goes by that name
 */
public record ProbeTally(int answered, int lost, int notSent) {
  public static final ProbeTally NONE = new ProbeTally(0, 0, 0);
  /** Longer than a probe and its answer take at the largest spreading factor. */
  public static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

  /** What asks for one probe. */
  public static Json.Obj request(String node, Duration patience) {
    return Json.Obj.EMPTY.with("node", node).with("timeout_s",
        new Json.Real(patience.toMillis() / 1000.0));
  }

  /** Whether the probe went out and nothing came back. */
  public static boolean isLost(CommandFailure failure) {
    return failure.exit() == ExitStatus.TIMEOUT;
  }

  public ProbeTally withAnswer() {
    return new ProbeTally(answered + 1, lost, notSent);
  }

  public ProbeTally withLoss() {
    return new ProbeTally(answered, lost + 1, notSent);
  }

  public ProbeTally withFailure(CommandFailure failure) {
    return isLost(failure) ? withLoss() : new ProbeTally(answered, lost, notSent + 1);
  }

  /** For people: {@code 12 sent, 10 answered, 2 lost}. */
  public String text() {
    return (answered + lost) + " sent, " + answered + " answered, " + lost + " lost"
        + (notSent == 0 ? "" : ", " + notSent + " not sent");
  }
}
