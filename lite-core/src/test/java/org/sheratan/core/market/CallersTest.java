package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

class CallersTest {
  private static final NodeId OWNER = MarketFixtures.OWNER.id();

  private final Callers callers = new Callers();

  @Test
  void shouldKnowAnOwnerFromItsFirstJobOn() {
    assertTrue(callers.stranger(OWNER));
    callers.wasted(OWNER);
    callers.served(OWNER);
    assertFalse(callers.stranger(OWNER));
  }

  @Test
  void shouldMakeAStrangerOfAnOwnerThatKeepsCallingForNothing() {
    callers.served(OWNER);
    for (int bid = 1; bid < Callers.WASTED_BIDS; bid++) {
      callers.wasted(OWNER);
    }
    assertFalse(callers.stranger(OWNER));
    callers.served(OWNER);
    for (int bid = 1; bid <= Callers.WASTED_BIDS; bid++) {
      assertFalse(callers.stranger(OWNER), "a job done makes good for what was wasted before");
      callers.wasted(OWNER);
    }
    assertTrue(callers.stranger(OWNER));
  }

  @Test
  void shouldForgetThoseServedLongestAgo() {
    for (int number = 0; number < Callers.REMEMBERED; number++) {
      callers.served(node(number));
    }
    callers.served(node(0));
    callers.served(OWNER);
    assertFalse(callers.stranger(node(0)));
    assertTrue(callers.stranger(node(1)));
    assertFalse(callers.stranger(OWNER));
  }

  private static NodeId node(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) number;
    key[1] = (byte) (1 + (number >> 8));
    return new NodeId(Bytes.copyOf(key));
  }
}
