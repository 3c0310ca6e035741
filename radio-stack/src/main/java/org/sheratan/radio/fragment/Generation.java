package org.sheratan.radio.fragment;

import org.sheratan.kernel.Check;

/**
 * The erasure code of one generation: k pieces of data, equally long, and up to 256 − k repair pieces; any k of them
 * give back the data, exactly. Piece i below k is data as it is; piece j from k on is the sum over i of
 * data i / (j + i) in {@link Gf256}: rows of a Cauchy matrix, every square part of which can be inverted (Blömer et
 * al., "An XOR-Based Erasure-Resilient Coding Scheme", 1995).
 */
final class Generation {
  private Generation() {}

  /** Piece {@code index}, k..255, of {@code data}. */
  static byte[] repair(byte[][] data, int index) {
    byte[] piece = new byte[data[0].length];
    for (int of = 0; of < data.length; of++) {
      Gf256.addMultiple(piece, factor(index, of), data[of]);
    }
    return piece;
  }

  /**
   * Fills in the data that is missing.
   *
   * @param pieces 256 slots by piece index, of which at least {@code size} are taken
   * @return the data, in order
   */
  static byte[][] recover(byte[][] pieces, int size) {
    byte[][] data = new byte[size][];
    int[] missing = new int[size];
    int lacking = 0;
    for (int of = 0; of < size; of++) {
      data[of] = pieces[of];
      if (data[of] == null) {
        missing[lacking++] = of;
      }
    }
    int[][] factors = new int[lacking][lacking];
    byte[][] sums = new byte[lacking][];
    int row = 0;
    for (int index = size; row < lacking; index++) {
      if (pieces[index] != null) {
        sums[row] = withoutKnown(pieces[index], index, data);
        for (int column = 0; column < lacking; column++) {
          factors[row][column] = factor(index, missing[column]);
        }
        row++;
      }
    }
    solve(factors, sums);
    for (int column = 0; column < lacking; column++) {
      data[missing[column]] = sums[column];
    }
    return data;
  }

  private static int factor(int repair, int of) {
    return Gf256.invert(repair ^ of);
  }

  private static byte[] withoutKnown(byte[] piece, int index, byte[][] data) {
    byte[] sum = piece.clone();
    for (int of = 0; of < data.length; of++) {
      if (data[of] != null) {
        Gf256.addMultiple(sum, factor(index, of), data[of]);
      }
    }
    return sum;
  }

  /** Gauss-Jordan; {@code sums} becomes the solution. No part of a Cauchy matrix has a zero pivot for long. */
  private static void solve(int[][] factors, byte[][] sums) {
    for (int pivot = 0; pivot < factors.length; pivot++) {
      int from = pivot;
      while (factors[from][pivot] == 0) {
        from++;
        Check.that(from < factors.length, "a Cauchy matrix is never singular");
      }
      swap(factors, pivot, from);
      swap(sums, pivot, from);
      scale(factors[pivot], sums[pivot], Gf256.invert(factors[pivot][pivot]));
      for (int row = 0; row < factors.length; row++) {
        int factor = factors[row][pivot];
        if (row != pivot && factor != 0) {
          for (int column = 0; column < factors.length; column++) {
            factors[row][column] ^= Gf256.multiply(factor, factors[pivot][column]);
          }
          Gf256.addMultiple(sums[row], factor, sums[pivot]);
        }
      }
    }
  }

  private static void scale(int[] factors, byte[] sum, int by) {
    for (int column = 0; column < factors.length; column++) {
      factors[column] = Gf256.multiply(by, factors[column]);
    }
    for (int index = 0; index < sum.length; index++) {
      sum[index] = (byte) Gf256.multiply(by, sum[index] & 0xff);
    }
  }

  private static <T> void swap(T[] rows, int one, int other) {
    T kept = rows[one];
    rows[one] = rows[other];
    rows[other] = kept;
  }
}
