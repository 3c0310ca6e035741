package org.sheratan.core.json;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

/** Whatever a field holds, a getter gives a value within its bounds or names the field. */
class FieldsFuzzTest {
  private static final int ROUNDS = Integer.getInteger("sheratan.fuzz", 200_000);

  @Test
  void shouldGiveAValueWithinBoundsOrNameTheField() {
    SeededEntropy entropy = new SeededEntropy(81);
    for (int round = 0; round < ROUNDS; round++) {
      Fields fields = Fields.of("request", Json.Obj.EMPTY.with("f", value(entropy, 0)));
      try {
        read(fields, entropy.nextInt(10));
      } catch (MalformedException refused) {
        assertTrue(refused.field().startsWith("request.f"), refused.getMessage());
        assertTrue(refused.offset() == MalformedException.NO_OFFSET && !refused.reason().isEmpty());
      }
    }
  }

  private static void read(Fields fields, int getter) {
    switch (getter) {
      case 0 -> {
        String text = fields.text("f", 5);
        assertTrue(!text.isEmpty() && text.codePointCount(0, text.length()) <= 5);
      }
      case 1 -> assertTrue(Math.abs(fields.integer("f", -10, 10)) <= 10);
      case 2 -> assertTrue(Math.abs(fields.number("f", -1, 1)) <= 1);
      case 3 -> assertTrue(fields.items("f", 2).size() <= 2);
      case 4 -> fields.texts("f", 2, 5).forEach(text -> assertTrue(text.length() <= 10));
      case 5 -> fields.objects("f", 2).forEach(inner -> inner.optionalText("x", 5));
      case 6 -> fields.object("f").optionalInteger("x", 0, 5);
      case 7 -> fields.bool("f", true);
      case 8 -> assertTrue(List.of("a", "b").contains(fields.oneOf("f", "a", List.of("a", "b"))));
      default -> fields.optionalObject("f").ifPresent(inner -> inner.only(List.of("x")));
    }
  }

  private static Json value(Entropy entropy, int depth) {
    return switch (entropy.nextInt(depth < 2 ? 9 : 7)) {
      case 0 -> new Json.Null();
      case 1 -> new Json.Bool(entropy.chance(0.5));
      case 2 -> Json.Int.of(entropy.nextInt(30) - 15);
      case 3 -> new Json.Int(BigInteger.TWO.pow(64 + entropy.nextInt(100)).negate());
      case 4 -> new Json.Real(entropy.nextDouble() * 4 - 2);
      case 5 -> new Json.Text("ab".substring(entropy.nextInt(3)));
      case 6 -> new Json.Text("\ud83d\ude00".repeat(entropy.nextInt(8)));
      case 7 -> new Json.Arr(
          List.of(value(entropy, depth + 1), value(entropy, depth + 1)).subList(0, entropy.nextInt(3)));
      default -> Json.Obj.EMPTY.with(entropy.chance(0.5) ? "x" : "y", value(entropy, depth + 1));
    };
  }
}
