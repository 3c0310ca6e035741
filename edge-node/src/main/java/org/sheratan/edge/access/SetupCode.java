package org.sheratan.edge.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

import org.sheratan.kernel.SecureRandomness;

/** Eight signs that only somebody at the console can know, such as {@code K7F3-9QXM}: 39 bits, good once. A secret. */
final class SetupCode {
  /** Without signs that look alike. */
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int SIGNS = 8;

  private final String signs;

  private SetupCode(String signs) {
    this.signs = signs;
  }

  static SetupCode generate(SecureRandomness random) {
    StringBuilder signs = new StringBuilder();
    while (signs.length() < SIGNS) {
      int drawn = random.next(1).toArray()[0] & 31;
      // Drawing anew keeps every sign equally likely.
      if (drawn < ALPHABET.length()) {
        signs.append(ALPHABET.charAt(drawn));
      }
    }
    return new SetupCode(signs.toString());
  }

  /** For the console only. */
  String text() {
    return signs.substring(0, SIGNS / 2) + "-" + signs.substring(SIGNS / 2);
  }

  /** Dashes, spaces and case do not matter; takes the same time wherever it differs. */
  boolean matches(String typed) {
    String bare = typed.toUpperCase(Locale.ROOT).replaceAll("[- ]", "");
    return MessageDigest.isEqual(signs.getBytes(StandardCharsets.UTF_8),
        bare.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "SetupCode[secret]";
  }
}
