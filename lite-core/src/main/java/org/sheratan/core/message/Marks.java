package org.sheratan.core.message;

import java.util.function.IntSupplier;

/** Gives out {@link Mark}s, each behind all before it: every start lives in a higher epoch. */
final class Marks {
  private final IntSupplier epoch;
  private long number;
  private Mark latest;

  Marks(IntSupplier epoch) {
    this.epoch = epoch;
    this.latest = new Mark(epoch.getAsInt(), 0);
  }

  Mark next() {
    latest = new Mark(epoch.getAsInt(), ++number);
    return latest;
  }

  /** Nothing that happened so far is behind it. */
  Mark latest() {
    return latest;
  }
}
