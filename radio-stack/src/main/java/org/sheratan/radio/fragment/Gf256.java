package org.sheratan.radio.fragment;

import org.sheratan.kernel.Check;

/** The field of 256 elements, modulo x^8 + x^4 + x^3 + x^2 + 1 (0x11d); 2 generates its units. */
final class Gf256 {
  private static final int POLYNOMIAL = 0x11d;
  private static final int UNITS = 255;
  private static final int[] POWER = new int[2 * UNITS];
  private static final int[] LOGARITHM = new int[UNITS + 1];
  /** Row c holds c · x for every x. */
  private static final byte[][] PRODUCTS = new byte[UNITS + 1][UNITS + 1];

  static {
    int power = 1;
    for (int exponent = 0; exponent < UNITS; exponent++) {
      POWER[exponent] = power;
      POWER[exponent + UNITS] = power;
      LOGARITHM[power] = exponent;
      power <<= 1;
      power ^= power > UNITS ? POLYNOMIAL : 0;
    }
    for (int one = 1; one <= UNITS; one++) {
      for (int other = 1; other <= UNITS; other++) {
        PRODUCTS[one][other] = (byte) multiply(one, other);
      }
    }
  }

  private Gf256() {}

  static int multiply(int one, int other) {
    return one == 0 || other == 0 ? 0 : POWER[LOGARITHM[one] + LOGARITHM[other]];
  }

  static int invert(int unit) {
    Check.that(unit != 0, "zero has no inverse");
    return POWER[UNITS - LOGARITHM[unit]];
  }

  /** Adds {@code factor} times {@code from} to {@code sum}, byte by byte. */
  static void addMultiple(byte[] sum, int factor, byte[] from) {
    byte[] products = PRODUCTS[factor];
    for (int index = 0; index < from.length; index++) {
      sum[index] ^= products[from[index] & 0xff];
    }
  }
}
