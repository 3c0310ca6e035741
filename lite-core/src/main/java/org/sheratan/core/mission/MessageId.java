package org.sheratan.core.mission;

import org.sheratan.kernel.MalformedException;

/**
 * Names words from one person's node to another's for ever. Text form {@code m-owner-epoch-sequence}, such as
 * {@code m-k7f3q2ab-3-17}: messages are counted apart from jobs, and no {@link JobId} begins like that.
 *
 * @param owner {@link org.sheratan.kernel.NodeId#shortName()} of the node they were written at
 * @param epoch boot epoch of the owner in which they were accepted, ≥ 1
 * @param sequence counts the owner's messages within that epoch, ≥ 1
 */
public record MessageId(String owner, int epoch, long sequence) implements OwnedName<MessageId> {
  /** Every message id begins with it. */
  public static final String MARK = "m-";
  private static final String WHAT = "message id";

  public MessageId {
    OwnedName.check(WHAT, owner, epoch, sequence);
  }

  /** @throws MalformedException unless {@code text} is {@code m-owner-epoch-sequence} */
  public static MessageId parse(String text) {
    String[] parts = OwnedName.split(WHAT, MARK, text);
    return new MessageId(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
  }

  @Override
  public String toString() {
    return MARK + owner + "-" + epoch + "-" + sequence;
  }
}
