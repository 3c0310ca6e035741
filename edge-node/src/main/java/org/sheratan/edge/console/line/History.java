package org.sheratan.edge.console.line;

import java.util.ArrayList;
import java.util.List;

/** The lines of this sitting, and the one being typed as the newest of them. */
final class History {
  static final int MAX_LINES = 32;

  private final List<String> lines = new ArrayList<>();
  private String typed = "";
  private int shown;

  /** Empty lines, and the same line twice in a row, are not kept. */
  void add(String line) {
    if (!line.isBlank() && (lines.isEmpty() || !lines.getLast().equals(line))) {
      lines.add(line);
      if (lines.size() > MAX_LINES) {
        lines.removeFirst();
      }
    }
    leave();
  }

  /** Back to the line being typed. */
  void leave() {
    shown = lines.size();
    typed = "";
  }

  void clear() {
    lines.clear();
    leave();
  }

  /** The line before the shown one; the shown one itself when there is none. */
  String older(String current) {
    keep(current);
    shown = Math.max(0, shown - 1);
    return line(current);
  }

  String newer(String current) {
    keep(current);
    shown = Math.min(lines.size(), shown + 1);
    return line(current);
  }

  private void keep(String current) {
    if (shown >= lines.size()) {
      shown = lines.size();
      typed = current;
    }
  }

  private String line(String current) {
    return lines.isEmpty() ? current : shown == lines.size() ? typed : lines.get(shown);
  }
}
