package org.sheratan.radio.mesh.announce;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;

/**
 * Remembers for a while who asked in vain to be taken in, in 128 KiB: who is real asks again, who is invented most often
 * not. A later one takes the place of an earlier one by chance, and nobody can choose whose.
 */
final class Doorkeeper {
  private static final int PLACES = 16_384;
  private static final int PLACE_BITS = 14;
  private static final long SECOND_MS = 1_000;
  private static final int NOBODY = 0;

  /** Low half of the mixed name, of which the place is the top. */
  private final int[] names = new int[PLACES];
  private final int[] sinceSeconds = new int[PLACES];
  private final long salt;
  private final long factor;

  Doorkeeper(Entropy entropy) {
    this.salt = entropy.nextLong();
    this.factor = entropy.nextLong() | 1;
  }

  /** Has {@code who} asked {@code apartMs} ago or longer? If nothing is known of it, it is noted from now on. */
  boolean again(NodeId who, long apartMs, long nowMs) {
    long mixed = (name(who) ^ salt) * factor;
    int place = (int) (mixed >>> Long.SIZE - PLACE_BITS);
    int name = (int) mixed == NOBODY ? 1 : (int) mixed;
    if (names[place] == name) {
      return nowMs - sinceSeconds[place] * SECOND_MS >= apartMs;
    }
    names[place] = name;
    sinceSeconds[place] = (int) Math.ceilDiv(nowMs, SECOND_MS);
    return false;
  }

  private static long name(NodeId who) {
    long name = 0;
    for (int index = 0; index < Long.BYTES; index++) {
      name = name << Byte.SIZE | who.key().at(index) & 0xffL;
    }
    return name;
  }
}
