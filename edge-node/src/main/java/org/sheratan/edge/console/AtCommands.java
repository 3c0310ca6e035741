package org.sheratan.edge.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.edge.console.report.AtReport;
import org.sheratan.edge.console.report.Report;

/**
 * The grammar for machines, in the manner of ITU-T V.250: {@code AT}, {@code ATE0}, {@code AT+NAME?}, {@code AT+NAME} and
 * {@code AT+NAME=a,b}, in either case.
 */
final class AtCommands {
  /** One command. */
  sealed interface At {
    /** Attention: answered by OK. */
    record Attention() implements At {}

    record Echo(boolean on) implements At {}

    /** @param guarded only for who has signed in */
    record Query(Report report, List<String> arguments, boolean guarded) implements At {}

    record Unknown() implements At {}
  }

  private static final String PING = "+PING=";
  private static final SortedMap<String, Report> QUERIES = new TreeMap<>();

  static {
    QUERIES.put("+VER?", AtReport::version);
    QUERIES.put("+RADIO?", AtReport::radio);
    QUERIES.put("+NOISE?", AtReport::noise);
    QUERIES.put("+AIRTIME?", AtReport::airtime);
    QUERIES.put("+SELFTEST", AtReport::selfTest);
  }

  private AtCommands() {}

  /** Empty when the line is not for machines. What modem programs send at their start is, and is unknown. */
  static Optional<At> of(String line) {
    String upper = line.strip().toUpperCase(Locale.ROOT);
    if (!upper.startsWith("AT")) {
      return Optional.empty();
    }
    String rest = line.strip().substring(2);
    if (upper.startsWith("AT" + PING)) {
      List<String> arguments = List.of(rest.substring(PING.length()).split(","));
      return Optional.of(new At.Query(AtReport::ping, arguments, true));
    }
    Report report = QUERIES.get(upper.substring(2));
    return Optional.of(switch (upper) {
      case "AT" -> new At.Attention();
      case "ATE", "ATE0" -> new At.Echo(false);
      case "ATE1" -> new At.Echo(true);
      default -> report == null ? new At.Unknown() : new At.Query(report, List.of(), false);
    });
  }
}
