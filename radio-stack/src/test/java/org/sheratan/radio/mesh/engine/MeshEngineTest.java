package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.frame.Priority;

class MeshEngineTest {
  private static final long MINUTE_MS = 60_000;

  @Test
  void shouldMeetExchangeCardsAndDeliver() {
    World world = new World(1, EtherFaults.NONE);
    TestNode a = world.add("a");
    TestNode b = world.add("b");
    assertTrue(world.runUntil(MINUTE_MS, world::everyoneKnowsEveryone));
    long ticket = a.send(b, Bytes.utf8("hello"), MINUTE_MS);
    assertTrue(world.runUntil(2_000, () -> a.delivered(ticket)));
    assertEquals(List.of(Bytes.utf8("hello")), b.messages());
    assertEquals(1, a.mesh.peer(b.id()).orElseThrow().hops());
  }

  @Test
  void shouldLetTheAnswerBeTheAcknowledgement() {
    World world = new World(2, EtherFaults.NONE);
    TestNode a = world.add("a");
    TestNode b = world.add("b");
    b.application = (node, message) -> node.mesh.send(message.from(), Bytes.copyOf(new byte[40]),
        Priority.NORMAL,
        MINUTE_MS, message.arrival());
    assertTrue(world.runUntil(MINUTE_MS, world::everyoneKnowsEveryone));
    world.run(10 * MINUTE_MS);
    List<Integer> sealed = new ArrayList<>();
    world.ether.tap((atMs, from, to, frame) -> {
      if (frame.at(0) >> 5 != 0) {
        sealed.add(frame.length());
      }
    });
    long ticket = a.send(b, Bytes.copyOf(new byte[40]), MINUTE_MS);
    a.application = (node, message) -> node.mesh.confirmed(ticket, message.arrival());
    world.run(10 * MINUTE_MS);
    assertEquals(List.of(54, 54), sealed);
    assertEquals(1, a.messages().size());
    assertFalse(a.delivered(ticket));
  }

  @Test
  void shouldRelayAlongALineWithinTheHopLimit() {
    World world = new World(3, EtherFaults.NONE);
    List<TestNode> line = world.line("a", "b", "c", "d");
    assertTrue(world.runUntil(5 * MINUTE_MS, world::everyoneKnowsEveryone));
    TestNode a = line.getFirst();
    TestNode d = line.getLast();
    assertEquals(3, a.mesh.peer(d.id()).orElseThrow().hops());
    assertEquals(line.get(1).id(), a.mesh.peer(d.id()).orElseThrow().via());
    long ticket = a.send(d, world.random(64 * 1024), MINUTE_MS);
    assertTrue(world.runUntil(MINUTE_MS, () -> a.delivered(ticket)));
    assertEquals(64 * 1024, d.messages().getFirst().length());
    assertTrue(a.mesh.expectedMs(d.id(), 1_000).orElseThrow() > 0);
  }
}
