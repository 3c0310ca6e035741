package org.sheratan.core.store;

/** The mark of a simulated disk. */
public final class MemoryMark implements EpochMark {
  private int epoch;
  private String doubt = "";
  private boolean leapt;

  @Override
  public Found read() {
    return new Found(epoch, doubt, leapt);
  }

  @Override
  public void write(int next, Standing standing) {
    epoch = next;
    doubt = standing == Standing.SETTLED ? "" : "an earlier start was in doubt";
    leapt = standing == Standing.LEAPT;
  }

  /** As it is found on another card, or behind a backup. */
  public MemoryMark copy() {
    MemoryMark copy = new MemoryMark();
    copy.epoch = epoch;
    copy.doubt = "copied or restored";
    return copy;
  }
}
