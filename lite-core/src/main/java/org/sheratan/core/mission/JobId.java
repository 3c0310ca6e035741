package org.sheratan.core.mission;

import org.sheratan.kernel.MalformedException;

/**
 * Names a job and its owner for ever. Text form {@code owner-epoch-sequence}, such as {@code k7f3q2ab-3-17}.
 *
 * @param owner {@link org.sheratan.kernel.NodeId#shortName()} of the node that alone decides its end
 * @param epoch boot epoch of the owner in which it was accepted, ≥ 1
 * @param sequence counts the owner's jobs within that epoch, ≥ 1
 */
public record JobId(String owner, int epoch, long sequence) implements OwnedName<JobId> {
  private static final String WHAT = "job id";
  private static final String MARK = "";

  public JobId {
    OwnedName.check(WHAT, owner, epoch, sequence);
  }

  /** @throws MalformedException unless {@code text} is {@code owner-epoch-sequence} */
  public static JobId parse(String text) {
    if (OwnedName.is(MessageId.MARK, text)) {
      throw new MalformedException(WHAT, 0, "expected that of a job, this is a message's");
    }
    String[] parts = OwnedName.split(WHAT, MARK, text);
    return new JobId(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
  }

  @Override
  public String toString() {
    return owner + "-" + epoch + "-" + sequence;
  }
}
