package org.sheratan.radio.link.lora.kiss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

import org.sheratan.kernel.Bytes;

/**
 * Bytes from a modem to frames. Takes anything: a damaged or overlong frame is dropped, and the next delimiter starts
 * afresh, so a modem that restarts in the middle of a frame costs that frame only.
 *
 * <p>RNode firmware sends some replies unescaped (Utilities.h, {@code serial_write} instead of
 * {@code escaped_serial_write}). In those DB is itself. A bare C0 still ends them: none of their values is C0, and a
 * delimiter that could be data would make resynchronization a guess.
 */
final class KissDecoder {
  private static final int NO_COMMAND = -1;
  private static final int MAX_STRAY_BYTES = 96;

  private final IntPredicate unescaped;
  private final byte[] payload;
  private final StringBuilder stray = new StringBuilder();
  private boolean inStep;
  private boolean damaged;
  private boolean escaping;
  private int command = NO_COMMAND;
  private int length;

  /**
   * @param unescaped commands whose payload the modem does not escape
   * @param maxPayloadBytes longer frames are damaged
   */
  KissDecoder(IntPredicate unescaped, int maxPayloadBytes) {
    this.unescaped = unescaped;
    this.payload = new byte[maxPayloadBytes];
  }

  /** The frames that end in the first {@code count} of {@code bytes}. */
  List<KissFrame> decode(byte[] bytes, int count) {
    List<KissFrame> frames = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      int value = bytes[index] & 0xff;
      if (value == KissFraming.END) {
        finish(frames);
      } else if (!inStep) {
        keepStray(value);
      } else {
        take(value);
      }
    }
    return frames;
  }

  /** Printable part of what came before the first delimiter: the boot log of a board that is no modem. */
  String strayText() {
    return stray.toString().strip();
  }

  private void finish(List<KissFrame> frames) {
    if (!damaged && !escaping && command != NO_COMMAND) {
      frames.add(new KissFrame(command, Bytes.copyOf(Arrays.copyOf(payload, length))));
    }
    inStep = true;
    damaged = false;
    escaping = false;
    command = NO_COMMAND;
    length = 0;
  }

  private void take(int value) {
    if (damaged) {
      return;
    }
    if (command == NO_COMMAND) {
      command = value;
    } else if (escaping) {
      escaping = false;
      if (value == KissFraming.ESCAPED_END) {
        keep(KissFraming.END);
      } else if (value == KissFraming.ESCAPED_ESCAPE) {
        keep(KissFraming.ESCAPE);
      } else {
        damaged = true;
      }
    } else if (value == KissFraming.ESCAPE && !unescaped.test(command)) {
      escaping = true;
    } else {
      keep(value);
    }
  }

  private void keep(int value) {
    if (length == payload.length) {
      damaged = true;
    } else {
      payload[length++] = (byte) value;
    }
  }

  private void keepStray(int value) {
    if (stray.length() < MAX_STRAY_BYTES) {
      stray.append(value >= 0x20 && value < 0x7f ? (char) value : ' ');
    }
  }
}
