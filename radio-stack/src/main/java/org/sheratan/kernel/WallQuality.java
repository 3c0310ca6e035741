package org.sheratan.kernel;

/** How far a wall-clock reading may be believed. Codes are stable: they are signed and stored. */
public enum WallQuality {
  NONE(0), PEER(1), NTP(2), GPS(3);

  private final int code;

  WallQuality(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** True when power-off time may be computed from it. */
  public boolean verified() {
    return this == NTP || this == GPS;
  }

  /** @throws MalformedException when {@code code} names no quality */
  public static WallQuality of(int code) {
    for (WallQuality quality : values()) {
      if (quality.code == code) {
        return quality;
      }
    }
    throw new MalformedException("wall quality", 0, "unknown code " + code);
  }
}
