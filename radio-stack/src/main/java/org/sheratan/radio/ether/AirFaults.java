package org.sheratan.radio.ether;

import org.sheratan.kernel.Check;

/**
 * What goes wrong beside the physics. Independent probabilities, each 0..1.
 *
 * @param loss a receiver does not notice the frame at all, as in a deep fade; it still disturbs others
 * @param corruption a frame otherwise received arrives with bits flipped
 * @param undetected damaged bits pass the CRC
 */
public record AirFaults(double loss, double corruption, double undetected) {
  /** What a 16-bit CRC lets through of frames damaged at random. */
  public static final double CRC16_UNDETECTED = 0x1p-16;
  public static final AirFaults NONE = new AirFaults(0, 0, CRC16_UNDETECTED);

  public AirFaults {
    Check.that(loss >= 0 && loss <= 1 && corruption >= 0 && corruption <= 1 && undetected >= 0
        && undetected <= 1, "a probability is 0..1");
  }

  public static AirFaults losing(double loss) {
    return new AirFaults(loss, 0, CRC16_UNDETECTED);
  }
}
