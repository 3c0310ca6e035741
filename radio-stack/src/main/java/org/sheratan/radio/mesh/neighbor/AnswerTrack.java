package org.sheratan.radio.mesh.neighbor;

import java.util.OptionalInt;

/**
 * How many of our tries were answered, for people: the mean of the first {@value #MEMORY}, then of about as many of the
 * latest. Nothing is assumed before; after fewer than {@value #ENOUGH} nothing is said.
 */
final class AnswerTrack {
  static final int ENOUGH = 3;
  private static final int MEMORY = 16;
  private static final double FULL_PERMILLE = 1_000;

  private int tries;
  private double meanPermille;

  void tried(boolean answered) {
    tries = Math.min(MEMORY, tries + 1);
    meanPermille += ((answered ? FULL_PERMILLE : 0) - meanPermille) / tries;
  }

  OptionalInt permille() {
    return tries < ENOUGH ? OptionalInt.empty() : OptionalInt.of((int) Math.round(meanPermille));
  }
}
