package org.sheratan.radio.secure;

import java.util.Arrays;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** Which counters were taken: the newest, and a bit each for the {@link SecureLimits#WINDOW} up to it. */
final class ReplayWindow {
  private static final int WORD = Long.SIZE;

  enum Verdict {
    NEW, SEEN, TOO_OLD
  }

  /** Counter c is bit c modulo the window. */
  private final long[] bits = new long[SecureLimits.WINDOW / WORD];
  private int newest = -1;

  /** One in which every counter below {@code next} was taken. */
  static ReplayWindow upTo(int next) {
    return decode(new ByteWriter().varint(next).toBytes());
  }

  Verdict judge(int counter) {
    if (counter > newest) {
      return Verdict.NEW;
    }
    if (newest - counter >= SecureLimits.WINDOW) {
      return Verdict.TOO_OLD;
    }
    return has(counter) ? Verdict.SEEN : Verdict.NEW;
  }

  /** To be called for counters judged {@code NEW} only. */
  void take(int counter) {
    if (counter - newest >= SecureLimits.WINDOW) {
      Arrays.fill(bits, 0);
    } else {
      for (int passed = newest + 1; passed < counter; passed++) {
        bits[word(passed)] &= ~mask(passed);
      }
    }
    bits[word(counter)] |= mask(counter);
    newest = Math.max(newest, counter);
  }

  /**
   * Newest plus one as a varint, then the counters below the newest, latest first, eight a byte, a bit each from
   * the highest, set when taken. Trailing bytes of ones are left out, and counters below 0 count as taken, so an
   * orderly stream costs three bytes.
   */
  Bytes encode() {
    byte[] map = new byte[SecureLimits.WINDOW / Byte.SIZE];
    int length = 0;
    for (int index = 0; index < map.length; index++) {
      map[index] = (byte) byteBelow(newest - 1 - index * Byte.SIZE);
      length = map[index] == (byte) 0xff ? length : index + 1;
    }
    return new ByteWriter().varint(newest + 1L).bytes(Bytes.copyOf(map, 0, length)).toBytes();
  }

  static ReplayWindow decode(Bytes encoded) {
    ByteReader reader = new ByteReader(encoded);
    ReplayWindow window = new ReplayWindow();
    window.newest = (int) reader.varint("newest", SecureLimits.COUNTERS) - 1;
    Bytes map = reader.rest();
    if (map.length() > SecureLimits.WINDOW / Byte.SIZE) {
      throw new MalformedException("window", reader.offset(), "too long");
    }
    for (int below = 1; below < SecureLimits.WINDOW && window.newest - below >= 0; below++) {
      int index = (below - 1) / Byte.SIZE;
      int taken = index >= map.length() ? 1 : map.at(index) >>> 7 - (below - 1) % Byte.SIZE & 1;
      int counter = window.newest - below;
      window.bits[word(counter)] |= taken == 1 ? mask(counter) : 0;
    }
    if (window.newest >= 0) {
      window.bits[word(window.newest)] |= mask(window.newest);
    }
    return window;
  }

  private int byteBelow(int from) {
    int value = 0;
    for (int counter = from; counter > from - Byte.SIZE; counter--) {
      boolean outside = counter < 0 || newest - counter >= SecureLimits.WINDOW;
      value = value << 1 | (outside || has(counter) ? 1 : 0);
    }
    return value;
  }

  private boolean has(int counter) {
    return (bits[word(counter)] & mask(counter)) != 0;
  }

  private static int word(int counter) {
    return counter % SecureLimits.WINDOW / WORD;
  }

  private static long mask(int counter) {
    return 1L << counter % WORD;
  }
}
