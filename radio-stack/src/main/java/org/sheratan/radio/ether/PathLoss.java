package org.sheratan.radio.ether;

import org.sheratan.kernel.Check;
import org.sheratan.kernel.Entropy;

/**
 * Log-distance path loss with log-normal shadowing: L(d) = L(d0) + 10·n·log10(d / d0) + X, X normal with mean 0,
 * drawn once for each pair of stations and the same both ways.
 *
 * @param referenceDb loss L(d0), antenna gains of both ends subtracted
 * @param referenceMeters d0
 * @param exponent n
 * @param shadowingDb standard deviation of X; 0 switches it off
 */
public record PathLoss(double referenceDb, double referenceMeters, double exponent, double shadowingDb) {
  /**
   * Measured between buildings with SX1272 (Bor, Roedig, Voigt, Alonso: Do LoRa Low-Power Wide-Area Networks
   * Scale?, MSWiM 2016, 4.1; LoRaSim): some hundred meters at SF12.
   */
  public static final PathLoss BUILT_UP = new PathLoss(127.41, 40, 2.08, 0);
  /**
   * Measured around Oulu with a receiver 24 m above ground (Petäjäjärvi et al.: On the Coverage of LPWANs, ITST
   * 2015): kilometers.
   */
  public static final PathLoss COUNTRY = new PathLoss(128.95, 1000, 2.32, 0);
  /** Nearer than this the loss grows no smaller: two boards on one desk. */
  private static final double NEAREST_METERS = 1;

  public PathLoss {
    Check.that(referenceMeters > 0 && exponent > 0 && shadowingDb >= 0, "a path loss model is positive");
  }

  /** The same ground with hills and houses. */
  public PathLoss shadowed(double standardDeviationDb) {
    return new PathLoss(referenceDb, referenceMeters, exponent, standardDeviationDb);
  }

  /** Without shadowing. */
  public double meanDb(double meters) {
    return referenceDb
        + 10 * exponent * StrictMath.log10(Math.max(meters, NEAREST_METERS) / referenceMeters);
  }

  /** How far a signal gets, without shadowing, before it has lost {@code lossDb}. */
  public double metersAt(double lossDb) {
    return referenceMeters * StrictMath.pow(10, (lossDb - referenceDb) / (10 * exponent));
  }

  /** This pair's own X; the same for the same {@code entropy} and names in any order. */
  double shadowDb(Entropy entropy, String one, String other) {
    if (shadowingDb == 0) {
      return 0;
    }
    boolean ordered = one.compareTo(other) < 0;
    Entropy own = entropy.fork("shadow " + (ordered ? one : other) + "\n" + (ordered ? other : one));
    // Box and Muller 1958; 1 - u is never 0.
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - own.nextDouble()));
    return shadowingDb * radius * StrictMath.cos(2 * StrictMath.PI * own.nextDouble());
  }
}
