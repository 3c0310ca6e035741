package org.sheratan.edge.card;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a secret lies in a file. It is erased in its place, by as many stars: that changes no byte of the file system but the
 * secret's own, so a power cut breaks nothing.
 *
 * @param offset of its first byte
 * @param length in bytes
 */
record SecretSpan(int offset, int length) {
  private static final Pattern ASSIGNMENT = Pattern
      .compile("[^=]*=\\s*(?:\"([^\"\\\\]*)\"|'([^']*)')\\s*(?:#.*)?\r?");

  /**
   * @param line where its key stands, from 1
   * @param value ASCII only
   * @return empty when that line does not hold the value as it is, in quotes
   */
  static Optional<SecretSpan> find(String text, int line, String value) {
    int from = lineStart(text, line);
    int end = text.indexOf('\n', from);
    Matcher row = ASSIGNMENT.matcher(text.substring(from, end < 0 ? text.length() : end));
    if (!row.matches()) {
      return Optional.empty();
    }
    int group = row.group(1) == null ? 2 : 1;
    return Optional.of(row.group(group)).filter(value::equals)
        .map(found -> new SecretSpan(bytes(text.substring(0, from + row.start(group))), value.length()));
  }

  private static int lineStart(String text, int line) {
    int from = 0;
    for (int count = 1; count < line; count++) {
      from = text.indexOf('\n', from) + 1;
    }
    return from;
  }

  /** A copy with stars where the secrets are; empty when the file is too short to have them there. */
  static Optional<byte[]> mask(byte[] file, List<SecretSpan> spans) {
    byte[] masked = file.clone();
    for (SecretSpan span : spans) {
      if (span.offset() > file.length - span.length()) {
        return Optional.empty();
      }
      Arrays.fill(masked, span.offset(), span.offset() + span.length(), (byte) '*');
    }
    return Optional.of(masked);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
