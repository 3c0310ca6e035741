package org.sheratan.radio.air;

/**
 * What a sub-band asks of systems that hop.
 *
 * @param channels at least so many, used equally
 * @param dwellMs at most so long on one of them; {@link #UNKNOWN} where the source was not read so far
 * @param windowMs within so long
 */
public record Hopping(int channels, int dwellMs, int windowMs) {
  public static final int UNKNOWN = 0;

  @Override
  public String toString() {
    return "over " + channels + " channels"
        + (dwellMs == UNKNOWN ? "" : ", " + dwellMs + " ms in " + windowMs / 1_000 + " s on each");
  }
}
