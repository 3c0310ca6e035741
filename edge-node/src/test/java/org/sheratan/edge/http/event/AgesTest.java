package org.sheratan.edge.http.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

class AgesTest {
  private static String later(String topic, String json) {
    return Ages.grown(topic, Bytes.utf8(json), 60_000).toUtf8();
  }

  @Test
  void shouldLetAgesGrowAtAnyDepth() {
    assertEquals("{\"age_s\":66.2,\"took_s\":6.2}", later("job", "{\"age_s\":6.2,\"took_s\":6.2}"));
    assertEquals("{\"members\":[{\"sent\":{\"ago_s\":61}}],\"queued\":{\"ago_s\":65}}",
        later("message", "{\"members\":[{\"sent\":{\"ago_s\":1}}],\"queued\":{\"ago_s\":5}}"));
    assertEquals("{\"id\":\"a\",\"seen_s\":61}", later("neighbor", "{\"id\":\"a\",\"seen_s\":1}"));
  }

  @Test
  void shouldLetWaitsShrinkToNothing() {
    assertEquals("{\"announce_s\":30,\"retry_s\":0.0,\"wait_s\":null}",
        later("link", "{\"announce_s\":90,\"retry_s\":2.5,\"wait_s\":null}"));
  }

  @Test
  void shouldLeaveWhatIsNoAgeAsItIs() {
    assertEquals("{\"age_s\":5}", later("message", "{\"age_s\":5}"),
        "how old words were when they were sent");
    assertEquals("{\"seen_s\":null}", later("node", "{\"seen_s\":null}"));
    assertEquals("{\"seen_s\":1}", later("log", "{\"seen_s\":1}"));
    assertEquals("{\"seen_s\":1}", Ages.grown("node", Bytes.utf8("{\"seen_s\":1}"), 999).toUtf8());
  }

  @Test
  void shouldTakeThingsOfAnyLength() {
    String text = "x".repeat(100_000);
    assertEquals("{\"ago_s\":61,\"text\":\"" + text + "\"}",
        later("message", "{\"ago_s\":1,\"text\":\"" + text + "\"}"));
  }
}
