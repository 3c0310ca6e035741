package org.sheratan.core.mission;

import org.sheratan.kernel.MalformedException;

/**
 * Names a task of a mission for ever. Text form {@code t-owner-epoch-sequence}, such as {@code t-k7f3q2ab-3-17}.
 *
 * @param owner {@link org.sheratan.kernel.NodeId#shortName()} of the node it was created at
 * @param epoch boot epoch of the owner at that time, ≥ 1
 * @param sequence counts the owner's tasks within that epoch, ≥ 1
 */
public record TaskId(String owner, int epoch, long sequence) implements OwnedName<TaskId> {
  static final String MARK = "t-";
  private static final String WHAT = "task id";

  public TaskId {
    OwnedName.check(WHAT, owner, epoch, sequence);
  }

  /** @throws MalformedException unless {@code text} is {@code t-owner-epoch-sequence} */
  public static TaskId parse(String text) {
    String[] parts = OwnedName.split(WHAT, MARK, text);
    return new TaskId(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
  }

  @Override
  public String toString() {
    return MARK + owner + "-" + epoch + "-" + sequence;
  }
}
