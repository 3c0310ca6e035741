package org.sheratan.radio.ether;

import org.sheratan.kernel.Check;

/**
 * What happens to a frame on its way to one hearer. Probabilities are independent, each 0..1.
 *
 * @param drop never arrives
 * @param duplicate arrives twice
 * @param reorder delayed by up to {@code reorderMs} more, so that later frames overtake it
 * @param corrupt arrives with one to three bits flipped
 * @param delayMs every frame takes at least this long
 * @param reorderMs largest extra delay of a reordered frame, and of a duplicate
 */
public record EtherFaults(double drop, double duplicate, double reorder, double corrupt, long delayMs,
    long reorderMs) {
  /** Nothing goes wrong; frames take 5 ms. */
  public static final EtherFaults NONE = new EtherFaults(0, 0, 0, 0, 5, 0);

  /** 30 % drop, 10 % duplicate, 20 % reorder by up to 400 ms, 1 % corrupt. */
  public static final EtherFaults HARSH = new EtherFaults(0.3, 0.1, 0.2, 0.01, 5, 400);

  public EtherFaults {
    Check.that(drop >= 0 && drop <= 1 && duplicate >= 0 && duplicate <= 1, "a probability is 0..1");
    Check.that(reorder >= 0 && reorder <= 1 && corrupt >= 0 && corrupt <= 1, "a probability is 0..1");
    Check.that(delayMs >= 0 && reorderMs >= 0, "a delay is not negative");
  }
}
