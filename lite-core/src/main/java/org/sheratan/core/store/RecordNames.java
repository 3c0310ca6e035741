package org.sheratan.core.store;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;

/** Rules for record names: printable ASCII, so that text order is byte order. */
public final class RecordNames {
  /** Sorts behind every valid name that shares its prefix. */
  private static final String BEHIND_ALL = "\u007f";

  private RecordNames() {}

  static boolean valid(String name) {
    if (name.isEmpty() || name.length() > Limits.NAME_CHARS) {
      return false;
    }
    for (int index = 0; index < name.length(); index++) {
      if (name.charAt(index) < ' ' || name.charAt(index) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  static void check(String name) {
    Check.that(valid(name),
        "a record name is 1.." + Limits.NAME_CHARS + " printable ASCII characters: " + name);
  }

  /** The first name behind everything under {@code prefix}. */
  static String endOf(String prefix) {
    return prefix + BEHIND_ALL;
  }

  /** The part of {@code records} under {@code prefix}, strictly between two names; empty ones do not bound. */
  public static <V> NavigableMap<String, V> between(NavigableMap<String, V> records,
      String prefix, String after, String before) {
    boolean fromPrefix = after.compareTo(prefix) < 0;
    String from = fromPrefix ? prefix : after;
    String to = before.isEmpty() || before.compareTo(endOf(prefix)) > 0 ? endOf(prefix) : before;
    return from.compareTo(to) >= 0
        ? records.subMap(to, true, to, false)
        : records.subMap(from, fromPrefix, to, false);
  }

  /** Sets or, without a value, removes. */
  static void put(Map<String, Bytes> records, String name, Optional<Bytes> value) {
    value.ifPresentOrElse(present -> records.put(name, present), () -> records.remove(name));
  }
}
