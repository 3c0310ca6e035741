package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Now;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.LinkView;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Route;

class WayAnswersTest {
  private static final long MINUTE_MS = 60_000;

  private static List<TestNode> line(World world, String... names) {
    List<TestNode> line = world.line(names);
    assertTrue(world.runUntil(60 * MINUTE_MS, world::everyoneKnowsEveryone));
    return line;
  }

  private static void ask(World world, TestNode who, TestNode whom, TestNode destination, int number) {
    who.mesh.poll(Now.monotonic(world.nowMs()));
    who.mesh.askWay(whom.id(), destination.id(), number);
  }

  private static List<MeshEvent.WayTold> told(TestNode node) {
    return node.events.stream().filter(MeshEvent.WayTold.class::isInstance).map(MeshEvent.WayTold.class::cast)
        .toList();
  }

  @Test
  void shouldTellTheNextHop() {
    World world = new World(3, EtherFaults.NONE);
    List<TestNode> line = line(world, "a", "b", "c");
    ask(world, line.get(0), line.get(1), line.get(2), 17);
    world.run(1_000);
    MeshEvent.WayTold told = told(line.get(0)).getFirst();
    assertEquals(line.get(1).id(), told.from());
    assertEquals(17, told.number());
    assertEquals(OptionalInt.of(1), told.report().hops());
    assertTrue(told.report().next().orElseThrow().names(line.get(2).id()));
  }

  @Test
  void shouldAnswerForItselfOverSeveralHops() {
    for (LinkProfile profile : List.of(Fixtures.UDP, Fixtures.RADIO)) {
      World world = new World(3, EtherFaults.NONE, profile);
      List<TestNode> line = line(world, "a", "b", "c");
      for (int number = 0; number < 6 && told(line.get(0)).isEmpty(); number++) {
        ask(world, line.get(0), line.get(2), line.get(2), number);
        world.run(20_000);
      }
      assertEquals(OptionalInt.of(0), told(line.get(0)).getFirst().report().hops(), profile.name());
      assertEquals(line.get(2).id(), told(line.get(0)).getFirst().from());
    }
  }

  @Test
  void shouldNotLeadBackToWhoAsks() {
    World world = new World(3, EtherFaults.NONE);
    List<TestNode> line = line(world, "a", "b", "c");
    ask(world, line.get(1), line.get(2), line.get(0), 1);
    world.run(1_000);
    MeshEvent.WayTold told = told(line.get(1)).getFirst();
    assertEquals(OptionalInt.empty(), told.report().hops());
  }

  @Test
  void shouldAnswerOnlyNowAndThenUnlessItEchoes() {
    World world = new World(3, EtherFaults.NONE, Fixtures.RADIO);
    List<TestNode> pair = line(world, "a", "b");
    TestNode a = pair.getFirst();
    TestNode b = pair.getLast();
    for (int number = 0; number < 200; number++) {
      ask(world, a, b, b, number);
      world.run(500);
    }
    int capped = told(a).size();
    assertTrue(capped >= MeshLimits.WAY_ANSWERS_BURST && capped <= 200 / 4, capped + " answers in 100 s");
    b.mesh.echo(5 * MINUTE_MS);
    for (int number = 0; number < 50; number++) {
      ask(world, a, b, b, number);
      world.run(2_000);
    }
    int echoed = told(a).size() - capped;
    assertTrue(echoed >= 48, echoed + " answers to 50 questions");
    world.run(5 * MINUTE_MS);
  }

  @Test
  void shouldShowLinksAndRoutes() {
    World world = new World(3, EtherFaults.NONE);
    List<TestNode> line = line(world, "a", "b", "c");
    TestNode a = line.getFirst();
    Route far = a.mesh.routes().stream().filter(route -> route.to().equals(line.get(2).id())).findFirst()
        .orElseThrow();
    assertEquals(line.get(1).id(), far.via());
    assertEquals(2, far.hops());
    assertTrue(far.costMilli() >= 2_000);
    LinkView link = a.mesh.links().getFirst();
    assertEquals("udp", link.profile().name());
    a.mesh.poll(Now.monotonic(world.nowMs()));
    a.mesh.announce();
    assertTrue(a.mesh.links().getFirst().announceMs() <= MeshLimits.ANNOUNCE_MIN_MS);
  }
}
