package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.PrintableText;
import org.sheratan.kernel.SeededEntropy;

class WordsTextTest {
  @Test
  void shouldTakeWordsOfManyScripts() {
    for (String text : new String[]{"ok", "Gr\u00fc\u00dfe", "\u0645\u06cc\u200c\u0631\u0648\u0645",
        "\ud83d\udc69\u200d\ud83d\ude92", "a".repeat(1000), " padded "}) {
      assertEquals(text, WordsText.check(text));
    }
  }

  @Test
  void shouldRefuseWhatATerminalWouldObey() {
    for (String text : new String[]{"\u001b[2Jgone", "a\nb", "a\rb", "tab\there", "bell\u0007", "\u009b31m",
        "\u202egnp.exe", "\u2066x", "\ufeffx", "a\u2028b", "\ud83d", "\u00ad"}) {
      refused("control", text);
    }
  }

  @Test
  void shouldBoundLengthInBytes() {
    refused("1001 bytes", "a".repeat(1001));
    refused("1002 bytes", "\u00fc".repeat(501));
    refused("empty", "");
    refused("empty", "  ");
  }

  @Test
  void shouldLetNothingUnprintableThrough() {
    SeededEntropy entropy = new SeededEntropy(5);
    for (int round = 0; round < 50_000; round++) {
      String text = new String(Character.toChars(entropy.nextInt(Character.MAX_CODE_POINT))) + "x";
      try {
        WordsText.check(text);
        assertTrue(text.codePoints()
            .allMatch(letter -> PrintableText.printable(letter) || PrintableText.joiner(letter)), text);
      } catch (MalformedException refused) {
        assertEquals("text", refused.field());
      }
    }
  }

  private static void refused(String why, String text) {
    MalformedException refused = assertThrows(MalformedException.class, () -> WordsText.check(text), text);
    assertTrue(refused.reason().contains(why), refused.getMessage());
  }
}
