package org.sheratan.edge.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.config.MutatedText;
import org.sheratan.kernel.SeededEntropy;

class CardReaderFuzzTest {
  private static final Path FILE = Path.of("/boot/firmware/sheratan.toml");
  private static final String SIGNS = "[]{}=\"'\\.,#\n\r\t *_-+:$`;0123456789abcnopTzx\u0000\u001b\u00e9";

  @Test
  void shouldTakeOrRefuseWhateverIsOnTheCardAndEraseNothingElse() {
    int rounds = Integer.getInteger("sheratan.fuzz", 100_000) / 4;
    SeededEntropy entropy = new SeededEntropy(20_261_121);
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = mutated(entropy);
      switch (CardReader.read(FILE, bytes, CardMachine.choices())) {
        case CardReading.Bad bad -> assertFalse(bad.mistakes().isEmpty());
        case CardReading.Good good -> assertErased(bytes, good);
      }
    }
  }

  /** The masked file reads the same, its secrets apart; no other byte differs. */
  private static void assertErased(byte[] bytes, CardReading.Good good) {
    byte[] masked = SecretSpan.mask(bytes, good.secrets()).orElseThrow();
    byte[] rest = bytes.clone();
    for (SecretSpan span : good.secrets()) {
      Arrays.fill(rest, span.offset(), span.offset() + span.length(), (byte) '*');
    }
    assertArrayEquals(rest, masked);
    String text = new String(masked, StandardCharsets.UTF_8);
    if (good.settings().networkKey().orElse(null) instanceof CardSecret.Given(String key)) {
      assertFalse(text.contains("\"" + key + "\""), text);
    }
    if (good.settings().wifi().map(CardSettings.Wifi::password)
        .orElse(null) instanceof CardSecret.Given(String word)) {
      assertFalse(text.contains("'" + word + "'"), text);
    }
  }

  private static byte[] mutated(SeededEntropy entropy) {
    String text = entropy.chance(0.1) ? "" : CardMachine.FULL;
    byte[] bytes = MutatedText.of(text, SIGNS, entropy.nextInt(4), entropy).getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && entropy.chance(0.1)) {
      bytes[entropy.nextInt(bytes.length)] = (byte) entropy.nextInt(256);
    }
    return bytes;
  }
}
