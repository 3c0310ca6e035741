package org.sheratan.edge.shell;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers for people. */
public final class Amounts {
  private Amounts() {}

  /** Such as {@code 6.2 s}, {@code 3 min 20 s} or {@code 5 h 12 min}. */
  public static String duration(double seconds) {
    long whole = (long) seconds;
    if (whole < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }

  /** What a radio may still say; {@code of} as the API tells the hour of the law, of the status or of some bytes. */
  public static String hour(View of) {
    return duration(of.number("used_s")) + " used in the last hour, "
        + (of.text("left_s").isEmpty()
            ? "no limit here"
            : duration(of.number("left_s")) + " left, " + duration(of.number("emergency_only_s"))
                + " of it for emergencies only");
  }

  /** Tokens, without trailing zeros: 3000000 micros are 3. */
  public static String tokens(double micros) {
    BigDecimal tokens = BigDecimal.valueOf(micros).movePointLeft(6).setScale(6, RoundingMode.HALF_UP);
    return tokens.signum() == 0 ? "0" : tokens.stripTrailingZeros().toPlainString();
  }

  /** Without needless zeros: {@code 125}, {@code 62.5}. */
  public static String plain(double number) {
    BigDecimal rounded = BigDecimal.valueOf(number).setScale(3, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** Such as {@code 869.525 MHz}. */
  public static String megahertz(double hertz) {
    return plain(hertz / 1_000_000) + " MHz";
  }

  /** Such as {@code 1 bid} or {@code 2 bids}. */
  public static String count(String number, String thing) {
    return number + " " + thing + (number.equals("1") ? "" : "s");
  }
}
