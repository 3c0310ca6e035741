package org.sheratan.radio.secure;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.sheratan.kernel.NodeId;

/**
 * A node's key for people to compare by eye or voice: the first 120 bits of SHA-256 over a label and the key, as
 * six groups of four base32 characters (RFC 4648, lower case), such as {@code kq5f-2h7a-…}.
 */
public final class Fingerprint {
  private static final String LABEL = "sheratan/fingerprint/1";
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int CHARACTERS = 24;
  private static final int GROUP = 4;

  private Fingerprint() {}

  public static String of(NodeId id) {
    byte[] hash = Digests.sha256(LABEL.getBytes(StandardCharsets.US_ASCII), id.key().toArray());
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < CHARACTERS; index++) {
      if (index > 0 && index % GROUP == 0) {
        text.append('-');
      }
      text.append(BASE32.charAt(fiveBits(hash, index * 5)));
    }
    return text.toString();
  }

  /** Whether a person gave that one, however spelled: dashes, spaces and case do not matter. */
  public static boolean same(String fingerprint, String given) {
    return bare(fingerprint).equals(bare(given));
  }

  private static String bare(String text) {
    return text.replaceAll("[-\\s]", "").toLowerCase(Locale.ROOT);
  }

  private static int fiveBits(byte[] hash, int bit) {
    int window = (hash[bit / 8] & 0xff) << 8 | hash[bit / 8 + 1] & 0xff;
    return window >>> 11 - bit % 8 & 0x1f;
  }
}
