package org.sheratan.core.tool;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

/** Parameters from strangers: only a MalformedException may come out of a check. */
class ToolFuzzTest {
  private static final List<String> NAMES = List.of("root", "root_path", "path", "rel_path", "project_root",
      "paths",
      "patterns", "recursive", "full_content", "limit", "content", "mode", "new_content", "per_file",
      "other");
  private static final String LETTERS = "a./\\..:*[]\u0000\n\u00e9\ud83d\ude00 C";

  @Test
  void shouldOnlyRefuseOrAcceptParameters() {
    parameters(Integer.getInteger("sheratan.fuzz", 100_000), 41);
  }

  @Test
  void shouldNeverAcceptAPathThatLeadsOut() {
    paths(Integer.getInteger("sheratan.fuzz", 300_000), 42);
  }

  @Test
  @Tag("campaign")
  void shouldHoldForAMillion() {
    parameters(1_000_000, 43);
    paths(1_000_000, 44);
  }

  private static void parameters(int rounds, long seed) {
    System.out.println("seed " + seed);
    Entropy entropy = new SeededEntropy(seed);
    List<String> kinds = ToolCatalog.standard().names();
    for (int round = 0; round < rounds; round++) {
      Json.Obj params = Json.Obj.EMPTY;
      for (int left = entropy.nextInt(4); left > 0; left--) {
        params = params.with(NAMES.get(entropy.nextInt(NAMES.size())), value(entropy, 0));
      }
      try {
        assertTrue(ToolCatalog.standard().check(kinds.get(entropy.nextInt(kinds.size())), params));
      } catch (MalformedException refused) {
        continue;
      }
    }
  }

  private static void paths(int rounds, long seed) {
    System.out.println("seed " + seed);
    Entropy entropy = new SeededEntropy(seed);
    for (int round = 0; round < rounds; round++) {
      String text = text(entropy);
      try {
        for (String name : RelativePath.parse("path", text).names()) {
          boolean leadsOut = name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/");
          assertFalse(leadsOut || name.indexOf(0) >= 0, text);
        }
      } catch (MalformedException refused) {
        continue;
      }
    }
  }

  private static Json value(Entropy entropy, int depth) {
    return switch (entropy.nextInt(depth < 2 ? 8 : 6)) {
      case 0 -> new Json.Null();
      case 1 -> new Json.Bool(entropy.chance(0.5));
      case 2 -> Json.Int.of(entropy.nextLong() >> entropy.nextInt(64));
      case 3 -> new Json.Real(entropy.nextDouble());
      case 4, 5 -> new Json.Text(text(entropy));
      case 6 -> new Json.Arr(List.of(value(entropy, depth + 1), value(entropy, depth + 1)));
      default -> Json.Obj.EMPTY.with("path", value(entropy, depth + 1));
    };
  }

  private static String text(Entropy entropy) {
    int[] points = LETTERS.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int left = entropy.nextInt(10); left > 0; left--) {
      text.appendCodePoint(points[entropy.nextInt(points.length)]);
    }
    return text.toString();
  }
}
