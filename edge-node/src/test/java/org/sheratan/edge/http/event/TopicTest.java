package org.sheratan.edge.http.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.JobState;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.LocalApi;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;
import org.sheratan.kernel.WallState;

class TopicTest {
  private static final Topic TOPIC = new Topic("node", "/x", 0, "nodes", List.of("id", "link"),
      List.of("ago_s"),
      1_000);

  private static Json.Obj thing(String json) {
    return JsonReader.readObject(Bytes.utf8(json));
  }

  @Test
  void shouldFindTheThingsOfAnAnswer() {
    assertEquals(2, TOPIC.things(thing("{\"nodes\":[{\"id\":\"a\"},{\"id\":\"b\"}]}")).size());
    assertEquals(List.of(), TOPIC.things(thing("{}")));
    Topic single = new Topic("status", "/x", 0, "", List.of(), List.of(), 1_000);
    assertEquals(List.of(thing("{\"a\":1}")), single.things(thing("{\"a\":1}")));
    assertEquals("", single.key(thing("{\"a\":1}")));
  }

  @Test
  void shouldTellThingsApartByTheirKeys() {
    assertEquals("a/udp", TOPIC.key(thing("{\"id\":\"a\",\"link\":\"udp\"}")));
    assertEquals("a/", TOPIC.key(thing("{\"id\":\"a\",\"link\":null}")));
  }

  @Test
  void shouldNotTakeThePassingOfTimeForNews() {
    Bytes before = TOPIC.settled(thing("{\"id\":\"a\",\"seen_s\":5,\"sent\":{\"ago_s\":1}}"), 100_000);
    assertEquals(before,
        TOPIC.settled(thing("{\"id\":\"a\",\"seen_s\":7.5,\"sent\":{\"ago_s\":3.5}}"), 102_500));
    assertNotEquals(before,
        TOPIC.settled(thing("{\"id\":\"a\",\"seen_s\":1,\"sent\":{\"ago_s\":21}}"), 120_000));
  }

  /** A page that nobody touches, of a node to which nothing happens, is told nothing. */
  @Test
  void shouldHaveNoNewsOfANodeAtRest() throws Exception {
    FakeNode node = new FakeNode();
    node.put(FakeNode.job(1, JobState.WORKING));
    // In the middle of a step of ages, which stand still in this node.
    long[] nowMs = {1_795_219_210_000L};
    Clock clock = new Clock() {
      @Override
      public Now now() {
        return new Now(nowMs[0], nowMs[0], WallQuality.GPS);
      }

      @Override
      public WallState wall() {
        return new WallState(nowMs[0], WallQuality.GPS, nowMs[0] - 1_000, false, 0);
      }
    };
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        LocalApi api = new LocalApi(
            new ApiParts(node, RunningApi.TOKEN, RunningApi.tokens(), FakeNode.NETWORK, clock, executor,
                FakeNode.LINKS, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), false))) {
      SortedMap<String, Bytes> first = settled(api, nowMs[0]);
      nowMs[0] += 3_000;
      SortedMap<String, Bytes> second = settled(api, nowMs[0]);
      assertEquals(first.keySet(), second.keySet());
      first.forEach((thing, before) -> assertEquals(before, second.get(thing), thing));
    }
  }

  private static SortedMap<String, Bytes> settled(LocalApi api, long nowMs) throws HttpRefusal {
    SortedMap<String, Bytes> all = new TreeMap<>();
    for (Topic topic : Topic.ALL) {
      if (!topic.name().equals("radio")) {
        for (Json.Obj thing : topic.things(api.get(topic.target(0, Optional.empty()).orElseThrow()))) {
          all.put(topic.name() + " " + topic.key(thing), topic.settled(thing, nowMs));
        }
      }
    }
    return all;
  }

  @Test
  void shouldTakeEverythingElseForNews() {
    Bytes before = TOPIC.settled(thing("{\"id\":\"a\",\"seen_s\":null,\"list\":[{\"x\":1}]}"), 0);
    assertEquals(before, TOPIC.settled(thing("{\"id\":\"a\",\"seen_s\":null,\"list\":[{\"x\":1}]}"), 9_000));
    assertNotEquals(before, TOPIC.settled(thing("{\"id\":\"a\",\"seen_s\":null,\"list\":[{\"x\":2}]}"), 0));
    assertNotEquals(before, TOPIC.settled(thing("{\"id\":\"a\",\"seen_s\":1,\"list\":[{\"x\":1}]}"), 0));
  }
}
