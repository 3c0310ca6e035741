package org.sheratan.edge.http.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;

class TopicTest {
  private static final Topic TOPIC = new Topic("node", "/x", "nodes", List.of("id", "link"), List.of("ago_s"),
      1_000);

  private static Json.Obj thing(String json) {
    return JsonReader.readObject(Bytes.utf8(json));
  }

  @Test
  void shouldFindTheThingsOfAnAnswer() {
    assertEquals(2, TOPIC.things(thing("{\"nodes\":[{\"id\":\"a\"},{\"id\":\"b\"}]}")).size());
    assertEquals(List.of(), TOPIC.things(thing("{}")));
    Topic single = new Topic("status", "/x", "", List.of(), List.of(), 1_000);
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

  @Test
  void shouldTakeEverythingElseForNews() {
    Bytes before = TOPIC.settled(thing("{\"id\":\"a\",\"seen_s\":null,\"list\":[{\"x\":1}]}"), 0);
    assertEquals(before, TOPIC.settled(thing("{\"id\":\"a\",\"seen_s\":null,\"list\":[{\"x\":1}]}"), 9_000));
    assertNotEquals(before, TOPIC.settled(thing("{\"id\":\"a\",\"seen_s\":null,\"list\":[{\"x\":2}]}"), 0));
    assertNotEquals(before, TOPIC.settled(thing("{\"id\":\"a\",\"seen_s\":1,\"list\":[{\"x\":1}]}"), 0));
  }
}
