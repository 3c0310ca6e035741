package org.sheratan.core.store;

import java.io.IOException;

/**
 * What is known outside the journal: the highest boot epoch ever begun, and whether this is still the place where it
 * was. An emptied, restored or copied journal does not know either.
 */
public interface EpochMark {
  /**
   * @param epoch highest ever begun, 0 before the first
   * @param doubt why the journal beside it may be older than what this node has shown to others, or run elsewhere
   *     too; empty when nothing speaks for that
   * @param leapt in doubt only because an earlier start was, which has leapt to {@code epoch} already
   */
  record Found(int epoch, String doubt, boolean leapt) {}

  /** How sure the node is that nobody knows of later epochs; codes are stored and never change. */
  enum Standing {
    DOUBT(0), SETTLED(1),
    /** In doubt, but far ahead already: the next start need not leap again. */
    LEAPT(2);

    private final int code;

    Standing(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  /** What an earlier start left. Damage is doubt, not an error. */
  Found read() throws IOException;

  /**
   * Durable, all or nothing, before {@code epoch} is shown to anyone.
   *
   * @param standing unless settled, a start after a crash must doubt too
   */
  void write(int epoch, Standing standing) throws IOException;
}
