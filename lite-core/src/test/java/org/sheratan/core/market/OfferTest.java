package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class OfferTest {
  @Test
  void shouldMeetASmallerNeedOfTheSameFamily() {
    assertTrue(meets("gpu:8G", "gpu:8G"));
    assertTrue(meets("gpu:8GB", "gpu:8G"));
    assertTrue(meets("gpu:1T", "gpu:80G"));
    assertTrue(meets("storage:1.5G", "storage:1200M"));
    assertFalse(meets("gpu:8G", "gpu:80G"));
    assertFalse(meets("cpu:8G", "gpu:1G"));
    assertFalse(meets("bandwidth:100Mbps", "bandwidth:100M"));
  }

  @Test
  void shouldMeetAnEqualNeedWithoutAmount() {
    assertTrue(meets("camera", "camera"));
    assertFalse(meets("camera", "camera2"));
    assertFalse(meets("gpu:8G", "gpu"));
    assertFalse(meets("gpu", "gpu:8G"));
  }

  @Test
  void shouldNeedEveryNeedMet() {
    assertTrue(Offer.meet(List.of("camera", "gpu:8G"), List.of("gpu:4G", "camera")));
    assertFalse(Offer.meet(List.of("camera"), List.of("gpu:4G", "camera")));
    assertTrue(Offer.meet(List.of(), List.of()));
  }

  @Test
  void shouldKeepOddTextsAsTheyAre() {
    for (String text : List.of("", ":", "a:", ":8G", "a:b:8G", "gpu:99999999999999999999G", "gpu:8G8",
        "ä:1")) {
      assertEquals(text, Offer.parse(text).text());
      assertTrue(meets(text, text));
    }
  }

  private static boolean meets(String offer, String need) {
    return Offer.parse(offer).meets(Offer.parse(need));
  }
}
