package org.sheratan.radio.emulator;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

import org.sheratan.kernel.Bytes;

/**
 * What the firmware writes, byte for byte (RNode_Firmware, Utilities.h, {@code kiss_indicate_…}): some values go
 * through {@code serial_write} as they are, others through {@code escaped_serial_write}.
 */
final class RnodeReplies {
  static final int END = 0xC0;
  static final int ESCAPE = 0xDB;
  static final int ESCAPED_END = 0xDC;
  static final int ESCAPED_ESCAPE = 0xDD;

  private final Consumer<byte[]> toHost;

  RnodeReplies(Consumer<byte[]> toHost) {
    this.toHost = toHost;
  }

  void raw(int command, int... values) {
    ByteArrayOutputStream out = begin(command);
    for (int value : values) {
      out.write(value);
    }
    end(out);
  }

  void escaped(int command, int... values) {
    ByteArrayOutputStream out = begin(command);
    for (int value : values) {
      writeEscaped(out, value & 0xff);
    }
    end(out);
  }

  void fourBytes(int command, long value) {
    escaped(command, (int) (value >> 24), (int) (value >> 16), (int) (value >> 8), (int) value);
  }

  void words(int command, int... values) {
    int[] bytes = new int[2 * values.length];
    for (int index = 0; index < values.length; index++) {
      bytes[2 * index] = values[index] >> 8;
      bytes[2 * index + 1] = values[index];
    }
    escaped(command, bytes);
  }

  void data(Bytes packet) {
    text(dataFrame(packet));
  }

  /** As it is, without a frame. */
  void text(byte[] bytes) {
    toHost.accept(bytes);
  }

  static byte[] dataFrame(Bytes packet) {
    ByteArrayOutputStream out = begin(0);
    for (int index = 0; index < packet.length(); index++) {
      writeEscaped(out, packet.at(index));
    }
    out.write(END);
    return out.toByteArray();
  }

  private static ByteArrayOutputStream begin(int command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(END);
    out.write(command);
    return out;
  }

  private void end(ByteArrayOutputStream out) {
    out.write(END);
    toHost.accept(out.toByteArray());
  }

  private static void writeEscaped(ByteArrayOutputStream out, int value) {
    if (value == END) {
      out.write(ESCAPE);
      out.write(ESCAPED_END);
    } else if (value == ESCAPE) {
      out.write(ESCAPE);
      out.write(ESCAPED_ESCAPE);
    } else {
      out.write(value);
    }
  }
}
