package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

class ScoreTest {
  @Test
  void shouldGiveTheBestInEverythingAFullScore() {
    List<Score.Ranked> ranked = Score.rank(List.of(entry(1, 10, 1, 100), entry(2, 20, 0.5, 200)));
    assertEquals(new Score.Ranked(node(1), 1.0), ranked.getFirst());
    assertEquals(0.45 * 0.5 + 0.40 * 0.5 + 0.15 * 0.5, ranked.getLast().score(), 1e-12);
  }

  @Test
  void shouldWeighHistoryAgainstPrice() {
    List<Score.Ranked> ranked = Score.rank(List.of(entry(1, 10, 0.1, 100), entry(2, 13, 0.9, 100)));
    assertEquals(node(2), ranked.getFirst().bidder());
  }

  @Test
  void shouldBreakTiesByNodeId() {
    List<Score.Ranked> ranked = Score
        .rank(List.of(entry(3, 10, 1, 1), entry(1, 10, 1, 1), entry(2, 10, 1, 1)));
    assertEquals(List.of(node(1), node(2), node(3)), ranked.stream().map(Score.Ranked::bidder).toList());
  }

  @Test
  void shouldTakeWhatIsFree() {
    List<Score.Ranked> ranked = Score.rank(List.of(entry(1, 0, 0.5, 100), entry(2, 1, 0.5, 100)));
    assertEquals(node(1), ranked.getFirst().bidder());
    assertEquals(0.45 + 0.2 + 0.15, ranked.getFirst().score(), 1e-12);
    assertEquals(0.2 + 0.15, ranked.getLast().score(), 1e-12);
  }

  @Test
  void shouldStayWithinZeroAndOne() {
    for (Score.Ranked each : Score
        .rank(List.of(entry(1, Long.MAX_VALUE, 0, Long.MAX_VALUE), entry(2, 1, 1, 1)))) {
      assertTrue(each.score() >= 0 && each.score() <= 1);
    }
    assertTrue(Score.rank(List.of()).isEmpty());
  }

  private static Score.Entry entry(int node, long priceMicros, double success, long expectedMs) {
    return new Score.Entry(node(node), priceMicros, success, expectedMs);
  }

  private static NodeId node(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) number;
    return new NodeId(Bytes.copyOf(key));
  }
}
