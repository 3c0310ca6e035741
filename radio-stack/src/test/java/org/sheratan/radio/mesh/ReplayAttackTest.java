package org.sheratan.radio.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;

/** Somebody without any key says again what was heard. */
class ReplayAttackTest {
  private static final long MINUTE_MS = 60_000;

  /** What {@code from} says with a short message to {@code to}. */
  private static Bytes recorded(World world, TestNode from, TestNode to) {
    List<Bytes> tape = new ArrayList<>();
    world.ether.tap((atMs, sender, receiver, frame) -> {
      if (sender.equals(from.name) && FrameHead.peek(frame).type() == FrameType.DATA) {
        tape.add(frame);
      }
    });
    long ticket = from.send(to, Bytes.utf8("x"), 10 * MINUTE_MS);
    assertTrue(world.runUntil(10 * MINUTE_MS, () -> from.delivered(ticket)));
    return tape.getFirst();
  }

  private static List<String> endpoints(TestNode node) {
    return node.mesh.neighbors().stream().map(Neighbor::endpoint).toList();
  }

  @Test
  void shouldNotTakeTheAddressOfAReplayForTheNeighbors() {
    World world = World.pair(1);
    TestNode victim = world.node("b");
    Bytes frame = recorded(world, world.node("a"), victim);
    List<String> before = endpoints(victim);
    List<String> sentTo = new ArrayList<>();
    victim.watcher = out -> sentTo.add(out.to().address());
    long ticket = victim.send(world.node("a"), Bytes.utf8("hello"), 2 * MINUTE_MS);
    for (int time = 0; time < 40; time++) {
      world.ether.inject("evil" + time % 5, "b", frame);
      world.run(500);
    }
    assertTrue(victim.delivered(ticket));
    assertEquals(before, endpoints(victim));
    assertTrue(sentTo.stream().noneMatch(address -> address.startsWith("evil")), sentTo.toString());
  }

  @Test
  void shouldNotTakeAReplayForALifeSign() {
    World world = new World(2, EtherFaults.NONE, Fixtures.LORA);
    TestNode off = world.add("a");
    TestNode victim = world.add("b");
    assertTrue(world.runUntil(240 * MINUTE_MS, world::everyoneKnowsEveryone));
    Bytes frame = recorded(world, off, victim);
    world.crash(off);
    for (int halfHour = 0; halfHour < 2 * 48; halfHour++) {
      world.ether.inject("*", "b", frame);
      world.run(30 * MINUTE_MS);
    }
    assertEquals(List.of(), endpoints(victim));
    assertTrue(victim.mesh.peer(off.id()).isEmpty());
  }
}
