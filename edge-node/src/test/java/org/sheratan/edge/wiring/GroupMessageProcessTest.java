package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.radio.secure.NetworkKey;

/** Words to a group of three real daemons, more than a frame holds, one of them away at first. */
class GroupMessageProcessTest {
  private static final long LOOK_MS = 50;
  /** Deflated it is still longer than a group frame. */
  private static final String LONG = IntStream.range(1, 160)
      .mapToObj(number -> Integer.toString(number * 7_368_787 & 0xff_ffff, 36))
      .collect(Collectors.joining(" "));

  private final NetworkKey network = NetworkKey.generate(new SystemRandomness());

  @TempDir
  Path top;

  @Test
  void shouldBringWordsToAllOfAGroupThroughKills() throws Exception {
    int discoveryPort = NodeHome.freeUdpPort();
    NodeHome here = NodeHome.make(top.resolve("here"), network, discoveryPort, "");
    NodeHome there = NodeHome.make(top.resolve("there"), network, discoveryPort, "");
    NodeHome away = NodeHome.make(top.resolve("away"), network, discoveryPort, "");
    String waiting;
    try (NodeProcess ours = here.start().awaitReady();
        NodeClient client = here.client();
        NodeProcess theirs = there.start().awaitReady();
        NodeClient other = there.client()) {
      try (NodeProcess leaving = away.start().awaitReady(); NodeClient third = away.client()) {
        assertEquals(201, client.post("/api/v1/groups", Json.Obj.EMPTY.with("name", "team")).status());
        join(client, other, theirs);
        join(client, third, leaving);
        awaitHeard(client, ours, 2);
        awaitHeard(other, theirs, 2);
        awaitHeard(third, leaving, 2);
        String id = client.write("group:team", LONG, "normal", "k1").text("id");
        NodeClient.Reply arrived = client.arrived(id);
        assertEquals("delivered", arrived.text("state"), arrived.body()::toString);
        assertEquals(List.of("delivered", "delivered"), members(arrived));
        assertEquals(List.of(LONG), texts(other));
        assertEquals(List.of(LONG), texts(third));
        leaving.kill();
      }
      waiting = client.write("group:team", "while one was away", "emergency", "k2").text("id");
      NodeClient.Reply seen = client.get("/api/v1/messages/" + waiting);
      while (!members(seen).contains("delivered")) {
        assertFalse(theirs.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), theirs.log()::toString);
        seen = client.get("/api/v1/messages/" + waiting);
      }
      assertEquals("sent", seen.text("state"), seen.body()::toString);
      ours.kill();
    }
    try (NodeProcess ours = here.start().awaitReady();
        NodeClient client = here.client();
        NodeProcess back = away.start().awaitReady();
        NodeClient third = away.client()) {
      NodeClient.Reply arrived = client.arrived(waiting);
      assertEquals("delivered", arrived.text("state"), arrived.body()::toString);
      assertEquals(List.of("while one was away", LONG), texts(third));
      assertEquals(0, ours.terminate(), ours.log()::toString);
      assertEquals(0, back.terminate(), back.log()::toString);
    }
  }

  private static void join(NodeClient admin, NodeClient newcomer, NodeProcess node) throws Exception {
    NodeClient.Reply invited = admin.post("/api/v1/groups/team/invitations", Json.Obj.EMPTY);
    assertEquals(201, invited.status(), invited.body()::toString);
    Json.Obj request = Json.Obj.EMPTY.with("code", invited.text("code")).with("timeout_s", 60);
    NodeClient.Reply joined = newcomer.post("/api/v1/groups/join", request);
    assertEquals(200, joined.status(), () -> joined.body() + " " + node.log());
  }

  /** Until this node can open what {@code others} members say. */
  private static void awaitHeard(NodeClient client, NodeProcess node, int others) throws Exception {
    while (heard(client) < others) {
      assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
    }
  }

  private static long heard(NodeClient client) throws Exception {
    Json.Arr members = (Json.Arr) client.get("/api/v1/groups/team").body().get("members");
    return members.items().stream()
        .filter(member -> ((Json.Obj) member).get("heard").equals(new Json.Bool(true)))
        .count();
  }

  private static List<String> members(NodeClient.Reply message) {
    return words(message, "members", "state");
  }

  private static List<String> texts(NodeClient client) throws Exception {
    return words(client.get("/api/v1/messages?direction=in&peer=group:team"), "messages", "text");
  }

  private static List<String> words(NodeClient.Reply reply, String list, String member) {
    List<String> words = new ArrayList<>();
    for (Json shape : ((Json.Arr) reply.body().get(list)).items()) {
      words.add(((Json.Text) ((Json.Obj) shape).get(member)).value());
    }
    return words;
  }
}
