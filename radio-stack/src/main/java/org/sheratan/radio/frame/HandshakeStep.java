package org.sheratan.radio.frame;

import org.sheratan.kernel.MalformedException;

/** The messages of the two Noise patterns. Codes travel and never change; lengths are those without payload. */
public enum HandshakeStep {
  KK_1(0, 48), KK_2(1, 48), XX_1(2, 32), XX_2(3, 96), XX_3(4, 64);

  private final int code;
  private final int noiseBytes;

  HandshakeStep(int code, int noiseBytes) {
    this.code = code;
    this.noiseBytes = noiseBytes;
  }

  public int code() {
    return code;
  }

  /** Length of the Noise message. */
  public int noiseBytes() {
    return noiseBytes;
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
