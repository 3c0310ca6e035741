package org.sheratan.edge.daemon;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The latest lines of the log, numbered as they came, for whoever looks at a running node. Any thread. */
public final class LogTail {
  static final int MOST_LINES = 256;
  static final int MOST_CHARS = 1_024;
  private static final Deque<Line> LINES = new ArrayDeque<>();
  private static long next = 1;

  private LogTail() {}

  /** @param number counts from 1 since the process began */
  public record Line(long number, String text) {}

  static void add(String text) {
    String kept = text.length() <= MOST_CHARS ? text : text.substring(0, whole(text)) + "…";
    synchronized (LINES) {
      LINES.add(new Line(next, kept));
      next++;
      if (LINES.size() > MOST_LINES) {
        LINES.removeFirst();
      }
    }
  }

  /** Half a surrogate pair is no text, and no JSON. */
  private static int whole(String text) {
    return Character.isHighSurrogate(text.charAt(MOST_CHARS - 1)) ? MOST_CHARS - 1 : MOST_CHARS;
  }

  /** The number of the line that will come next. */
  public static long next() {
    synchronized (LINES) {
      return next;
    }
  }

  /** The oldest kept line with {@code number} or a higher one; those between were lost to whoever reads too slowly. */
  public static Optional<Line> from(long number) {
    synchronized (LINES) {
      return LINES.stream().filter(line -> line.number() >= number).findFirst();
    }
  }
}
