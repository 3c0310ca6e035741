package org.sheratan.core.trace;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.CodePoints;

/**
 * What came of it. The score follows from the rest.
 *
 * @param error why it did not succeed; there exactly where it did not
 * @param hashes of what went in and what came out, where something came out
 */
public record Result(Status status, Metrics metrics, Optional<Failure> error, Optional<Hashes> hashes) {
  private static final int HASH_BYTES = 32;

  /**
   * @param code in a word
   * @param message for people, cut to {@link #MAX_MESSAGE_CHARS}
   */
  public record Failure(String code, String message) {
    public static final int MAX_MESSAGE_CHARS = 500;

    public Failure {
      Check.that(!code.isEmpty(), "a failure has a code");
      String first = CodePoints.first(message, MAX_MESSAGE_CHARS);
      message = first.length() == message.length() ? message : first + "…";
    }
  }

  /** SHA-256 of the canonical parameters and of the canonical result. */
  public record Hashes(Bytes input, Bytes output) {
    public Hashes {
      Check.that(input.length() == HASH_BYTES && output.length() == HASH_BYTES, "SHA-256 has 32 bytes");
    }
  }

  public Result {
    boolean well = status == Status.SUCCESS || status == Status.RECOVERED || status == Status.PARTIAL;
    Check.that(well == error.isEmpty(), "what did not succeed says why, what did does not");
  }

  double score() {
    return TraceScore.of(status, metrics);
  }
}
