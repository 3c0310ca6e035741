package org.sheratan.radio.link.lora.kiss;

import java.io.ByteArrayOutputStream;

/**
 * KISS framing (Chepponis and Karn, 1987): {@code C0 command payload C0}, with C0 sent as DB DC and DB as DB DD
 * inside.
 */
final class KissFraming {
  static final int END = 0xC0;
  static final int ESCAPE = 0xDB;
  static final int ESCAPED_END = 0xDC;
  static final int ESCAPED_ESCAPE = 0xDD;

  private KissFraming() {}

  static byte[] encode(int command, byte... payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 8);
    out.write(END);
    out.write(command);
    for (byte each : payload) {
      int value = each & 0xff;
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
    out.write(END);
    return out.toByteArray();
  }

  /** Several encoded frames for one write; each keeps its own delimiters, because a modem may need both. */
  static byte[] together(byte[]... frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      out.writeBytes(frame);
    }
    return out.toByteArray();
  }
}
