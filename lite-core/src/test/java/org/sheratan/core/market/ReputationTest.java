package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

class ReputationTest {
  private final MemoryDurable durable = new MemoryDurable();
  private final NodeId worker = MarketFixtures.WORKER.id();

  @Test
  void shouldStartInTheMiddleAndFollowTheOutcomes() {
    Reputation reputation = new Reputation(durable);
    assertEquals(0.5, reputation.success(worker));
    reputation.kept(worker);
    assertEquals(0.6, reputation.success(worker), 1e-9);
    reputation.broke(worker);
    assertEquals(0.48, reputation.success(worker), 1e-9);
    for (int job = 0; job < 100; job++) {
      reputation.kept(worker);
    }
    assertTrue(reputation.success(worker) > 0.999 && reputation.success(worker) <= 1);
  }

  @Test
  void shouldRememberAfterARestart() {
    new Reputation(durable).kept(worker);
    assertEquals(0.6, new Reputation(durable).success(worker), 1e-4);
  }

  @Test
  void shouldKnowABoundedNumberOfNodes() {
    Reputation reputation = new Reputation(durable);
    for (int number = 0; number < Reputation.MAX_NODES + 50; number++) {
      reputation.broke(node(number));
    }
    assertEquals(Reputation.MAX_NODES, durable.records.size());
    assertEquals(Reputation.UNKNOWN, reputation.success(node(49)));
    assertEquals(0.4, reputation.success(node(50)), 1e-9);
    assertEquals(0.4, new Reputation(durable).success(node(Reputation.MAX_NODES + 49)), 1e-4);
  }

  @Test
  void shouldTakeNewcomersOnAFullTableAndForgetWhoSaysLeast() {
    Reputation reputation = new Reputation(durable);
    for (int number = 0; number < Reputation.MAX_NODES; number++) {
      reputation.kept(node(number));
      reputation.kept(node(number));
    }
    // Node 3 comes out almost neutral, then falls back among those not seen for long.
    reputation.broke(node(3));
    for (int number = 4; number < Reputation.MAX_NODES; number++) {
      reputation.kept(node(number));
    }
    for (int again = 0; again < 3; again++) {
      for (int newcomer = 2_000; newcomer < 2_010; newcomer++) {
        reputation.broke(node(newcomer));
      }
    }
    assertEquals(Reputation.UNKNOWN, reputation.success(node(3)));
    assertEquals(0.5 * 0.8 * 0.8 * 0.8, reputation.success(node(2_009)), 1e-9);
    assertEquals(Reputation.MAX_NODES, durable.records.size());
  }

  private static NodeId node(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) number;
    key[1] = (byte) (number >> 8);
    return new NodeId(Bytes.copyOf(key));
  }
}
