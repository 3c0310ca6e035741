package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Consumer;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** Damages encodings and checks that the refusal names the damaged field. */
final class Broken {
  private Broken() {}

  static Bytes with(Bytes valid, int offset, int value) {
    byte[] damaged = valid.toArray();
    damaged[offset] = (byte) value;
    return Bytes.copyOf(damaged);
  }

  static void assertNames(String field, Consumer<Bytes> parser, Bytes input) {
    assertEquals(field, assertThrows(MalformedException.class, () -> parser.accept(input)).field());
  }

  /** Every proper prefix, and one byte more, must be refused. */
  static void assertExactLength(Consumer<Bytes> parser, Bytes valid) {
    parser.accept(valid);
    for (int length = 0; length < valid.length(); length++) {
      Bytes cut = valid.slice(0, length);
      assertThrows(MalformedException.class, () -> parser.accept(cut));
    }
    assertThrows(MalformedException.class, () -> parser.accept(valid.concat(Bytes.hex("00"))));
  }
}
