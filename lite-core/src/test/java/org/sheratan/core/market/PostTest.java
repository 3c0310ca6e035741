package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.core.wire.WireMessage;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

class PostTest {
  private final QuietMesh mesh = new QuietMesh(MarketFixtures.OWNER.id());
  private final Post post = new Post(mesh);

  private long send(org.sheratan.kernel.NodeId to, long nonce) {
    return post.send(to, new WireMessage.Ping(nonce), Priority.NORMAL, 1_000, Mesh.UNPROMPTED);
  }

  @Test
  void shouldKeepLettersToItselfOffTheNetworkInOrder() {
    long first = send(post.self(), 1);
    long second = send(post.self(), 2);
    assertTrue(mesh.take().isEmpty());
    assertEquals(new Post.Letter(new WireMessage.Ping(1), first), post.nextLocal().orElseThrow());
    assertEquals(new Post.Letter(new WireMessage.Ping(2), second), post.nextLocal().orElseThrow());
    assertTrue(post.nextLocal().isEmpty());
    assertTrue(first < 0 && second < 0 && first != second);
    post.abandon(first);
    post.confirmed(second, 5);
    assertTrue(mesh.abandoned.isEmpty() && mesh.confirmed.isEmpty());
  }

  @Test
  void shouldSendToPeersOverTheMesh() {
    long ticket = send(MarketFixtures.WORKER.id(), 3);
    assertEquals(new WireMessage.Ping(3), mesh.only(WireMessage.Ping.class));
    post.confirmed(ticket, 9);
    assertEquals(java.util.List.of(ticket), mesh.confirmed);
    assertTrue(post.nextLocal().isEmpty());
  }

  @Test
  void shouldGuessWhenTheMeshKnowsNoWay() {
    assertEquals(0, post.expectedMs(post.self(), 10));
    assertEquals(1_000, post.expectedMs(MarketFixtures.WORKER.id(), 10));
    mesh.expectedMs.put(MarketFixtures.WORKER.id(), 7L);
    assertEquals(7, post.expectedMs(MarketFixtures.WORKER.id(), 10));
  }
}
