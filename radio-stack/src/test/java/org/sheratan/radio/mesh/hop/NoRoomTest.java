package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.ether.Topology;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;
import org.sheratan.radio.mesh.engine.TestNode;
import org.sheratan.radio.mesh.engine.World;
import org.sheratan.radio.mesh.session.Parcel;

/** Found by reading: a relay without room answered nothing, and was asked until the lifetime was over. */
class NoRoomTest implements Unit.Owner {
  private static final long MINUTE_MS = 60_000;

  private final List<Unit> refused = new ArrayList<>();

  @Override
  public void onTaken(Unit unit) {
    throw new AssertionError("never taken");
  }

  @Override
  public void onStuck(Unit unit) {
    throw new AssertionError("it answers");
  }

  @Override
  public void onRefused(Unit unit) {
    refused.add(unit);
  }

  @Test
  void shouldAskAFullNeighborAgainMuchLater() {
    Pair pair = new Pair(1, Fixtures.RADIO).introduced();
    Bench left = pair.left;
    Unit unit = new Unit(pair.right.id(), FrameType.RELAY, Priority.NORMAL, 5, Bytes.copyOf(new byte[40]),
        left.turn.nowMs() + 10 * MINUTE_MS, this, 7);
    left.rooms.hops.submit(unit);
    left.sent();
    for (int asked = 1; asked < 6; asked++) {
      Bytes frame = unit.frame;
      left.advance(200);
      left.rooms.hops.onMark(unit.noRoomMark);
      assertEquals(asked, refused.size());
      left.advance(MeshLimits.NO_ROOM_MS - 1);
      assertFalse(left.sent().contains(frame));
      left.advance(MeshLimits.NO_ROOM_MS / 4 + 1);
      assertNotEquals(frame, unit.frame, "under a new counter, or it would not be opened again");
      assertTrue(left.sent().contains(unit.frame));
    }
    assertFalse(left.rooms.neighbors.best(pair.right.id()).orElseThrow().failing(), "it is there");
    left.rooms.hops.onMark(-1);
    left.rooms.hops.onMark(12_345);
    assertEquals(5, refused.size());
  }

  static World square(long seed, LinkProfile profile, String... joined) {
    World world = new World(seed, EtherFaults.NONE, profile);
    Topology topology = Topology.empty();
    for (String pair : joined) {
      topology.join(pair.split("-")[0], pair.split("-")[1]);
    }
    world.ether.topology(topology);
    return world;
  }

  /** Others' parcels that lead nowhere, as many as there is room for. */
  static void fill(World world, TestNode relay, long lifetimeMs) {
    relay.mesh.poll(Now.monotonic(world.nowMs()));
    for (int number = 0; number < MeshLimits.CUSTODY; number++) {
      relay.rooms().custody.post(Fixtures.id(200), Parcel.of(
          new FrameHead(FrameType.RELAY, Priority.NORMAL, 5), world.nowMs() + lifetimeMs, world.random(40)));
    }
    assertEquals(MeshLimits.CUSTODY, relay.rooms().custody.size());
  }

  @Test
  void shouldTakeAnotherWayAtOnceWhenARelayHasNoRoom() {
    for (long seed = 1; seed <= 5; seed++) {
      World world = square(seed, Fixtures.RADIO, "a-r", "a-s", "r-d", "s-d");
      List<TestNode> nodes = world.addAll("a", "r", "s", "d");
      deliversRoundTheFullOne(world, nodes, nodes.getFirst(), "seed " + seed);
    }
  }

  @Test
  void shouldTakeAnotherWayOfOthersParcelsToo() {
    for (long seed = 1; seed <= 5; seed++) {
      World world = square(seed, Fixtures.RADIO, "a-b", "b-r", "b-s", "r-d", "s-d");
      List<TestNode> nodes = world.addAll("a", "b", "r", "s", "d");
      deliversRoundTheFullOne(world, nodes, nodes.get(1), "seed " + seed);
    }
  }

  private static void deliversRoundTheFullOne(World world, List<TestNode> nodes, TestNode fork, String why) {
    TestNode from = nodes.getFirst();
    TestNode to = nodes.getLast();
    assertTrue(world.runUntil(60 * MINUTE_MS, world::everyoneKnowsEveryone), why);
    long first = from.send(to, Bytes.utf8("before"), 30 * MINUTE_MS);
    assertTrue(world.runUntil(30 * MINUTE_MS, () -> from.delivered(first)), why);
    NodeId via = fork.rooms().ways.nextHop(to.id()).orElseThrow();
    TestNode full = nodes.stream().filter(node -> node.id().equals(via)).findFirst().orElseThrow();
    fill(world, full, 60 * MINUTE_MS);
    long retries = fork.mesh.counters().retries();
    long ticket = from.send(to, Bytes.utf8("round it"), 30 * MINUTE_MS);
    assertTrue(world.runUntil(MeshLimits.NO_ROOM_MS, () -> from.delivered(ticket)), why);
    assertEquals(retries, fork.mesh.counters().retries(), why);
  }

  @Test
  void canDeliverOnceTheOnlyRelayHasRoomAgain() {
    World world = square(7, Fixtures.RADIO, "a-r", "r-d");
    List<TestNode> nodes = world.addAll("a", "r", "d");
    TestNode from = nodes.getFirst();
    TestNode to = nodes.getLast();
    assertTrue(world.runUntil(60 * MINUTE_MS, world::everyoneKnowsEveryone));
    long first = from.send(to, Bytes.utf8("before"), 30 * MINUTE_MS);
    assertTrue(world.runUntil(30 * MINUTE_MS, () -> from.delivered(first)));
    fill(world, nodes.get(1), 10 * MINUTE_MS);
    List<Bytes> asked = new ArrayList<>();
    from.watcher = frame -> {
      if (FrameHead.peek(frame.frame()).type() == FrameType.RELAY) {
        asked.add(frame.frame());
      }
    };
    long ticket = from.send(to, Bytes.utf8("later"), 30 * MINUTE_MS);
    world.run(9 * MINUTE_MS);
    assertTrue(asked.size() <= 9 * MINUTE_MS / MeshLimits.NO_ROOM_MS + 4, asked.size() + " times asked");
    assertTrue(world.runUntil(2 * MINUTE_MS, () -> from.delivered(ticket)));
  }
}
