package org.sheratan.core.mission;

import org.sheratan.kernel.MalformedException;

/**
 * Names a mission for ever. Text form {@code mi-owner-epoch-sequence}, such as {@code mi-k7f3q2ab-3-17}.
 *
 * @param owner {@link org.sheratan.kernel.NodeId#shortName()} of the node it was created at
 * @param epoch boot epoch of the owner at that time, ≥ 1
 * @param sequence counts the owner's missions within that epoch, ≥ 1
 */
public record MissionId(String owner, int epoch, long sequence) implements OwnedName<MissionId> {
  static final String MARK = "mi-";
  private static final String WHAT = "mission id";

  public MissionId {
    OwnedName.check(WHAT, owner, epoch, sequence);
  }

  /** @throws MalformedException unless {@code text} is {@code mi-owner-epoch-sequence} */
  public static MissionId parse(String text) {
    String[] parts = OwnedName.split(WHAT, MARK, text);
    return new MissionId(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
  }

  @Override
  public String toString() {
    return MARK + owner + "-" + epoch + "-" + sequence;
  }
}
