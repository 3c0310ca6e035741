package org.sheratan.core.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;

import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

/** Names of the form {@code owner-epoch-sequence}, a little changed: read as they stand, or malformed. */
final class OwnedNameFuzz {
  private static final int DRAWS = Integer.getInteger("sheratan.fuzz", 1_000_000);

  private OwnedNameFuzz() {}

  /** @param alphabet what is inserted, beside what never belongs there */
  static void assertReadOrMalformed(String name, String alphabet, int seed,
      Function<String, OwnedName<?>> parse) {
    SeededEntropy entropy = new SeededEntropy(seed);
    String letters = alphabet + " \u00e4\ud800Z\n";
    int read = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      StringBuilder text = new StringBuilder(name);
      for (int change = entropy.nextInt(4); change > 0; change--) {
        int at = entropy.nextInt(text.length());
        if (entropy.chance(0.3)) {
          text.deleteCharAt(at);
        } else {
          text.insert(at, letters.charAt(entropy.nextInt(letters.length())));
        }
      }
      try {
        assertEquals(text.toString(), parse.apply(text.toString()).toString());
        read++;
      } catch (MalformedException expected) {
        assertTrue(expected.reason().contains("expected"));
      }
    }
    assertTrue(read > DRAWS / 10, "mutations still hit: " + read);
  }
}
