package org.sheratan.core.store;

/** The mark of a simulated disk. */
public final class MemoryMark implements EpochMark {
  private int epoch;
  private String doubt = "";

  @Override
  public Found read() {
    return new Found(epoch, doubt);
  }

  @Override
  public void write(int next, boolean settled) {
    epoch = next;
    doubt = settled ? "" : "an earlier start was in doubt";
  }

  /** As it is found on another card, or behind a backup. */
  public MemoryMark copy() {
    MemoryMark copy = new MemoryMark();
    copy.epoch = epoch;
    copy.doubt = "copied or restored";
    return copy;
  }
}
