package org.sheratan.core.mission;

import org.sheratan.kernel.MalformedException;

/**
 * What names of the form {@code owner-epoch-sequence} share, those with a mark before it included; {@code what} says of
 * which kind one is.
 *
 * @param <T> itself
 */
sealed interface OwnedName<T extends OwnedName<T>> extends Comparable<T>
    permits ChainId, JobId, MessageId, MissionId, TaskId {
  int OWNER_CHARS = 8;

  String owner();

  int epoch();

  long sequence();

  /** By owner, then epoch, then sequence. */
  @Override
  default int compareTo(T other) {
    int byOwner = owner().compareTo(other.owner());
    int byEpoch = byOwner != 0 ? byOwner : Integer.compare(epoch(), other.epoch());
    return byEpoch != 0 ? byEpoch : Long.compare(sequence(), other.sequence());
  }

  /** @throws MalformedException unless the three may stand in a name */
  static void check(String what, String owner, int epoch, long sequence) {
    if (!owner.matches("[a-z2-7]{" + OWNER_CHARS + "}")) {
      throw new MalformedException(what + " owner", 0, "expected " + OWNER_CHARS + " base32 characters");
    }
    if (epoch < 1 || sequence < 1) {
      throw new MalformedException(what, OWNER_CHARS, "epoch and sequence start at 1");
    }
  }

  static boolean is(String mark, String text) {
    return text.startsWith(mark)
        && text.substring(mark.length()).matches("[a-z2-7]{8}-[1-9][0-9]{0,8}-[1-9][0-9]{0,17}");
  }

  /** @throws MalformedException unless {@code text} is {@code mark} and {@code owner-epoch-sequence} */
  static String[] split(String what, String mark, String text) {
    if (!is(mark, text)) {
      throw new MalformedException(what, 0,
          "expected " + mark + "owner-epoch-sequence, such as " + mark + "k7f3q2ab-3-17");
    }
    return text.substring(mark.length()).split("-");
  }
}
