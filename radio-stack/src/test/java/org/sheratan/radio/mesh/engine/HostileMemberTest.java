package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.ether.Topology;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.MeshLimits;

/**
 * A member of the network that is in reach of three nodes of eight and floods them with all it can make, with twice
 * what one radio can send; the others go on talking.
 */
class HostileMemberTest {
  private static final long MINUTE_MS = 60_000;
  private static final long ATTACK_MS = 10 * MINUTE_MS;
  private static final long STEP_MS = 1_000;
  private static final long MESSAGE_EVERY_MS = 10_000;
  private static final long EMERGENCY_EVERY_MS = MINUTE_MS;
  private static final long LIFETIME_MS = 30 * MINUTE_MS;
  private static final int SHORT_BYTES = 40;
  private static final List<String> HONEST = List.of("a", "b", "c", "d", "e", "f", "g", "h");
  private static final List<String> NEAR = List.of("a", "c", "e");

  private record Sent(TestNode from, long ticket) {
    boolean delivered() {
      return from.delivered(ticket);
    }
  }

  /** One run. */
  private static final class Siege {
    private final GroupWorld on;
    private final World world;
    private final Entropy entropy;
    private final String why;
    private final List<Sent> messages = new ArrayList<>();
    private final List<Sent> emergencies = new ArrayList<>();
    private final Map<String, Long> airtimeMs = new LinkedHashMap<>();

    private Siege(long seed) {
      on = new GroupWorld(seed, EtherFaults.NONE, Fixtures.LORA);
      world = on.world;
      entropy = new SeededEntropy(seed).fork("who talks");
      why = "seed " + seed;
    }

    private TestNode honest() {
      return world.node(HONEST.get(entropy.nextInt(HONEST.size())));
    }

    private Sent send(Priority priority) {
      TestNode from = honest();
      TestNode to = honest();
      while (to == from) {
        to = honest();
      }
      from.mesh.poll(Now.monotonic(world.nowMs()));
      return new Sent(from,
          from.mesh.send(to.id(), world.random(SHORT_BYTES), priority, LIFETIME_MS, Mesh.UNPROMPTED));
    }

    private void neverStopsTheOthers() {
      Topology ring = Topology.ring(HONEST).join("a", "e").join("c", "g");
      for (String near : NEAR) {
        ring = ring.join("mallory", near);
      }
      world.ether.topology(ring);
      world.addAll(HONEST.toArray(String[]::new));
      TestNode mallory = world.add("mallory");
      assertTrue(world.runUntil(6 * 60 * MINUTE_MS, () -> HONEST.stream()
          .allMatch(name -> world.node(name).mesh.peers().size() == HONEST.size())), why);
      GroupId team = on.group("team", world.node("b"), world.node("d"), world.node("h"));
      world.run(60 * MINUTE_MS);
      HostileMember attack = new HostileMember(world, mallory, NEAR,
          HONEST.stream().map(world::node).toList());
      HONEST.forEach(name -> world.node(name).watcher = frame -> airtimeMs.merge(name,
          Fixtures.LORA.airtimeMs(frame.frame().length()), Long::sum));
      for (long ms = 0; ms < ATTACK_MS; ms += STEP_MS) {
        attack.step();
        if (ms % MESSAGE_EVERY_MS == 0) {
          messages.add(send(Priority.NORMAL));
        }
        if (ms % EMERGENCY_EVERY_MS == 0) {
          emergencies.add(send(Priority.EMERGENCY));
          // Its author says an emergency again until it knows that it is heard.
          assertEquals(Optional.empty(), on.groups(world.node("b")).broadcast(team, Bytes.utf8("fire"),
              Priority.EMERGENCY, true), why);
        }
        world.run(STEP_MS);
      }
      check(mallory);
    }

    private void check(TestNode mallory) {
      long mostMs = airtimeMs.values().stream().mapToLong(Long::longValue).max().orElseThrow();
      for (String name : HONEST) {
        TestNode node = world.node(name);
        assertTrue(node.mesh.peers().size() <= MeshLimits.PEERS, why);
        assertTrue(node.mesh.counters().neighbors() <= MeshLimits.NEIGHBORS, why);
        assertTrue(node.mesh.counters().custody() <= MeshLimits.CUSTODY, why);
        for (String other : HONEST) {
          assertTrue(name.equals(other) || node.mesh.peer(world.node(other).id()).isPresent(),
              why + ": " + name + " knows " + other + " still");
        }
      }
      for (String name : List.of("d", "h")) {
        assertTrue(GroupWorld.heard(world.node(name)).contains("fire"),
            why + ": " + name + " heard the group");
      }
      long seen = NEAR.stream().map(world::node).flatMap(node -> node.mesh.neighbors().stream())
          .filter(neighbor -> neighbor.id().equals(mallory.id()) && neighbor.refused() > 0).count();
      assertTrue(seen > 0, why + ": its neighbors see who floods");
      world.runUntil(LIFETIME_MS, () -> messages.stream().allMatch(Sent::delivered)
          && emergencies.stream().allMatch(Sent::delivered));
      long delivered = messages.stream().filter(Sent::delivered).count();
      long helped = emergencies.stream().filter(Sent::delivered).count();
      long lawfulMs = 3_600L * Fixtures.LORA.dutyPermille();
      System.err.println("SIMULATION hostile member, " + why + ": " + delivered + " of " + messages.size()
          + " delivered, " + helped + " of " + emergencies.size() + " emergencies, at most " + mostMs / 1_000
          + " s of " + lawfulMs / 1_000 + " s an hour on the air");
      assertTrue(delivered * 100 >= messages.size() * 95L, why);
      assertEquals(emergencies.size(), helped, why);
      assertTrue(mostMs <= lawfulMs, why + ": what a flood makes a node say is lawful");
    }
  }

  @Test
  void neverStopsTheOthersByFlooding() {
    new Siege(1).neverStopsTheOthers();
    new Siege(2).neverStopsTheOthers();
  }

  @Test
  @Tag("campaign")
  void neverStopsTheOthersByFloodingOnManySeeds() {
    for (long seed = 1; seed <= 30; seed++) {
      new Siege(seed).neverStopsTheOthers();
    }
  }
}
