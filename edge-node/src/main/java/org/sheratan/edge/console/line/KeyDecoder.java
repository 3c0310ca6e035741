package org.sheratan.edge.console.line;

import java.util.Optional;

import org.sheratan.kernel.PrintableText;

/**
 * Bytes of a terminal as keys (ECMA-48 control sequences, UTF-8 of RFC 3629). CR, LF and CR LF are one Enter each; BS
 * and DEL are one Backspace each. What is neither a key nor printable text is noise, and gives nothing.
 *
 * <pre>
 * state      CR          LF          ESC      [ or O     0x40–0x7e       other
 * START      Enter→CR    Enter       →ESCAPE  letter     letter          key, letter, or first of several bytes→LETTER
 * CR         Enter       →START      as START
 * ESCAPE     Enter→CR    Enter       stay     →SEQUENCE  →START          →START
 * SEQUENCE   Enter→CR    Enter       →ESCAPE  its end gives a key→START  kept, 16 bytes at most
 * LETTER     as START, and what was begun is dropped; its last byte gives a letter→START
 * </pre>
 */
public final class KeyDecoder {
  private static final int MAX_SEQUENCE = 16;
  private static final int ESC = 0x1b;

  private enum State {
    START, CR, ESCAPE, SEQUENCE, LETTER
  }

  private State state = State.START;
  private final StringBuilder sequence = new StringBuilder();
  private int codePoint;
  private int missing;
  private int smallest;

  /** The key that {@code each} completes. */
  public Optional<Key> accept(byte each) {
    int octet = each & 0xff;
    if (state == State.CR) {
      state = State.START;
      if (octet == '\n') {
        return Optional.empty();
      }
    }
    if (state == State.LETTER && (octet & 0xc0) == 0x80) {
      return continued(octet);
    }
    if (octet < 0x20 && octet != ESC || octet == 0x7f || octet >= 0x80) {
      return fresh(octet);
    }
    return switch (state) {
      case ESCAPE -> escaped(octet);
      case SEQUENCE -> inSequence(octet);
      default -> fresh(octet);
    };
  }

  private Optional<Key> fresh(int octet) {
    state = State.START;
    if (octet == ESC) {
      state = State.ESCAPE;
      return Optional.empty();
    }
    if (octet < 0x20 || octet == 0x7f) {
      state = octet == '\r' ? State.CR : State.START;
      return control(octet);
    }
    return octet < 0x80 ? Optional.of(new Key.Letter(octet)) : begun(octet);
  }

  private static Optional<Key> control(int octet) {
    return Optional.ofNullable(switch (octet) {
      case '\r', '\n' -> Key.Control.ENTER;
      case 0x08, 0x7f -> Key.Control.BACKSPACE;
      case 0x01 -> Key.Control.HOME;
      case 0x02 -> Key.Control.LEFT;
      case 0x03 -> Key.Control.INTERRUPT;
      case 0x04 -> Key.Control.DELETE_OR_END;
      case 0x05 -> Key.Control.END;
      case 0x06 -> Key.Control.RIGHT;
      case 0x0b -> Key.Control.ERASE_BEHIND;
      case 0x0c -> Key.Control.REDRAW;
      case 0x0e -> Key.Control.DOWN;
      case 0x10 -> Key.Control.UP;
      case 0x15 -> Key.Control.ERASE_BEFORE;
      case 0x17 -> Key.Control.ERASE_WORD;
      default -> null;
    });
  }

  private Optional<Key> escaped(int octet) {
    boolean opens = octet == '[' || octet == 'O';
    state = opens ? State.SEQUENCE : octet == ESC ? State.ESCAPE : State.START;
    sequence.setLength(0);
    return Optional.empty();
  }

  private Optional<Key> inSequence(int octet) {
    if (octet == ESC) {
      return fresh(octet);
    }
    boolean last = octet >= 0x40;
    sequence.append((char) octet);
    if (!last) {
      state = sequence.length() < MAX_SEQUENCE ? State.SEQUENCE : State.START;
      return Optional.empty();
    }
    state = State.START;
    return Optional.ofNullable(switch (sequence.toString()) {
      case "A" -> Key.Control.UP;
      case "B" -> Key.Control.DOWN;
      case "C" -> Key.Control.RIGHT;
      case "D" -> Key.Control.LEFT;
      case "H", "1~", "7~" -> Key.Control.HOME;
      case "F", "4~", "8~" -> Key.Control.END;
      case "3~" -> Key.Control.DELETE;
      default -> null;
    });
  }

  private Optional<Key> begun(int octet) {
    int length = octet >= 0xf0 && octet <= 0xf4
        ? 4
        : octet >= 0xe0 && octet < 0xf0
            ? 3
            : octet >= 0xc2 && octet < 0xe0 ? 2 : 0;
    if (length > 0) {
      state = State.LETTER;
      missing = length - 1;
      smallest = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
      codePoint = octet & (0xff >> (length + 1));
    }
    return Optional.empty();
  }

  private Optional<Key> continued(int octet) {
    codePoint = codePoint << 6 | octet & 0x3f;
    missing--;
    if (missing > 0) {
      return Optional.empty();
    }
    state = State.START;
    boolean letter = codePoint >= smallest && codePoint <= Character.MAX_CODE_POINT
        && PrintableText.printable(codePoint);
    return letter ? Optional.of(new Key.Letter(codePoint)) : Optional.empty();
  }
}
