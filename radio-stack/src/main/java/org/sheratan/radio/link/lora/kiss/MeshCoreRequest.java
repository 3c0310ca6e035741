package org.sheratan.radio.link.lora.kiss;

import org.sheratan.kernel.Bytes;

/**
 * One question to the modem.
 *
 * @param command its sub-command
 * @param data after it
 * @param answer the sub-command of a good answer
 */
record MeshCoreRequest(int command, Bytes data, int answer) {
  /** Answered under its own number. */
  static MeshCoreRequest get(int command, int... data) {
    return new MeshCoreRequest(command, bytes(data), command | MeshCoreProtocol.ANSWER);
  }

  /** Answered by OK. */
  static MeshCoreRequest set(int command, Bytes data) {
    return new MeshCoreRequest(command, data, MeshCoreProtocol.OK);
  }

  byte[] encode() {
    byte[] payload = new byte[1 + data.length()];
    payload[0] = (byte) command;
    data.copyTo(payload, 1);
    return KissFraming.encode(MeshCoreProtocol.HARDWARE, payload);
  }

  private static Bytes bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int index = 0; index < values.length; index++) {
      bytes[index] = (byte) values[index];
    }
    return Bytes.copyOf(bytes);
  }
}
