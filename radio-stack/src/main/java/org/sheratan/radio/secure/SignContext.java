package org.sheratan.radio.secure;

/** Each kind of signature has its own context string, so that none can be passed off as another. */
public enum SignContext {
  ANNOUNCE("sheratan/announce/1"), CARD("sheratan/card/1"), RECEIPT("sheratan/receipt/1"), SUBMISSION(
      "sheratan/submission/1"), ROSTER(
          "sheratan/roster/1"), BROADCAST("sheratan/broadcast/1"), REVOCATION("sheratan/revocation/1");

  private final String text;

  SignContext(String text) {
    this.text = text;
  }

  /** What is signed before the message; ASCII, no two share a prefix. */
  public String text() {
    return text;
  }
}
