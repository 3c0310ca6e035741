package org.sheratan.core.mission;

import org.sheratan.kernel.MalformedException;

/**
 * Names a chain of jobs for ever. Text form {@code ch-owner-epoch-sequence}, such as {@code ch-k7f3q2ab-3-17}.
 *
 * @param owner {@link org.sheratan.kernel.NodeId#shortName()} of the node it was created at
 * @param epoch boot epoch of the owner at that time, ≥ 1
 * @param sequence counts the owner's chains within that epoch, ≥ 1
 */
public record ChainId(String owner, int epoch, long sequence) implements OwnedName<ChainId> {
  static final String MARK = "ch-";
  private static final String WHAT = "chain id";

  public ChainId {
    OwnedName.check(WHAT, owner, epoch, sequence);
  }

  /** @throws MalformedException unless {@code text} is {@code ch-owner-epoch-sequence} */
  public static ChainId parse(String text) {
    String[] parts = OwnedName.split(WHAT, MARK, text);
    return new ChainId(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
  }

  @Override
  public String toString() {
    return MARK + owner + "-" + epoch + "-" + sequence;
  }
}
