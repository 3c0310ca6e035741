package org.sheratan.radio.mesh.announce;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.mesh.engine.Fixtures;

class DoorkeeperTest {
  private static final long APART_MS = 4_000;
  private static final NodeId REAL = Fixtures.id(7);

  private static NodeId invented(SeededEntropy entropy) {
    return new NodeId(Fixtures.bytes(entropy, NodeId.LENGTH));
  }

  @Test
  void shouldKnowWhoAskedBefore() {
    Doorkeeper doorkeeper = new Doorkeeper(new SeededEntropy(1));
    assertFalse(doorkeeper.again(REAL, APART_MS, 300));
    assertFalse(doorkeeper.again(REAL, APART_MS, APART_MS + 299));
    assertTrue(doorkeeper.again(REAL, APART_MS, APART_MS + 1_000), "times are kept in whole seconds");
    assertFalse(doorkeeper.again(Fixtures.id(8), APART_MS, APART_MS + 1_000));
  }

  /** Three minutes at ten names a second, and another salt each time: most often it is still known then. */
  @Test
  void shouldRememberMostThroughAFlood() {
    int known = 0;
    SeededEntropy entropy = new SeededEntropy(3);
    for (int run = 0; run < 100; run++) {
      Doorkeeper doorkeeper = new Doorkeeper(new SeededEntropy(run));
      doorkeeper.again(REAL, APART_MS, 0);
      for (int number = 0; number < 1_800; number++) {
        doorkeeper.again(invented(entropy), APART_MS, 1);
      }
      known += doorkeeper.again(REAL, APART_MS, APART_MS) ? 1 : 0;
    }
    assertTrue(known >= 80, known + " of 100");
  }
}
