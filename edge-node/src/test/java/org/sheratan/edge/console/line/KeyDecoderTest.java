package org.sheratan.edge.console.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class KeyDecoderTest {
  private final KeyDecoder decoder = new KeyDecoder();

  private List<Key> keys(String text) {
    return keys(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<Key> keys(byte... bytes) {
    List<Key> keys = new ArrayList<>();
    for (byte each : bytes) {
      decoder.accept(each).ifPresent(keys::add);
    }
    return keys;
  }

  private static List<Key> letters(String text) {
    return text.codePoints().<Key>mapToObj(Key.Letter::new).toList();
  }

  @Test
  void shouldTakeEveryLineEndAsOneEnter() {
    assertEquals(letters("a"), keys("a"));
    assertEquals(List.of(Key.Control.ENTER), keys("\n"));
    assertEquals(List.of(Key.Control.ENTER), keys("\r\n"));
    assertEquals(List.of(Key.Control.ENTER, Key.Control.ENTER), keys("\n\n"));
    assertEquals(List.of(Key.Control.ENTER, Key.Control.ENTER), keys("\r\r"));
    assertEquals(List.of(), keys("\n"), "the end of a CR LF that came in two pieces");
  }

  @Test
  void shouldTakeBackspaceAndDeleteAlike() {
    assertEquals(List.of(Key.Control.BACKSPACE, Key.Control.BACKSPACE), keys("\b\u007f"));
  }

  @Test
  void shouldKnowArrowsInBothModesOfATerminal() {
    List<Key> arrows = List.of(Key.Control.UP, Key.Control.DOWN, Key.Control.RIGHT, Key.Control.LEFT);
    assertEquals(arrows, keys("\u001b[A\u001b[B\u001b[C\u001b[D"));
    assertEquals(arrows, keys("\u001bOA\u001bOB\u001bOC\u001bOD"));
  }

  @Test
  void shouldKnowHomeEndAndDeleteOfLinuxAndXterm() {
    assertEquals(List.of(Key.Control.HOME, Key.Control.END, Key.Control.DELETE),
        keys("\u001b[1~\u001b[4~\u001b[3~"));
    assertEquals(List.of(Key.Control.HOME, Key.Control.END), keys("\u001b[H\u001b[F"));
  }

  @Test
  void shouldIgnoreSequencesItDoesNotKnow() {
    assertEquals(letters("x"), keys("\u001b[1;5C\u001b[200~x"));
  }

  @Test
  void shouldNotSwallowForeverWhatBeginsLikeASequence() {
    assertEquals(letters("9x"), keys("\u001b[" + "9".repeat(17) + "x"));
  }

  @Test
  void shouldTakeAControlKeyInsideASequenceAsItself() {
    assertEquals(List.of(Key.Control.INTERRUPT), keys("\u001b[1\u0003"));
    assertEquals(List.of(Key.Control.ENTER), keys("\u001b\r"));
  }

  @Test
  void shouldReadUtf8OfAllLengths() {
    assertEquals(letters("aä€😀"), keys("aä€😀"));
  }

  @Test
  void shouldDropBrokenUtf8AndGoOn() {
    assertEquals(letters("a"), keys((byte) 0xc3, (byte) 'a'));
    assertEquals(letters("b"), keys((byte) 0xff, (byte) 0x80, (byte) 0xc0, (byte) 0xaf, (byte) 'b'));
    // Overlong, a surrogate, beyond Unicode.
    assertEquals(letters("c"), keys((byte) 0xe0, (byte) 0x80, (byte) 0xaf, (byte) 'c'));
    assertEquals(letters("d"), keys((byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 'd'));
    assertEquals(letters("e"), keys((byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80, (byte) 'e'));
  }

  @Test
  void shouldNotTakeC1ControlsOrWritingDirectionForLetters() {
    assertEquals(List.of(), keys("\u009b\u202e\u0085"));
  }

  @Test
  void shouldGiveOnlyPrintableLettersWhateverComes() {
    for (long seed = 1; seed <= 200; seed++) {
      byte[] noise = new byte[2_000];
      new Random(seed).nextBytes(noise);
      for (Key key : keys(noise)) {
        if (key instanceof Key.Letter(int codePoint)) {
          int type = Character.getType(codePoint);
          assertTrue(type != Character.CONTROL && type != Character.SURROGATE && type != Character.FORMAT,
              "seed " + seed + " gave U+" + Integer.toHexString(codePoint));
        }
      }
    }
  }
}
