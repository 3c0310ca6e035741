package org.sheratan.radio.emulator;

import java.io.ByteArrayOutputStream;

import org.sheratan.kernel.Bytes;

/**
 * What the firmware makes of the host's bytes, quirk by quirk (RNode_Firmware.ino, {@code serial_callback}): one-byte
 * commands act at once and are not unescaped, longer ones act at their last byte without waiting for the delimiter,
 * and the delimiter that ends a packet does not begin the next frame.
 */
final class RnodeParser {
  private static final int UNKNOWN = 0xFE;
  private static final int DATA = 0x00;
  private static final int MAX_ARGUMENT_BYTES = 64;

  /** What to do. */
  interface Commands {
    /** How many bytes {@code command} takes before it acts. */
    int argumentLength(int command);

    void onCommand(int command, Bytes argument);

    void onPacketByte(int value);

    void onPacketEnd();
  }

  private final Commands commands;
  private final ByteArrayOutputStream argument = new ByteArrayOutputStream();
  private boolean inFrame;
  private boolean escaping;
  private int command = UNKNOWN;

  RnodeParser(Commands commands) {
    this.commands = commands;
  }

  void take(int value) {
    if (inFrame && value == RnodeReplies.END && command == DATA) {
      inFrame = false;
      commands.onPacketEnd();
    } else if (value == RnodeReplies.END) {
      inFrame = true;
      command = UNKNOWN;
      argument.reset();
    } else if (inFrame && command == UNKNOWN) {
      command = value;
    } else if (inFrame && command == DATA) {
      unescape(value);
    } else if (inFrame && commands.argumentLength(command) == 1) {
      commands.onCommand(command, Bytes.copyOf(new byte[]{(byte) value}));
    } else if (inFrame) {
      unescape(value);
    }
  }

  private void unescape(int value) {
    if (value == RnodeReplies.ESCAPE) {
      escaping = true;
      return;
    }
    int plain = value;
    if (escaping) {
      escaping = false;
      plain = value == RnodeReplies.ESCAPED_END
          ? RnodeReplies.END
          : value == RnodeReplies.ESCAPED_ESCAPE ? RnodeReplies.ESCAPE : value;
    }
    if (command == DATA) {
      commands.onPacketByte(plain);
    } else if (argument.size() < MAX_ARGUMENT_BYTES) {
      argument.write(plain);
      if (argument.size() == commands.argumentLength(command)) {
        commands.onCommand(command, Bytes.copyOf(argument.toByteArray()));
      }
    }
  }
}
