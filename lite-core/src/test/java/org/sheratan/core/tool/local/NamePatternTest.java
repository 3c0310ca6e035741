package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;

class NamePatternTest {
  @Test
  void shouldMatchNamesAsFnmatchDoes() {
    yes("*", "", "a", ".hidden", "a.b");
    yes("a*b", "ab", "axxb", "abb");
    no("a*b", "a", "abc", "ba");
    yes("?", "a", "\ud83d\ude00");
    no("?", "", "ab");
    yes("[abc]x", "ax", "cx");
    no("[abc]x", "dx", "x");
    yes("[a-c]", "b");
    yes("[!a-c]", "d");
    no("[!a-c]", "b");
    yes("[]]", "]");
    yes("[!]]", "a");
    yes("[a-]", "-", "a");
    yes("[", "[");
    yes("[a", "[a");
    yes("**", "anything");
    no("A", "a");
  }

  @Test
  void shouldMatchPathsNameByName() {
    assertTrue(new NamePattern("*.py", false).matches("a.py"));
    assertFalse(new NamePattern("*.py", false).matches("d/a.py"));
    assertTrue(new NamePattern("*.py", true).matches("d/e/a.py"));
    assertTrue(new NamePattern("d/**/a.py", true).matches("d/a.py"));
    assertTrue(new NamePattern("d/**/a.py", true).matches("x/d/e/f/a.py"));
    assertTrue(new NamePattern("**/a/**/b", true).matches("a/x/a/b"));
    assertFalse(new NamePattern("d/*.py", false).matches("e/a.py"));
    assertFalse(new NamePattern("d/e", false).matches("d"));
    assertFalse(new NamePattern("d", false).matches("d/e"));
    assertTrue(new NamePattern("/./d//a.py", false).matches("d/a.py"));
  }

  @Test
  void shouldKnowHowDeepItReaches() {
    assertEquals(0, new NamePattern("*", false).reach());
    assertEquals(1, new NamePattern("a/*", false).reach());
    assertEquals(Integer.MAX_VALUE, new NamePattern("a/*", true).reach());
  }

  @Test
  void shouldNotHangOnManyStars() {
    assertFalse(NamePattern.matchesName("*a".repeat(100) + "b", "a".repeat(255)));
    assertFalse(new NamePattern("**/a/".repeat(50) + "b", true).matches("a/".repeat(60) + "c"));
  }

  @Test
  void shouldSurviveAnyPattern() {
    SeededEntropy entropy = new SeededEntropy(9);
    for (int round = 0; round < 50_000; round++) {
      String pattern = text(entropy, "[]!-*?a/\u00e9\ud83d\ude00");
      new NamePattern(pattern, entropy.chance(0.5)).matches(text(entropy, "a/-]\u00e9") + "x");
    }
  }

  private static String text(SeededEntropy entropy, String letters) {
    int[] points = letters.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int left = entropy.nextInt(12); left > 0; left--) {
      text.appendCodePoint(points[entropy.nextInt(points.length)]);
    }
    return text.toString();
  }

  private static void yes(String pattern, String... names) {
    for (String name : names) {
      assertTrue(NamePattern.matchesName(pattern, name), pattern + " " + name);
    }
  }

  private static void no(String pattern, String... names) {
    for (String name : names) {
      assertFalse(NamePattern.matchesName(pattern, name), pattern + " " + name);
    }
  }
}
