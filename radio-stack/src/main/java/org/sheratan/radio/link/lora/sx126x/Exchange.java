package org.sheratan.radio.link.lora.sx126x;

import org.sheratan.kernel.Bytes;

/**
 * One command, and what to do with its answer (datasheet 10.3).
 *
 * @param bytes as they go out, with room for the answer
 * @param answerFrom where in them the answer begins, behind what only echoes the status
 */
record Exchange(Opcode opcode, Bytes bytes, int answerFrom, Reply reply) {
  /** @see #answerFrom */
  @FunctionalInterface
  interface Reply {
    void on(Bytes answer, long nowMs);
  }

  private static final Reply NOTHING = (answer, nowMs) -> {};

  static Exchange command(Opcode opcode, int... parameters) {
    Bytes bytes = head(opcode, parameters);
    return new Exchange(opcode, bytes, bytes.length(), NOTHING);
  }

  /** Opcode, one byte of status, the answer. */
  static Exchange query(Opcode opcode, int answerBytes, Reply reply) {
    return new Exchange(opcode, head(opcode, new int[1 + answerBytes]), 2, reply);
  }

  static Exchange status(Reply reply) {
    return new Exchange(Opcode.GET_STATUS, head(Opcode.GET_STATUS, 0), 1, reply);
  }

  static Exchange write(Register register, int... values) {
    int[] parameters = new int[2 + values.length];
    parameters[0] = register.address() >> 8;
    parameters[1] = register.address() & 0xff;
    System.arraycopy(values, 0, parameters, 2, values.length);
    return command(Opcode.WRITE_REGISTER, parameters);
  }

  /** The address, one byte of status, the values. */
  static Exchange read(Register register, int count, Reply reply) {
    Bytes head = head(Opcode.READ_REGISTER, register.address() >> 8, register.address() & 0xff, 0);
    return new Exchange(Opcode.READ_REGISTER, head.concat(Bytes.copyOf(new byte[count])), head.length(),
        reply);
  }

  static Exchange writeBuffer(Bytes frame) {
    Bytes bytes = head(Opcode.WRITE_BUFFER, 0).concat(frame);
    return new Exchange(Opcode.WRITE_BUFFER, bytes, bytes.length(), NOTHING);
  }

  /** The offset, one byte of status, the content; it goes on at 0 behind 255. */
  static Exchange readBuffer(int offset, int count, Reply reply) {
    Bytes head = head(Opcode.READ_BUFFER, offset, 0);
    return new Exchange(Opcode.READ_BUFFER, head.concat(Bytes.copyOf(new byte[count])), head.length(), reply);
  }

  /** The same command, something done once it is out. */
  Exchange then(Reply next) {
    return new Exchange(opcode, bytes, answerFrom, next);
  }

  private static Bytes head(Opcode opcode, int... parameters) {
    byte[] bytes = new byte[1 + parameters.length];
    bytes[0] = (byte) opcode.code();
    for (int index = 0; index < parameters.length; index++) {
      bytes[1 + index] = (byte) parameters[index];
    }
    return Bytes.copyOf(bytes);
  }
}
