package org.sheratan.radio.frame;

/** What a frame is. Codes travel in the top three bits of the first byte and never change. */
public enum FrameType {
  /** A signed self-description, in clear. */
  ANNOUNCE(0),
  /** One message of a Noise handshake with the receiver. */
  HANDSHAKE(1),
  /** Sealed: one whole message for the neighbor. */
  DATA(2),
  /** Sealed: the mesh's own words to the neighbor; the first plaintext byte says which. */
  CONTROL(3),
  /** Sealed: an end-to-end envelope, for the neighbor or to pass on. */
  RELAY(4),
  /** Sealed: a handshake packet to pass on. */
  RELAY_HANDSHAKE(5),
  /** Sealed: an end-to-end envelope of the mesh's own words, for the neighbor or to pass on. */
  RELAY_CONTROL(6),
  /** Several frames in one transmission; links make and take them apart. */
  BATCH(7);

  private static final FrameType[] BY_CODE = values();

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** True for frames that only a session can open. */
  public boolean sealed() {
    return this != ANNOUNCE && this != HANDSHAKE && this != BATCH;
  }

  /** True for what goes further than the neighbor. */
  public boolean relayed() {
    return this == RELAY || this == RELAY_CONTROL || this == RELAY_HANDSHAKE;
  }

  /** @param code 0..7; every one of them is taken */
  public static FrameType of(int code) {
    for (FrameType type : BY_CODE) {
      if (type.code == code) {
        return type;
      }
    }
    throw new IllegalArgumentException("more than three bits: " + code);
  }
}
