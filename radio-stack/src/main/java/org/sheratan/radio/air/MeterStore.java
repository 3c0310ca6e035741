package org.sheratan.radio.air;

import org.sheratan.kernel.Bytes;

/**
 * One small record for each transmitter, kept on this machine apart from any node's data folder: whichever node uses
 * the transmitter finds what it has sent.
 */
public interface MeterStore {
  /** What is there. */
  sealed interface Loaded {
    /** Nothing was ever saved for this transmitter. */
    record Nothing() implements Loaded {}

    record Saved(Bytes record) implements Loaded {}

    /** Something is there, but it cannot be read. */
    record Unreadable(String why) implements Loaded {}

    /** Another program keeps it: what it has sent, or sends, is not known before it lets go. */
    record Taken(String why) implements Loaded {}
  }

  /** Unless that is {@link Loaded.Taken}, nobody else gets the record from now on. */
  Loaded load(String transmitterId);

  /**
   * Replaces the record as a whole: after a crash the old one or the new one is there.
   *
   * @return true once it is on disk, not before; false when the old one still holds, or another program had it when it was loaded
   */
  boolean save(String transmitterId, Bytes record);
}
