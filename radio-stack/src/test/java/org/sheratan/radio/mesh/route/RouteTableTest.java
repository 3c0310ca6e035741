package org.sheratan.radio.mesh.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.route.RouteTable.Way;

class RouteTableTest {
  private static final NodeId FAR = Fixtures.id(9);
  private static final NodeId ONE = Fixtures.id(1);
  private static final NodeId TWO = Fixtures.id(2);

  private final Map<NodeId, Integer> costs = new TreeMap<>();
  private final RouteTable routes = new RouteTable(id -> costs.getOrDefault(id, 1_000), id -> 1_000);

  private NodeId via() {
    return routes.best(FAR).map(Way::via).orElseThrow();
  }

  @Test
  void shouldPreferTheShortestWay() {
    routes.learn(FAR, TWO, 3, 1, 0);
    routes.learn(FAR, ONE, 2, 1, 5);
    assertEquals(ONE, via());
    assertEquals(2, routes.best(FAR).orElseThrow().hops());
  }

  @Test
  void shouldKeepAnAlternativeForWhenTheBestFails() {
    routes.learn(FAR, ONE, 2, 1, 0);
    routes.learn(FAR, TWO, 3, 1, 0);
    assertEquals(TWO, routes.best(FAR, List.of(ONE), MeshLimits.MAX_HOPS).orElseThrow().via());
    costs.put(ONE, 9_000);
    assertEquals(TWO, via());
    assertEquals(ONE, routes.best(FAR, List.of(ONE, TWO), MeshLimits.MAX_HOPS).map(Way::via)
        .filter(ONE::equals).orElse(ONE));
    routes.forgetVia(TWO);
    assertEquals(ONE, via());
    assertEquals(ONE, routes.best(FAR, List.of(ONE), MeshLimits.MAX_HOPS).orElseThrow().via());
  }

  @Test
  void shouldNotKeepWaysThatMayLeadBackThroughUs() {
    routes.learn(FAR, ONE, 2, 1, 0);
    routes.learn(FAR, TWO, 4, 1, 0);
    routes.forgetVia(ONE);
    assertTrue(routes.best(FAR).isEmpty());
    routes.learn(FAR, TWO, 4, 1, 0);
    routes.learn(FAR, ONE, 2, 1, 0);
    routes.forgetVia(ONE);
    assertFalse(routes.knows(FAR));
  }

  @Test
  void shouldPreferNewsOverShortness() {
    routes.learn(FAR, ONE, 2, 1, 0);
    routes.learn(FAR, TWO, 5, 2, 0);
    assertEquals(ONE, via(), "one announce missed is not news");
    routes.learn(FAR, TWO, 5, 3, 0);
    assertEquals(TWO, via());
    routes.learn(FAR, ONE, 2, 3, 0);
    assertEquals(ONE, via());
  }

  @Test
  void shouldBoundAlternatives() {
    for (int via = 1; via < 20; via++) {
      routes.learn(FAR, Fixtures.id(via), 2, 1, 0);
    }
    for (int via = 1; via <= MeshLimits.WAYS_PER_PEER; via++) {
      assertTrue(routes.knows(FAR));
      routes.forgetVia(via());
    }
    assertFalse(routes.knows(FAR));
  }

  @Test
  void shouldForgetWaysNotRefreshed() {
    routes.learn(FAR, ONE, 2, 1, 0);
    routes.learn(FAR, TWO, 2, 1, 500);
    routes.expire(1_000, 600);
    assertEquals(TWO, via());
    routes.expire(2_000, 600);
    assertFalse(routes.knows(FAR));
  }
}
