package org.sheratan.core.wire;

import java.nio.charset.StandardCharsets;

import org.sheratan.radio.mesh.Mesh;

/** Every limit of the core's messages, in one place. */
public final class WireLimits {
  /** Both as sent and inflated. */
  public static final int MESSAGE_BYTES = Mesh.MAX_MESSAGE_BYTES;
  /** A job kind, an offer, an error code, in UTF-8. */
  public static final int NAME_BYTES = 64;
  /** Words for people, in UTF-8. */
  public static final int TEXT_BYTES = 256;
  /** Words of a person, in UTF-8. */
  public static final int WORDS_BYTES = 1000;
  /** Offers one job may need. */
  public static final int MAX_NEEDS = 16;
  /** An idempotency key, in UTF-8. */
  public static final int KEY_BYTES = 256;
  /** Auctions and awards of one job. */
  public static final int MAX_ROUND = 1_000_000;
  public static final int MAX_QUEUE = 1_000_000;
  public static final int MAX_RENEWAL = 1_000_000;
  public static final int MAX_PERMILLE = 1000;
  /** Ten years: longer durations are mistakes. */
  public static final long MAX_DURATION_MS = 3_653L * 24 * 3600 * 1000;
  /** Jobs that one message about custody speaks of. */
  public static final int CUSTODY_JOBS = 64;
  /** Nested arrays and objects of a value. */
  public static final int VALUE_DEPTH = 32;
  /** Bytes of an integer beyond 64 bits: just holds the 4300 digits that JSON may have. */
  public static final int BIG_INTEGER_BYTES = 1786;
  /** Optional fields of one message. */
  public static final int MAX_OPTIONS = 32;
  /** Shorter bodies are never deflated. */
  public static final int DEFLATE_FROM_BYTES = 96;

  private WireLimits() {}

  /** {@code text}, cut to whole characters within {@link #TEXT_BYTES}. */
  public static String clip(String text) {
    return clip(text, TEXT_BYTES);
  }

  /** {@code text}, cut to whole characters within {@code maxBytes} of UTF-8; lone surrogates become {@code ?}. */
  public static String clip(String text, int maxBytes) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(maxBytes, encoded.length);
    while (end > 0 && end < encoded.length && (encoded[end] & 0xc0) == 0x80) {
      end--;
    }
    return new String(encoded, 0, end, StandardCharsets.UTF_8);
  }
}
