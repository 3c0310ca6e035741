package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

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
      byte[] key = new byte[NodeId.LENGTH];
      key[0] = (byte) number;
      key[1] = (byte) (number >> 8);
      reputation.broke(new NodeId(org.sheratan.kernel.Bytes.copyOf(key)));
    }
    assertEquals(Reputation.MAX_NODES, durable.records.size());
  }
}
