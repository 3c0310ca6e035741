package org.sheratan.edge.clock;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

import org.sheratan.kernel.MalformedException;

/**
 * The saved time as a line of text: {@code time 1 2026-11-21T22:15:00Z 89abcdef}. The last word is the CRC-32C (RFC
 * 3720) of what is before it, the space left out.
 */
public final class TimeRecord {
  public static final int MAX_BYTES = 64;
  /** What is beyond is damage or a mistake. */
  static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
  static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Pattern LINE = Pattern
      .compile("(time 1 (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ)) ([0-9a-f]{8})\n?");

  private TimeRecord() {}

  /** Whether {@code wallMs} is a time that a record can hold, and a clock can show. */
  public static boolean plausible(long wallMs) {
    return wallMs >= EARLIEST.toEpochMilli() && wallMs < LATEST.toEpochMilli();
  }

  /** Whole seconds, rounded down. @param wallMs {@link #plausible} */
  public static String encode(long wallMs) {
    String text = "time 1 " + Instant.ofEpochMilli(wallMs).truncatedTo(ChronoUnit.SECONDS);
    return text + " " + checksum(text);
  }

  /** @throws MalformedException when {@code line} is no record, or damaged */
  public static long decode(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new MalformedException("time record", 0, "not of version 1");
    }
    if (!checksum(matcher.group(1)).equals(matcher.group(3))) {
      throw new MalformedException("checksum", matcher.start(3), "not that of the text");
    }
    long wallMs = wallMs(matcher.group(2), matcher.start(2));
    if (!plausible(wallMs)) {
      throw new MalformedException("time", matcher.start(2), "before 2020 or after 2199");
    }
    return wallMs;
  }

  /**
   * Milliseconds since 1970 UTC, plausible or not.
   *
   * @throws MalformedException when {@code text} is no date and time as RFC 3339 has them
   */
  static long wallMs(String text, int offset) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException broken) {
      throw new MalformedException("time", offset, "no date and time");
    }
  }

  private static String checksum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
