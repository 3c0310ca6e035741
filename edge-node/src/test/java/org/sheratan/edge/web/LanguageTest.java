package org.sheratan.edge.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class LanguageTest {
  @Test
  void shouldTakeWhatTheBrowserWouldRatherHave() {
    for (String german : List.of("de", "de-AT,de;q=0.9,en;q=0.8", "en;q=0.5, de;q=0.7", "fr, DE;q=0.1")) {
      assertEquals("de", Language.of(german), german);
    }
    for (String english : List.of("en-GB", "en,de", "de;q=0.2,en;q=0.9")) {
      assertEquals("en", Language.of(english), english);
    }
  }

  @Test
  void shouldBeginInEnglishWhereNothingFits() {
    for (String other : List.of("", "fr", "*", "de;q=0", "de;q=", "de;q=9", ",,,", ";q=1")) {
      assertEquals("en", Language.of(other), other);
    }
  }

  @Test
  void shouldReadAnything() {
    Random random = new Random(11);
    for (int count = 0; count < 2_000; count++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(80), 0, 12).forEach(each -> text.append("de,;q=01.-* x".charAt(each)));
      assertEquals(true, Language.ALL.contains(Language.of(text.toString())), text.toString());
    }
  }
}
