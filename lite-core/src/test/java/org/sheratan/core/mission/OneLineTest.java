package org.sheratan.core.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

class OneLineTest {
  @Test
  void shouldTakeWhatPeopleWrite() {
    for (String text : new String[]{"fine", "\u00fcber allem",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", "x".repeat(200), "\ud83d\ude00".repeat(200)}) {
      assertTrue(OneLine.is(text, 200), text);
      assertEquals(text, OneLine.of(text, 200));
    }
    for (String text : new String[]{"", " ", "a\nb", "a\u0085b", "a\u2028b", "a\u202eb", "a\ud83d", "a\u0007",
        "x".repeat(201)}) {
      assertFalse(OneLine.is(text, 200), text);
    }
  }

  @Test
  void shouldMakeOneLineOfAnything() {
    Entropy entropy = new SeededEntropy(4);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder("a");
      for (int left = entropy.nextInt(40); left > 0; left--) {
        text.append((char) (entropy.nextInt(2) == 0 ? entropy.nextInt(0x10000) : entropy.nextInt(0x100)));
      }
      String line = OneLine.of(text.toString(), 1 + entropy.nextInt(30));
      assertTrue(OneLine.is(line, 30), () -> "of " + text);
    }
  }
}
