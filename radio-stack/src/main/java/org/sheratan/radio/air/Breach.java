package org.sheratan.radio.air;

/**
 * Why something is not sent: a rule, what was asked, what would be allowed, what to do about it.
 *
 * @param asked with its unit
 * @param allowed with its unit
 * @param advice the next step, as an imperative
 */
public record Breach(Rule rule, String asked, String allowed, String advice) implements Conformance {
  public static final Breach NO_REGION = new Breach(Rule.NO_REGION, "to transmit without a region",
      "receiving only", "choose the region where the antenna stands: sheratan region set NAME");
  public static final Breach NO_RADIO = new Breach(Rule.NO_RADIO, "to transmit",
      "nothing before a radio is ready", "see sheratan radio show");

  /** The same, with a word on what was asked for. */
  public Breach about(String what) {
    return new Breach(rule, what + asked, allowed, advice);
  }

  /** For people: all of it in one line. */
  public String message() {
    return asked + ": not allowed (" + allowed + "); " + advice;
  }
}
