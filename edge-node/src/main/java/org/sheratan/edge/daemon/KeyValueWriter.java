package org.sheratan.edge.daemon;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;

import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/**
 * Writes every log entry as one {@code time=… level=… event=…} line to stderr, libraries' messages included.
 * tinylog.properties names it.
 */
public final class KeyValueWriter implements Writer {
  private static final DateTimeFormatter RFC3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
      .withZone(ZoneOffset.UTC);

  private final PrintStream out;

  /** As tinylog calls it. */
  public KeyValueWriter(Map<String, String> properties) {
    this(System.err);
  }

  KeyValueWriter(PrintStream out) {
    this.out = out;
  }

  @Override
  public Collection<LogEntryValue> getRequiredLogEntryValues() {
    return EnumSet.of(LogEntryValue.DATE, LogEntryValue.LEVEL, LogEntryValue.TAG, LogEntryValue.CLASS,
        LogEntryValue.MESSAGE, LogEntryValue.EXCEPTION);
  }

  @Override
  public void write(LogEntry entry) {
    String line = stamped(entry.getTimestamp().toInstant(), entry.getLevel().name().toLowerCase(Locale.ROOT),
        text(entry));
    out.println(line);
    LogTail.add(line);
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }

  static String stamped(Instant time, String level, String text) {
    return "time=" + RFC3339.format(time) + " level=" + level + " " + text;
  }

  private static String text(LogEntry entry) {
    if (Log.TAG.equals(entry.getTag())) {
      return entry.getMessage();
    }
    String message = Log.line("message", "from", entry.getClassName(), "text", entry.getMessage());
    return entry.getException() == null ? message : message + " " + Log.trace(entry.getException());
  }
}
