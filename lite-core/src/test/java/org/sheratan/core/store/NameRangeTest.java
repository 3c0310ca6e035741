package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NameRangeTest {
  @Test
  void shouldContainWhatIsUnderThePrefixBetweenItsEnds() {
    NameRange range = new NameRange("j/", "j/1", "j/5");
    assertTrue(range.contains("j/2"));
    assertTrue(range.contains("j/10"));
    assertFalse(range.contains("j/1"));
    assertFalse(range.contains("j/5"));
    assertFalse(range.contains("k/2"));
    assertTrue(new NameRange("j/", "", "").contains("j/~~~"));
  }

  @Test
  void shouldStartAtThePrefixOrBehindTheNameBefore() {
    assertEquals("j/", new NameRange("j/", "", "").start());
    assertEquals("j/", new NameRange("j/", "a", "").start());
    assertEquals("j/3", new NameRange("j/", "j/3", "").start());
  }

  @Test
  void shouldKnowWhatIsBehindIt() {
    assertTrue(new NameRange("j/", "", "j/5").endsBefore("j/5"));
    assertFalse(new NameRange("j/", "", "j/5").endsBefore("j/4"));
    assertTrue(new NameRange("j/", "", "").endsBefore("j0"));
    assertFalse(new NameRange("j/", "", "").endsBefore("j/~"));
    assertFalse(new NameRange("j/", "", "").endsBefore("a"));
  }
}
