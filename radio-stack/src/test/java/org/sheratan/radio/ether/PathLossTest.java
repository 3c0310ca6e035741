package org.sheratan.radio.ether;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;

class PathLossTest {
  @Test
  void shouldGrowByTheExponentEachDecade() {
    assertEquals(127.41, PathLoss.BUILT_UP.meanDb(40), 1e-9);
    assertEquals(127.41 + 20.8, PathLoss.BUILT_UP.meanDb(400), 1e-9);
    assertEquals(128.95 + 23.2, PathLoss.COUNTRY.meanDb(10_000), 1e-9);
  }

  @Test
  void shouldStopShrinkingAtOneMeter() {
    assertEquals(PathLoss.COUNTRY.meanDb(1), PathLoss.COUNTRY.meanDb(0));
  }

  @Test
  void shouldTellTheRangeOfALinkBudget() {
    double budgetDb = 14 - Sensitivity.dbm(Ear.SF8);
    double meters = PathLoss.COUNTRY.metersAt(budgetDb);
    assertEquals(budgetDb, PathLoss.COUNTRY.meanDb(meters), 1e-9);
    assertEquals(3_300, meters, 200);
  }

  @Test
  void shouldShadowEachPairAlikeBothWays() {
    PathLoss hills = PathLoss.COUNTRY.shadowed(7.8);
    SeededEntropy entropy = new SeededEntropy(3);
    assertEquals(hills.shadowDb(entropy, "a", "b"), hills.shadowDb(new SeededEntropy(3), "b", "a"));
    assertNotEquals(hills.shadowDb(entropy, "a", "b"), hills.shadowDb(entropy, "a", "c"));
    assertEquals(0, PathLoss.COUNTRY.shadowDb(entropy, "a", "b"));
  }

  @Test
  void shouldShadowNormally() {
    PathLoss hills = PathLoss.COUNTRY.shadowed(8);
    int pairs = 20_000;
    double sum = 0;
    double squares = 0;
    for (int pair = 0; pair < pairs; pair++) {
      double shadowDb = hills.shadowDb(new SeededEntropy(5), "n" + pair, "gateway");
      sum += shadowDb;
      squares += shadowDb * shadowDb;
    }
    assertEquals(0, sum / pairs, 0.2);
    assertEquals(8, StrictMath.sqrt(squares / pairs), 0.2);
  }

  @Test
  void shouldRefuseNonsense() {
    assertThrows(IllegalStateException.class, () -> new PathLoss(100, 0, 2, 0));
    assertThrows(IllegalStateException.class, () -> PathLoss.COUNTRY.shadowed(-1));
    assertThrows(IllegalStateException.class, () -> new Position(Double.NaN, 0));
  }
}
