package org.sheratan.core.store;

import java.util.HexFormat;
import java.util.OptionalLong;

/** Names of the store's files; numbers as 16 hexadecimal digits, so that names sort like numbers. */
final class FileNames {
  static final String FORMAT = "format";
  static final String SPARE = "spare";
  static final String TEMPORARY = ".tmp";
  private static final String SEGMENT = "journal-";
  private static final String SNAPSHOT = "snapshot-";
  private static final String QUARANTINE = "quarantine-";
  private static final int DIGITS = 16;

  private FileNames() {}

  static String segment(long first) {
    return SEGMENT + hex(first);
  }

  static String snapshot(long through) {
    return SNAPSHOT + hex(through);
  }

  /** A copy of the bad bytes {@code [from, to)} of {@code file}. */
  static String quarantine(String file, long from, long to) {
    return QUARANTINE + file + "-" + from + "-" + to;
  }

  static OptionalLong segmentFirst(String name) {
    return number(name, SEGMENT);
  }

  static OptionalLong snapshotThrough(String name) {
    return number(name, SNAPSHOT);
  }

  private static String hex(long number) {
    return HexFormat.of().toHexDigits(number);
  }

  private static OptionalLong number(String name, String prefix) {
    String digits = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
    return digits.length() == DIGITS && digits.matches("[0-7][0-9a-f]*")
        ? OptionalLong.of(Long.parseLong(digits, 16))
        : OptionalLong.empty();
  }
}
