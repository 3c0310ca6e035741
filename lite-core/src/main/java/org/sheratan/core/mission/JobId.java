package org.sheratan.core.mission;

import org.sheratan.kernel.MalformedException;

/**
 * Names a job and its owner for ever. Text form {@code owner-epoch-sequence}, such as {@code k7f3q2ab-3-17}.
 *
 * @param owner {@link org.sheratan.kernel.NodeId#shortName()} of the node that alone decides its end
 * @param epoch boot epoch of the owner in which it was accepted, ≥ 1
 * @param sequence counts the owner's jobs within that epoch, ≥ 1
 */
public record JobId(String owner, int epoch, long sequence) implements Comparable<JobId> {
  private static final int OWNER_CHARS = 8;

  public JobId {
    if (!owner.matches("[a-z2-7]{" + OWNER_CHARS + "}")) {
      throw new MalformedException("job id owner", 0, "expected " + OWNER_CHARS + " base32 characters");
    }
    if (epoch < 1 || sequence < 1) {
      throw new MalformedException("job id", OWNER_CHARS, "epoch and sequence start at 1");
    }
  }

  /** @throws MalformedException unless {@code text} is {@code owner-epoch-sequence} */
  public static JobId parse(String text) {
    if (!text.matches("[a-z2-7]{8}-[1-9][0-9]{0,8}-[1-9][0-9]{0,17}")) {
      throw new MalformedException("job id", 0, "expected owner-epoch-sequence, such as k7f3q2ab-3-17");
    }
    String[] parts = text.split("-");
    return new JobId(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
  }

  @Override
  public int compareTo(JobId other) {
    int byOwner = owner.compareTo(other.owner);
    int byEpoch = byOwner != 0 ? byOwner : Integer.compare(epoch, other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
  }

  @Override
  public String toString() {
    return owner + "-" + epoch + "-" + sequence;
  }
}
