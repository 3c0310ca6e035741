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
  private boolean settled;

  Epochs(EpochMark mark, EpochMark.Found found) {
    this.mark = mark;
    this.highest = found.epoch();
    this.settled = found.doubt().isEmpty();
  }

  /** Damage is about to be put aside: even after a crash just now, the next start must doubt. */
  synchronized void doubt() throws IOException {
    settled = false;
    mark.write(highest, false);
  }

  /** Before the first group of {@code epoch} is written. */
  synchronized void begin(int epoch) throws IOException {
    highest = epoch;
    mark.write(epoch, settled);
  }

  /** Sessions are dropped, peers were asked: nothing is in doubt any more. */
  synchronized void settle() throws IOException {
    mark.write(highest, true);
    settled = true;
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
