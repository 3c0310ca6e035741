package org.sheratan.edge.clock;

import java.util.OptionalLong;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * One line of what gpsd says (gpsd_json(5)). Only a time-position-velocity report with at least a two-dimensional fix
 * tells the time: without a fix it may be that of the receiver's own clock.
 */
final class GpsdLine {
  /** Longest answer of gpsd is 10,240 bytes (GPS_JSON_RESPONSE_MAX). */
  static final int MAX_BYTES = 16 * 1024;
  private static final int MAX_CLASS_CHARS = 32;
  private static final int MAX_TIME_CHARS = 40;
  private static final int FIX_2D = 2;
  private static final int MAX_MODE = 3;

  private GpsdLine() {}

  /**
   * Milliseconds since 1970 UTC; empty for reports of anything else, and without a fix.
   *
   * @throws MalformedException when {@code line} is no report
   */
  static OptionalLong wallMs(Bytes line) {
    Fields report = Fields.of(JsonReader.readObject(line));
    if (!report.text("class", MAX_CLASS_CHARS).equals("TPV")
        || report.integer("mode", 0, MAX_MODE, 0) < FIX_2D || !report.has("time")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(TimeRecord.wallMs(report.text("time", MAX_TIME_CHARS), 0));
  }
}
