package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.Ether;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.ether.Topology;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.NetworkKey;

/** Nodes on one ether in virtual time. */
public final class World {
  public final Ether ether;
  public final NetworkKey network;
  private final SeededEntropy entropy;
  private final LinkProfile profile;
  private final Map<String, TestNode> nodes = new LinkedHashMap<>();
  private long nowMs;
  private long traceHash;

  public World(long seed, EtherFaults faults) {
    this(seed, faults, Fixtures.UDP);
  }

  public World(long seed, EtherFaults faults, LinkProfile profile) {
    this.entropy = new SeededEntropy(seed);
    this.ether = new Ether(entropy.fork("ether"), faults);
    this.network = NetworkKey.generate(Fixtures.keys(entropy.fork("network")));
    this.profile = profile;
    ether.tap((atMs, from, to, frame) -> traceHash = (traceHash * 31 + atMs) * 31 + frame.hashCode());
  }

  /** Two nodes that know each other, and nothing goes wrong between them. */
  static World pair(long seed) {
    World world = new World(seed, EtherFaults.NONE);
    world.addAll("a", "b");
    return world.converged();
  }

  /** Nodes in a line on a shared medium, slow and naming nobody, that know each other. */
  static World radioLine(long seed, EtherFaults faults, long withinMs, String... names) {
    World world = new World(seed, faults, Fixtures.RADIO);
    world.line(names);
    assertTrue(world.runUntil(withinMs, world::everyoneKnowsEveryone), "seed " + seed);
    return world;
  }

  /** Lets time pass until all know all. */
  World converged() {
    assertTrue(runUntil(10 * 60_000, this::everyoneKnowsEveryone));
    return this;
  }

  TestNode node(String name) {
    return nodes.get(name);
  }

  public TestNode add(String name) {
    return add(name, network, Identity.generate(Fixtures.keys(entropy.fork("identity " + name))));
  }

  public TestNode add(String name, NetworkKey of, Identity identity) {
    TestNode node = new TestNode(name, of, identity, entropy.fork("node " + name), () -> nowMs);
    nodes.put(name, node);
    node.start(ether.attach(name, profile), nowMs);
    return node;
  }

  public List<TestNode> line(String... names) {
    ether.topology(Topology.line(List.of(names)));
    return addAll(names);
  }

  List<TestNode> ring(String... names) {
    ether.topology(Topology.ring(List.of(names)));
    return addAll(names);
  }

  public List<TestNode> addAll(String... names) {
    List<TestNode> added = new ArrayList<>();
    for (String name : names) {
      added.add(add(name));
    }
    return added;
  }

  public void crash(TestNode node) {
    ether.detach(node.name);
    node.crash();
  }

  public void restart(TestNode node) {
    node.start(ether.attach(node.name, profile), nowMs);
  }

  /** Its endpoint is another now, as with a UDP port that the system chooses. */
  void restartAt(TestNode node, String station) {
    node.start(ether.attach(station, profile), nowMs);
  }

  public long nowMs() {
    return nowMs;
  }

  long traceHash() {
    return traceHash;
  }

  public void run(long forMs) {
    runUntil(forMs, () -> false);
  }

  /** @return whether {@code done} came true within {@code atMostMs} */
  public boolean runUntil(long atMostMs, BooleanSupplier done) {
    long endMs = nowMs + atMostMs;
    // What the test asked of a node takes effect in a turn.
    turns(true);
    while (!done.getAsBoolean()) {
      long nextMs = ether.nextDueMs();
      for (TestNode node : nodes.values()) {
        nextMs = node.up() ? Math.min(nextMs, node.mesh.nextPollMs()) : nextMs;
      }
      if (nextMs > endMs) {
        nowMs = endMs;
        ether.advance(nowMs);
        return false;
      }
      nowMs = Math.max(nowMs, nextMs);
      ether.advance(nowMs);
      ether.deliverDue(nowMs);
      turns(false);
    }
    return true;
  }

  private void turns(boolean all) {
    for (TestNode node : nodes.values()) {
      if (node.up() && (all || node.busy() || node.mesh.nextPollMs() <= nowMs)) {
        node.turn(nowMs);
      }
    }
  }

  public Bytes random(int length) {
    return Fixtures.bytes(entropy, length);
  }

  public boolean everyoneKnowsEveryone() {
    for (TestNode one : nodes.values()) {
      for (TestNode other : nodes.values()) {
        if (one != other && one.up() && other.up() && !one.knowsCardOf(other)) {
          return false;
        }
      }
    }
    return true;
  }
}
