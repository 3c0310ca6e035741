package org.sheratan.core.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Writes a double as Python's {@code repr} does: fewest digits that read back, exponent from 1e16 and below 1e-4. */
final class PythonFloat {
  private static final int MIN_FIXED_EXPONENT = -4;
  private static final int MAX_FIXED_EXPONENT = 16;

  private PythonFloat() {}

  static String repr(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    String sign = value < 0 ? "-" : "";
    boolean fixed = exponent >= MIN_FIXED_EXPONENT && exponent < MAX_FIXED_EXPONENT;
    return sign + (fixed ? fixed(digits, exponent) : scientific(digits, exponent));
  }

  /**
   * {@link Double#toString} gives the shortest digits, but never fewer than two: where two are not enough to be
   * zero at the end (4.9E-324), one may do (5e-324).
   */
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (decimal.precision() != 2) {
      return decimal;
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal best = decimal;
    for (int step = 0; step <= 1; step++) {
      BigInteger digit = decimal.unscaledValue().divide(BigInteger.TEN).add(BigInteger.valueOf(step));
      BigDecimal one = new BigDecimal(digit, decimal.scale() - 1);
      boolean closer = best == decimal || nearer(one, best, exact);
      if (one.signum() > 0 && one.doubleValue() == value && closer) {
        best = one;
      }
    }
    return best.stripTrailingZeros();
  }

  private static boolean nearer(BigDecimal one, BigDecimal other, BigDecimal exact) {
    return one.subtract(exact).abs().compareTo(other.subtract(exact).abs()) < 0;
  }

  private static String fixed(String digits, int exponent) {
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    int whole = exponent + 1;
    if (digits.length() <= whole) {
      return digits + "0".repeat(whole - digits.length()) + ".0";
    }
    return digits.substring(0, whole) + "." + digits.substring(whole);
  }

  private static String scientific(String digits, int exponent) {
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    int magnitude = Math.abs(exponent);
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + (magnitude < 10 ? "0" : "") + magnitude;
  }
}
