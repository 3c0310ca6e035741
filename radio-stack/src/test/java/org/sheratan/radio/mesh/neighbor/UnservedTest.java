package org.sheratan.radio.mesh.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.route.RouteTable;

class UnservedTest {
  private static final NodeId FAR = Fixtures.id(1);
  private static final NodeId LIAR = Fixtures.id(2);
  private static final NodeId HONEST = Fixtures.id(3);

  private final Unserved unserved = new Unserved();

  @Test
  void shouldDoubtAfterSeveralLossesInARow() {
    unserved.lost(FAR, LIAR, 0);
    assertFalse(unserved.doubted(FAR, LIAR), "one may be chance");
    unserved.lost(FAR, LIAR, 10);
    assertTrue(unserved.doubted(FAR, LIAR));
    assertEquals(List.of(LIAR), unserved.doubted(FAR));
    assertEquals(1, unserved.doubtedBy(LIAR));
    assertEquals(0, unserved.doubtedBy(HONEST));
    assertFalse(unserved.doubted(HONEST, LIAR), "its other ways may be good");
  }

  @Test
  void shouldTrustAgainWhenItServesOrAfterAWhile() {
    for (int number = 0; number < 5; number++) {
      unserved.lost(FAR, LIAR, number);
      unserved.lost(FAR, HONEST, number);
    }
    unserved.served(FAR, HONEST);
    assertEquals(List.of(LIAR), unserved.doubted(FAR));
    unserved.expire(MeshLimits.DOUBT_MS);
    assertTrue(unserved.doubted(FAR, LIAR));
    unserved.expire(4 + MeshLimits.DOUBT_MS);
    assertFalse(unserved.doubted(FAR, LIAR));
  }

  @Test
  void shouldNotForgetHonestWaysForAShortLie() {
    RouteTable routes = new RouteTable(id -> 1_000, id -> 1_000);
    routes.learn(FAR, HONEST, 4, 7, 0);
    routes.learn(FAR, LIAR, 1, 7, 0);
    assertEquals(1, routes.view().size(), "the shortest wins while it is believed");
    routes.unserved().lost(FAR, LIAR, 0);
    routes.unserved().lost(FAR, LIAR, 0);
    routes.learn(FAR, HONEST, 4, 8, 1);
    routes.learn(FAR, LIAR, 1, 8, 1);
    assertEquals(2, routes.view().size());
    assertEquals(Optional.of(HONEST),
        routes.best(FAR, List.of(LIAR), MeshLimits.MAX_HOPS).map(RouteTable.Way::via));
  }

  @Test
  void shouldRememberABoundedNumber() {
    for (int number = 0; number < 3 * MeshLimits.PEERS; number++) {
      NodeId via = Fixtures.id(number % 200);
      unserved.lost(Fixtures.id(number / 200), via, 0);
      unserved.lost(Fixtures.id(number / 200), via, 0);
    }
    assertTrue(unserved.doubted(Fixtures.id(0)).isEmpty(), "the eldest is forgotten");
    assertFalse(unserved.doubted(Fixtures.id((3 * MeshLimits.PEERS - 1) / 200)).isEmpty());
  }
}
