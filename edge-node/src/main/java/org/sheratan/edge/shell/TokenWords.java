package org.sheratan.edge.shell;

/** How long a token lasts, and when it was used, as people read it; {@code token} is as the API tells it. */
public final class TokenWords {
  private static final double JUST_NOW_S = 60;

  private TokenWords() {}

  /** Empty for one without an end. */
  public static String endsIn(View token) {
    return duration(token, "expires_in_s");
  }

  /** Empty for one that was not used since the node's start. */
  public static String lastUsed(View token) {
    String ago = duration(token, "last_used_s");
    return ago.isEmpty() ? "" : token.number("last_used_s") < JUST_NOW_S ? "just now" : ago + " ago";
  }

  private static String duration(View token, String member) {
    return token.text(member).isEmpty() ? "" : Amounts.duration(token.number(member));
  }
}
