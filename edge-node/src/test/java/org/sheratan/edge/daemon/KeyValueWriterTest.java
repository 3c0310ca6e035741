package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;
import org.tinylog.runtime.PreciseTimestamp;

class KeyValueWriterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final KeyValueWriter writer = new KeyValueWriter(
      new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void shouldStampOurEvents() {
    writer.write(entry(Log.TAG, Level.INFO, "event=ready port=1", null));
    assertTrue(
        written().matches("time=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z level=info event=ready"
            + " port=1\n"),
        written());
  }

  @Test
  void shouldEscapeWhatLibrariesSay() {
    writer.write(entry(null, Level.WARN, "two\nlines", new IllegalArgumentException("x")));
    String line = written().replaceFirst("time=\\S+ ", "");
    assertTrue(
        line.startsWith("level=warn event=message from=some.Library text=\"two\\nlines\" trace=\"java.lang."),
        line);
    assertEquals(1, line.lines().count());
  }

  private String written() {
    writer.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static LogEntry entry(String tag, Level level, String message, Throwable cause) {
    return new LogEntry(new PreciseTimestamp(), null, null, "some.Library", null, null, 0, tag, level,
        message, cause);
  }
}
