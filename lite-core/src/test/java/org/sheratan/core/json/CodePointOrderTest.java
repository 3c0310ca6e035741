package org.sheratan.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;

class CodePointOrderTest {
  @Test
  void shouldOrderAsUtf8BytesDo() {
    SeededEntropy entropy = new SeededEntropy(5);
    for (int round = 0; round < 20_000; round++) {
      String left = text(entropy);
      String right = text(entropy);
      int expected = Integer.signum(Bytes.utf8(left).compareTo(Bytes.utf8(right)));
      assertEquals(expected, Integer.signum(CodePointOrder.INSTANCE.compare(left, right)),
          left + " " + right);
    }
  }

  @Test
  void shouldNotLetValuesHoldLoneSurrogates() {
    assertThrows(IllegalStateException.class, () -> new Json.Text("a\ud83d"));
    assertThrows(IllegalStateException.class, () -> Json.Obj.EMPTY.with("\ude00", 1));
    assertThrows(IllegalStateException.class, () -> new Json.Real(Double.NaN));
  }

  private static String text(SeededEntropy entropy) {
    int[] points = {'a', 'b', 0xe9, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600, 0x10ffff};
    StringBuilder text = new StringBuilder();
    for (int left = entropy.nextInt(4); left > 0; left--) {
      text.appendCodePoint(points[entropy.nextInt(points.length)]);
    }
    return text.toString();
  }
}
