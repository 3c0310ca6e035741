package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.radio.secure.NetworkKey;

/** Words between two real daemons, killed in between. */
class MessageProcessTest {
  private static final long LOOK_MS = 50;

  private final NetworkKey network = NetworkKey.generate(new SystemRandomness());

  @TempDir
  Path top;

  @Test
  void shouldBringWordsBothWaysThroughKills() throws Exception {
    int discoveryPort = NodeHome.freeUdpPort();
    NodeHome here = NodeHome.make(top.resolve("here"), network, discoveryPort, "");
    NodeHome there = NodeHome.make(top.resolve("there"), network, discoveryPort, "");
    String toThere;
    String waiting;
    try (NodeProcess ours = here.start().awaitReady(); NodeClient client = here.client()) {
      try (NodeProcess theirs = there.start().awaitReady(); NodeClient other = there.client()) {
        String id = awaitNode(client, ours, "there");
        awaitNode(other, theirs, "here");
        toThere = client.write("there", "hello there", "emergency", "k1").text("id");
        assertEquals("delivered", client.arrived(toThere).text("state"));
        String toHere = other.write("here", "hello here", "normal", "k2").text("id");
        assertEquals("delivered", other.arrived(toHere).text("state"));
        assertEquals(List.of("hello here"), texts(client, "?direction=in"));
        theirs.kill();
        // Written to a node that is gone, by one that is killed before it comes back.
        waiting = client.write(id, "while you were away", "normal", "k3").text("id");
        assertFalse(waiting.isEmpty());
      }
      ours.kill();
    }
    try (NodeProcess ours = here.start().awaitReady();
        NodeClient client = here.client();
        NodeProcess theirs = there.start().awaitReady();
        NodeClient other = there.client()) {
      assertEquals(waiting,
          client.write(id(client, waiting), "while you were away", "normal", "k3").text("id"),
          "the same request again makes no second message");
      assertEquals("delivered", client.arrived(waiting).text("state"));
      assertEquals(List.of("while you were away", "hello there"), texts(other, "?direction=in"));
      assertEquals("read", other.acknowledge(toThere).text("state"));
      NodeClient.Reply told = client.get("/api/v1/messages/" + toThere);
      while (!(told.body().get("acknowledged") instanceof Json.Obj)) {
        assertFalse(theirs.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), theirs.log()::toString);
        told = client.get("/api/v1/messages/" + toThere);
      }
      assertEquals(List.of("while you were away"), texts(other, "?state=unread"));
      assertEquals(0, ours.terminate(), ours.log()::toString);
      assertEquals(0, theirs.terminate(), theirs.log()::toString);
    }
  }

  private static String id(NodeClient client, String message) throws Exception {
    return client.get("/api/v1/messages/" + message).text("peer_id");
  }

  private static List<String> texts(NodeClient client, String query) throws Exception {
    NodeClient.Reply reply = client.get("/api/v1/messages" + query);
    assertEquals(200, reply.status(), reply.body()::toString);
    List<String> texts = new ArrayList<>();
    for (Json shape : ((Json.Arr) reply.body().get("messages")).items()) {
      texts.add(((Json.Text) ((Json.Obj) shape).get("text")).value());
    }
    return texts;
  }

  /** Until {@code name} is known; returns its id. */
  private static String awaitNode(NodeClient client, NodeProcess node, String name) throws Exception {
    NodeClient.Reply reply = client.get("/api/v1/nodes/" + name);
    while (reply.status() != 200) {
      assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
      reply = client.get("/api/v1/nodes/" + name);
    }
    assertTrue(reply.text("id").length() == 64, reply.body()::toString);
    return reply.text("id");
  }
}
