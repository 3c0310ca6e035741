package org.sheratan.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class JsonFuzzTest {
  private static final byte[] ALPHABET = "{}[]\",:\\u0123456789abcdefDd83eE+-. \n\ttruefalsn\u00e9\ud83d\ude00"
      .getBytes(StandardCharsets.UTF_8);
  private static final String VALID = """
      {"kind":"read_file","params":{"path":"a/b","n":[1,-2.5e-7,true,null,"\\u00e9\\ud83d\\ude00",12345678901234567890]},
       "x":{"y":[[],{}]}}""";

  @Test
  void shouldOnlyRefuseOrReadBack() {
    run(Integer.getInteger("sheratan.fuzz", 100_000), 1);
  }

  @Test
  @Tag("campaign")
  void shouldOnlyRefuseOrReadBackAMillionTimes() {
    run(1_000_000, 2);
  }

  private static void run(int rounds, long seed) {
    System.out.println("seed " + seed);
    SeededEntropy entropy = new SeededEntropy(seed);
    byte[] valid = VALID.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < rounds; round++) {
      attempt(Bytes.copyOf(round % 2 == 0 ? random(entropy) : mutated(valid.clone(), entropy)));
    }
  }

  private static void attempt(Bytes input) {
    Json value;
    try {
      value = JsonReader.read(input);
    } catch (MalformedException refused) {
      return;
    }
    Bytes canonical = CanonicalJson.bytes(value);
    assertEquals(value, JsonReader.read(canonical));
  }

  private static byte[] random(SeededEntropy entropy) {
    byte[] input = new byte[entropy.nextInt(40)];
    for (int index = 0; index < input.length; index++) {
      input[index] = ALPHABET[entropy.nextInt(ALPHABET.length)];
    }
    return input;
  }

  private static byte[] mutated(byte[] input, SeededEntropy entropy) {
    for (int left = 1 + entropy.nextInt(4); left > 0; left--) {
      int at = entropy.nextInt(input.length);
      input[at] = entropy.chance(0.3)
          ? (byte) entropy.nextLong()
          : ALPHABET[entropy.nextInt(ALPHABET.length)];
    }
    return input;
  }
}
