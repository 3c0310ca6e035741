package org.sheratan.core.wire;

/** The numbers of RFC 8949 that {@link ValueCodec} uses. */
final class Cbor {
  // Major types, in the top three bits of a head.
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int SIMPLE = 7;

  // Where the count of a head stands.
  static final int COUNT_U8 = 24;
  static final int COUNT_U16 = 25;
  static final int COUNT_U32 = 26;
  static final int COUNT_U64 = 27;

  // Whole heads of major type 7.
  static final int FALSE = 0xf4;
  static final int TRUE = 0xf5;
  static final int NULL = 0xf6;
  static final int HALF = 0xf9;
  static final int SINGLE = 0xfa;
  static final int DOUBLE = 0xfb;

  static final int TAG_BIG_UNSIGNED = 2;
  static final int TAG_BIG_NEGATIVE = 3;
  /** Dictionary reference, as in draft-ietf-cbor-packed; the first words are the simple values 0..15. */
  static final int TAG_WORD = 6;
  static final int ONE_BYTE_WORDS = 16;
  /** Bytes that stand for their hexadecimal text (RFC 8949 §3.4.5.2), here in lower case. */
  static final int TAG_HEX = 23;
  private static final int MIN_HEX_CHARS = 16;

  private Cbor() {}

  /** Whether {@code text} travels as bytes: hashes and keys take half the room. */
  static boolean isHex(String text) {
    if (text.length() < MIN_HEX_CHARS || text.length() % 2 != 0) {
      return false;
    }
    for (int index = 0; index < text.length(); index++) {
      char letter = text.charAt(index);
      if (!(letter >= '0' && letter <= '9' || letter >= 'a' && letter <= 'f')) {
        return false;
      }
    }
    return true;
  }

  static boolean isHexLength(int bytes) {
    return 2 * bytes >= MIN_HEX_CHARS;
  }
}
