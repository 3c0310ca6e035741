package org.sheratan.radio.mesh.neighbor;

import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.radio.link.Signal;

/** What arriving frames tell about the way they came: strength, and by gaps in their counters how many did not. */
public final class SignalTrack {
  private static final int FULL_PERMILLE = 1_000;
  /** A larger gap is no loss but a restart, which skips counters. */
  private static final int LARGEST_GAP = 32;
  private static final int NONE = -1;
  private static final double SIGNAL_WEIGHT = 1.0 / 8;
  private static final int SMOOTHED_OVER = 16;

  private boolean heard;
  private int rssiDbm;
  private double snrDb;
  private int keyId = NONE;
  private int newest;
  private int heardPermille = NONE;
  private int samples;

  public void heard(Signal next) {
    rssiDbm = heard ? (int) Math.round(smoothed(rssiDbm, next.rssiDbm())) : next.rssiDbm();
    snrDb = heard ? smoothed(snrDb, next.snrDb()) : next.snrDb();
    heard = true;
  }

  /** A frame sealed for us came from there with this counter; repeats and late ones teach nothing. */
  public void numbered(int itsKeyId, int counter) {
    int gap = counter - newest - 1;
    if (itsKeyId == keyId && gap < 0) {
      return;
    }
    if (itsKeyId == keyId && gap <= LARGEST_GAP) {
      for (int lost = 0; lost < gap; lost++) {
        sample(0);
      }
      sample(FULL_PERMILLE);
    }
    keyId = itsKeyId;
    newest = counter;
  }

  Optional<Signal> signal() {
    return heard ? Optional.of(new Signal(rssiDbm, snrDb)) : Optional.empty();
  }

  OptionalInt heardPermille() {
    return heardPermille == NONE ? OptionalInt.empty() : OptionalInt.of(heardPermille);
  }

  private void sample(int permille) {
    // The mean of the first ones: a lost first frame is one of few, not fifteen sixteenths of all.
    samples = Math.min(samples + 1, SMOOTHED_OVER);
    heardPermille = heardPermille == NONE ? permille : (heardPermille * (samples - 1) + permille) / samples;
  }

  private static double smoothed(double old, double next) {
    return old + (next - old) * SIGNAL_WEIGHT;
  }
}
