package org.sheratan.core.mission;

import java.util.List;

/**
 * What one gate said of a request for a job.
 *
 * @param reasons why not simply {@code PASS}; empty for that one
 */
public record GateReport(Gate gate, Status status, List<Reason> reasons) {
  /** Code of the reason for which auditors may decide in a person's place. */
  public static final String SECOND_OPINION = "second_opinion";

  public GateReport {
    reasons = List.copyOf(reasons);
  }

  /** The gates in the order they judge. Codes are stored and never change. */
  public enum Gate {
    /** Whether we know where it comes from. */
    BARRIER(0, "barrier"),
    /** Whether it has the shape of a job. */
    PAYLOAD(1, "payload"),
    /** Whether such a thing may be done at all. */
    CAPABILITY(2, "capability"),
    /** Whether its paths stay inside the workspace. */
    PATH(3, "path"),
    /** Whether its words ask for more than work. */
    POLICY(4, "policy");

    private final int code;
    private final String word;

    Gate(int code, String word) {
      this.code = code;
      this.word = word;
    }

    public int code() {
      return code;
    }

    /** As the API spells it. */
    public String word() {
      return word;
    }

    /** Its number, such as {@code G3}. */
    public String number() {
      return "G" + code;
    }
  }

  /** Codes are stored and never change. */
  public enum Status {
    PASS(0),
    /** Goes on, with something to be known. */
    WARN(1),
    /** A person is to decide. */
    PAUSE(2),
    /** Never becomes a job. */
    FAIL(3);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }

    /** As the API spells it: the name itself, as in the original. */
    public String word() {
      return name();
    }
  }

  /**
   * @param code one word for programs, such as {@code path_upward}
   * @param message for people
   */
  public record Reason(String code, String message) {
    boolean wantsOpinion() {
      return code.equals(SECOND_OPINION);
    }
  }

  /** Such as {@code G3 path: params.path is absolute}. */
  public String line() {
    return gate.number() + " " + gate.word()
        + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons.stream().map(Reason::message).toList()));
  }
}
