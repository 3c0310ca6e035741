package org.sheratan.core.store;

/**
 * Record names under {@code prefix}, strictly between two others; an empty {@code before} does not bound.
 */
record NameRange(String prefix, String after, String before) {
  /** Nothing in the range sorts before it. */
  String start() {
    return after.compareTo(prefix) < 0 ? prefix : after;
  }

  /** Nothing in the range sorts behind it. */
  String end() {
    String last = RecordNames.endOf(prefix);
    return before.isEmpty() || before.compareTo(last) > 0 ? last : before;
  }

  boolean contains(String name) {
    return name.startsWith(prefix) && name.compareTo(after) > 0
        && (before.isEmpty() || name.compareTo(before) < 0);
  }

  /** True when neither {@code name} nor anything behind it is in the range. */
  boolean endsBefore(String name) {
    return name.compareTo(end()) >= 0;
  }
}
