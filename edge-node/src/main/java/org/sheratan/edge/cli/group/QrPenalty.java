package org.sheratan.edge.cli.group;

import java.util.function.IntPredicate;

/** How hard a QR code is to read (ISO/IEC 18004, section 7.8.3): lower is better. */
final class QrPenalty {
  private static final int RUN = 3;
  private static final int BLOCK = 3;
  private static final int FINDER_LIKE = 40;
  private static final int BALANCE = 10;
  /** 1:1:3:1:1 with four light modules before or behind. */
  private static final int[] LIKE_FINDER = {0b10111010000, 0b00001011101};

  private QrPenalty() {}

  static int of(boolean[][] dark) {
    int size = dark.length;
    int penalty = 0;
    int darks = 0;
    for (int line = 0; line < size; line++) {
      int at = line;
      penalty += line(size, index -> dark[at][index]) + line(size, index -> dark[index][at]);
      for (int column = 0; column < size; column++) {
        darks += dark[line][column] ? 1 : 0;
        if (line > 0 && column > 0 && dark[line][column] == dark[line - 1][column]
            && dark[line][column] == dark[line][column - 1]
            && dark[line][column] == dark[line - 1][column - 1]) {
          penalty += BLOCK;
        }
      }
    }
    int percentOff = Math.abs(darks * 100 / (size * size) - 50);
    return penalty + percentOff / 5 * BALANCE;
  }

  private static int line(int size, IntPredicate dark) {
    int penalty = 0;
    int run = 0;
    int last = 0;
    for (int index = 0; index < size; index++) {
      run = index > 0 && dark.test(index) == dark.test(index - 1) ? run + 1 : 1;
      penalty += run == 5 ? RUN : run > 5 ? 1 : 0;
      last = (last << 1 | (dark.test(index) ? 1 : 0)) & 0x7ff;
      if (index >= 10 && (last == LIKE_FINDER[0] || last == LIKE_FINDER[1])) {
        penalty += FINDER_LIKE;
      }
    }
    return penalty;
  }
}
