package org.sheratan.edge.cli.shell;

import java.math.BigDecimal;
import java.time.Duration;

import picocli.CommandLine;

/** Reads {@code 90}, {@code 1.5s}, {@code 500ms}, {@code 5m}, {@code 2h} or {@code 7d}; bare numbers are seconds. */
public final class SecondsConverter implements CommandLine.ITypeConverter<Duration> {
  private static final long MAX_MS = Duration.ofDays(30).toMillis();

  @Override
  public Duration convert(String text) {
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d)?")) {
      throw new CommandLine.TypeConversionException("'" + text + "' is no duration such as 90s, 5m or 500ms");
    }
    String unit = text.replaceAll("[0-9.]", "");
    long unitMs = switch (unit) {
      case "ms" -> 1;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      default -> 1_000;
    };
    BigDecimal number = new BigDecimal(text.substring(0, text.length() - unit.length()));
    long ms = number.multiply(BigDecimal.valueOf(unitMs)).longValue();
    if (ms < 1 || ms > MAX_MS) {
      throw new CommandLine.TypeConversionException("'" + text + "' is not between 1ms and 30d");
    }
    return Duration.ofMillis(ms);
  }
}
