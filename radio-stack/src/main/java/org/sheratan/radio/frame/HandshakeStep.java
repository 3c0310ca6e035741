package org.sheratan.radio.frame;

import org.sheratan.kernel.MalformedException;

/** The messages of the two Noise patterns. Codes travel and never change. */
public enum HandshakeStep {
  KK_1(0, 48), KK_2(1, 48), XX_1(2, 32), XX_2(3, 96), XX_3(4, 64),
  /** KK's first message with a message for the responder in it, to which no second is wanted: a note. */
  NOTE(5, 48);

  private final int code;
  private final int noiseBytes;

  HandshakeStep(int code, int noiseBytes) {
    this.code = code;
    this.noiseBytes = noiseBytes;
  }

  public int code() {
    return code;
  }

  /** Length of the Noise message without its payload. */
  public int noiseBytes() {
    return noiseBytes;
  }

  /** Whether {@code length} is that of a Noise message of this step. */
  boolean fits(int length) {
    int payloadBytes = length - noiseBytes;
    return switch (this) {
      case KK_1, XX_1, XX_2, XX_3 -> payloadBytes == 0;
      case KK_2 -> payloadBytes == 0 || payloadBytes == ArrivalMarks.PROOF_BYTES;
      case NOTE -> payloadBytes > 0 && payloadBytes <= Limits.MAX_NOTE_BYTES;
    };
  }

  /** @throws MalformedException when {@code code} names no step */
  public static HandshakeStep of(int code) {
    for (HandshakeStep step : values()) {
      if (step.code == code) {
        return step;
      }
    }
    throw new MalformedException("handshake step", 1, "unknown: " + code);
  }
}
