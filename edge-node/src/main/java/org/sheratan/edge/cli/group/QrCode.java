package org.sheratan.edge.cli.group;

import java.util.Arrays;

import org.sheratan.kernel.Check;

/**
 * A QR code (ISO/IEC 18004) for short texts: version 2, 25 by 25 modules, error correction level M, alphanumeric mode, at
 * most 38 characters. Where the standard lets an encoder choose a mask, the one with the lowest penalty is taken.
 */
final class QrCode {
  static final int SIZE = 25;
  static final int MAX_CHARACTERS = 38;
  private static final int DATA_CODEWORDS = 28;
  private static final int CHECK_CODEWORDS = 16;
  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  private static final int ALPHANUMERIC_MODE = 0b0010;
  private static final int LENGTH_BITS = 9;
  private static final int[] PADDING = {0xec, 0x11};
  private static final int FINDER = 7;
  private static final int TIMING = 6;
  private static final int ALIGNMENT = 18;
  private static final int FORMAT_GENERATOR = 0x537;
  private static final int FORMAT_MASK = 0x5412;
  private static final int FIELD_POLYNOMIAL = 0x11d;

  private final boolean[][] dark = new boolean[SIZE][SIZE];
  private final boolean[][] reserved = new boolean[SIZE][SIZE];

  private QrCode(int[] codewords, int mask) {
    drawFunctions();
    drawFormat(mask);
    drawCodewords(codewords, mask);
  }

  /** @param text 1 to {@link #MAX_CHARACTERS} of 0-9, A-Z, space and {@code $%*+-./:} */
  static QrCode of(String text) {
    int[] codewords = withChecks(data(text));
    QrCode best = null;
    int lowest = Integer.MAX_VALUE;
    for (int mask = 0; mask < 8; mask++) {
      QrCode code = new QrCode(codewords, mask);
      int penalty = QrPenalty.of(code.dark);
      if (penalty < lowest) {
        lowest = penalty;
        best = code;
      }
    }
    return best;
  }

  boolean dark(int row, int column) {
    return dark[row][column];
  }

  private static int[] data(String text) {
    Check.that(!text.isEmpty() && text.length() <= MAX_CHARACTERS, "the text does not fit");
    BitRow bits = new BitRow(DATA_CODEWORDS);
    bits.add(ALPHANUMERIC_MODE, 4);
    bits.add(text.length(), LENGTH_BITS);
    for (int index = 0; index < text.length(); index += 2) {
      int first = symbol(text.charAt(index));
      if (index + 1 < text.length()) {
        bits.add(first * ALPHABET.length() + symbol(text.charAt(index + 1)), 11);
      } else {
        bits.add(first, 6);
      }
    }
    bits.add(0, Math.min(4, bits.left()));
    bits.add(0, bits.left() % 8);
    for (int index = 0; bits.left() > 0; index++) {
      bits.add(PADDING[index % 2], 8);
    }
    return bits.bytes();
  }

  private static int symbol(char letter) {
    int symbol = ALPHABET.indexOf(letter);
    Check.that(symbol >= 0, "not in the alphanumeric alphabet");
    return symbol;
  }

  /** Reed-Solomon over GF(256): the remainder by (x − 1)(x − 2)…(x − 2^15), 2 being the field's generator. */
  private static int[] withChecks(int[] data) {
    int[] generator = new int[CHECK_CODEWORDS];
    generator[CHECK_CODEWORDS - 1] = 1;
    int root = 1;
    for (int factor = 0; factor < CHECK_CODEWORDS; factor++) {
      for (int index = 0; index < CHECK_CODEWORDS; index++) {
        int next = index + 1 < CHECK_CODEWORDS ? generator[index + 1] : 0;
        generator[index] = multiply(generator[index], root) ^ next;
      }
      root = multiply(root, 2);
    }
    int[] all = Arrays.copyOf(data, DATA_CODEWORDS + CHECK_CODEWORDS);
    int[] remainder = new int[CHECK_CODEWORDS];
    for (int word : data) {
      int factor = word ^ remainder[0];
      System.arraycopy(remainder, 1, remainder, 0, CHECK_CODEWORDS - 1);
      remainder[CHECK_CODEWORDS - 1] = 0;
      for (int index = 0; index < CHECK_CODEWORDS; index++) {
        remainder[index] ^= multiply(generator[index], factor);
      }
    }
    System.arraycopy(remainder, 0, all, DATA_CODEWORDS, CHECK_CODEWORDS);
    return all;
  }

  private static int multiply(int one, int other) {
    int product = 0;
    for (int bit = 7; bit >= 0; bit--) {
      product = product << 1 ^ (product >>> 7) * FIELD_POLYNOMIAL;
      product ^= (other >>> bit & 1) * one;
    }
    return product;
  }

  private void drawFunctions() {
    for (int index = 0; index < SIZE; index++) {
      set(TIMING, index, index % 2 == 0);
      set(index, TIMING, index % 2 == 0);
    }
    drawRings(3, 3, 4);
    drawRings(3, SIZE - 4, 4);
    drawRings(SIZE - 4, 3, 4);
    drawRings(ALIGNMENT, ALIGNMENT, 2);
    set(SIZE - 8, 8, true);
  }

  /** A finder pattern with its white border is four rings wide, an alignment pattern two. */
  private void drawRings(int row, int column, int rings) {
    for (int down = -rings; down <= rings; down++) {
      for (int right = -rings; right <= rings; right++) {
        int ring = Math.max(Math.abs(down), Math.abs(right));
        boolean inside = row + down >= 0 && row + down < SIZE && column + right >= 0 && column + right < SIZE;
        if (inside) {
          set(row + down, column + right, rings == 2 ? ring != 1 : ring != 2 && ring != 4);
        }
      }
    }
  }

  /** Level M is 00; the mask follows; ten bits of a BCH code; twice. */
  private void drawFormat(int mask) {
    int remainder = mask;
    for (int bit = 0; bit < 10; bit++) {
      remainder = remainder << 1 ^ (remainder >>> 9) * FORMAT_GENERATOR;
    }
    int format = (mask << 10 | remainder) ^ FORMAT_MASK;
    for (int bit = 0; bit < 15; bit++) {
      boolean on = (format >>> bit & 1) == 1;
      int along = bit < 6 ? bit : bit + 1;
      if (bit < 8) {
        set(along, 8, on);
        set(8, SIZE - 1 - bit, on);
      } else {
        set(8, bit == 8 ? FINDER : 14 - bit, on);
        set(SIZE - 15 + bit, 8, on);
      }
    }
  }

  /** Upward and downward in turn, two columns at a time, from the lower right. */
  private void drawCodewords(int[] codewords, int mask) {
    int bit = 0;
    for (int right = SIZE - 1; right > 0; right -= 2) {
      if (right == TIMING) {
        right--;
      }
      boolean upward = (right + 1 & 2) == 0;
      for (int step = 0; step < SIZE; step++) {
        int row = upward ? SIZE - 1 - step : step;
        for (int column = right; column > right - 2; column--) {
          if (!reserved[row][column]) {
            // The last seven modules carry no data.
            boolean on = bit < codewords.length * 8 && (codewords[bit / 8] >>> 7 - bit % 8 & 1) == 1;
            dark[row][column] = on ^ masked(mask, row, column);
            bit++;
          }
        }
      }
    }
  }

  private static boolean masked(int mask, int row, int column) {
    return switch (mask) {
      case 0 -> (row + column) % 2 == 0;
      case 1 -> row % 2 == 0;
      case 2 -> column % 3 == 0;
      case 3 -> (row + column) % 3 == 0;
      case 4 -> (row / 2 + column / 3) % 2 == 0;
      case 5 -> row * column % 2 + row * column % 3 == 0;
      case 6 -> (row * column % 2 + row * column % 3) % 2 == 0;
      default -> ((row + column) % 2 + row * column % 3) % 2 == 0;
    };
  }

  private void set(int row, int column, boolean on) {
    dark[row][column] = on;
    reserved[row][column] = true;
  }

  /** Bits in a row, the first the highest of its byte. */
  private static final class BitRow {
    private final int[] bytes;
    private int used;

    private BitRow(int length) {
      bytes = new int[length];
    }

    private int left() {
      return bytes.length * 8 - used;
    }

    private void add(int value, int length) {
      for (int bit = length - 1; bit >= 0; bit--) {
        bytes[used / 8] |= (value >>> bit & 1) << 7 - used % 8;
        used++;
      }
    }

    private int[] bytes() {
      return bytes;
    }
  }
}
