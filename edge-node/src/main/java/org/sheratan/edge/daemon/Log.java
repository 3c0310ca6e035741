package org.sheratan.edge.daemon;

import java.time.Instant;
import java.util.Arrays;

import org.tinylog.Logger;
import org.tinylog.TaggedLogger;
import org.tinylog.configuration.Configuration;

import org.sheratan.kernel.Check;

/**
 * One event, one line of {@code key=value} pairs. Values are quoted and escaped as needed, so that no text from
 * outside can forge a line. Never give it a secret.
 */
public final class Log {
  /** Marks lines this class has made; {@link KeyValueWriter} escapes all others. */
  static final String TAG = "event";
  private static final int MAX_VALUE_CHARS = 512;
  private static final int MAX_TRACE_CHARS = 8 * 1024;
  private static final int MAX_FRAMES = 12;
  private static final String PLAIN = "[A-Za-z0-9_.:/+@%,*\\[\\]-]+";

  private Log() {}

  /** Made at the first event, so that {@link #level} comes first. */
  private static final class Lines {
    private static final TaggedLogger LOGGER = Logger.tag(TAG);
  }

  /** Sets the lowest level that is written: {@code trace} … {@code error}. Only before the first event. */
  public static void level(String level) {
    Check.that(!Configuration.isFrozen(), "the log level is set before the first event");
    Configuration.set("level", level);
  }

  /** @param pairs name, value, name, value … */
  public static void info(String event, Object... pairs) {
    Lines.LOGGER.info((Object) line(event, pairs));
  }

  public static void debug(String event, Object... pairs) {
    Lines.LOGGER.debug((Object) line(event, pairs));
  }

  public static void warn(String event, Object... pairs) {
    Lines.LOGGER.warn((Object) line(event, pairs));
  }

  public static void error(String event, Object... pairs) {
    Lines.LOGGER.error((Object) line(event, pairs));
  }

  /** With the top of the stack in the same line. */
  public static void error(Throwable cause, String event, Object... pairs) {
    Lines.LOGGER.error((Object) (line(event, pairs) + " " + trace(cause)));
  }

  /** Everything is up. Written whatever the level, because programs wait for it. */
  public static void ready(Object... pairs) {
    String line = KeyValueWriter.stamped(Instant.now(), "info", line("ready", pairs));
    System.err.println(line);
    LogTail.add(line);
  }

  static String line(String event, Object... pairs) {
    Check.that(pairs.length % 2 == 0, "a value is missing in event " + event);
    StringBuilder line = new StringBuilder("event=").append(event);
    for (int index = 0; index < pairs.length; index += 2) {
      line.append(' ').append(pairs[index]).append('=').append(value(String.valueOf(pairs[index + 1])));
    }
    return line.toString();
  }

  static String trace(Throwable cause) {
    StringBuilder frames = new StringBuilder();
    for (Throwable each = cause; each != null; each = each.getCause()) {
      frames.append(each == cause ? "" : " caused by ").append(each);
      Arrays.stream(each.getStackTrace()).limit(MAX_FRAMES)
          .forEach(frame -> frames.append(" < ").append(frame));
    }
    return "trace=" + quoted(frames.toString(), MAX_TRACE_CHARS);
  }

  static String value(String text) {
    return text.length() <= MAX_VALUE_CHARS && text.matches(PLAIN) ? text : quoted(text, MAX_VALUE_CHARS);
  }

  private static String quoted(String text, int maxChars) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().limit(maxChars).forEach(each -> {
      switch (each) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> {
          if (Character.isISOControl(each) || Character.getType(each) == Character.FORMAT
              || Character.getType(each) == Character.LINE_SEPARATOR
              || Character.getType(each) == Character.PARAGRAPH_SEPARATOR
              || Character.getType(each) == Character.SURROGATE) {
            out.append("\\u{").append(Integer.toHexString(each)).append('}');
          } else {
            out.appendCodePoint(each);
          }
        }
      }
    });
    return out.append(text.codePointCount(0, text.length()) > maxChars ? "…\"" : "\"").toString();
  }
}
