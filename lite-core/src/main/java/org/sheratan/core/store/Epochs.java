package org.sheratan.core.store;

import java.io.IOException;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.SecureRandomness;

/** Boot epochs of one store: which comes next, and the mark outside the journal that is always written first. */
final class Epochs {
  /** What job ids can carry: nine digits. */
  static final int MAX = 999_999_999;
  /** More starts than anyone makes between two backups. */
  static final int LEAP = 1 << 16;

  private final EpochMark mark;
  private int highest;
  private EpochMark.Standing standing;
  /** Where the start in doubt leaps to. */
  private int leap;

  Epochs(EpochMark mark, EpochMark.Found found) {
    this.mark = mark;
    this.highest = found.epoch();
    this.standing = found.doubt().isEmpty()
        ? EpochMark.Standing.SETTLED
        : found.leapt() ? EpochMark.Standing.LEAPT : EpochMark.Standing.DOUBT;
  }

  /** Damage is about to be put aside: even after a crash just now, the next start must doubt. */
  synchronized void doubt() throws IOException {
    standing = EpochMark.Standing.DOUBT;
    mark.write(highest, standing);
  }

  /**
   * The epoch of this start. In doubt it is far ahead, but only once: a daemon that is started again and again before
   * it can settle the doubt would use up all epochs there are.
   */
  synchronized int first(int known, SecureRandomness randomness) throws IOException {
    if (standing != EpochMark.Standing.DOUBT) {
      return after(known);
    }
    leap = beyond(known, randomness);
    return leap;
  }

  /** Before the first group of {@code epoch} is written. */
  synchronized void begin(int epoch) throws IOException {
    highest = epoch;
    if (epoch == leap && standing == EpochMark.Standing.DOUBT) {
      standing = EpochMark.Standing.LEAPT;
    }
    mark.write(epoch, standing);
  }

  /** Sessions are dropped, peers were asked: nothing is in doubt any more. */
  synchronized void settle() throws IOException {
    mark.write(highest, EpochMark.Standing.SETTLED);
    standing = EpochMark.Standing.SETTLED;
  }

  /**
   * Beyond {@code epoch} and whatever else another life of this node may have used since. Random, so that two lives
   * from one backup differ although neither knows of the other.
   */
  static int beyond(int epoch, SecureRandomness randomness) throws IOException {
    int leap = LEAP + new ByteReader(randomness.next(2)).u16("leap");
    return epoch <= MAX - leap ? epoch + leap : after(epoch);
  }

  static int after(int epoch) throws IOException {
    if (epoch >= MAX) {
      throw new IOException("all boot epochs are used up: this node needs a new identity");
    }
    return epoch + 1;
  }
}
