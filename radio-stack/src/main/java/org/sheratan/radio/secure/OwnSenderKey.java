package org.sheratan.radio.secure;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;

/** Our key in one group, with its counter. Counters are reserved on disk in blocks; a restart skips the rest. */
final class OwnSenderKey {
  private final long epoch;
  private final int serial;
  private final Bytes key;
  private final FrameCipher cipher;
  private int next;
  private int reserved;
  /** Reservations below this are on disk, or go there together with the key itself. */
  private final int safe;

  private OwnSenderKey(long epoch, int serial, Bytes key, int next, int reserved) {
    this.epoch = epoch;
    this.serial = serial;
    this.key = key;
    this.cipher = new FrameCipher(key);
    this.next = next;
    this.reserved = reserved;
    this.safe = reserved;
  }

  static OwnSenderKey fresh(long epoch, int serial, Bytes key) {
    return new OwnSenderKey(epoch, serial, key, 0, SecureLimits.COUNTER_BLOCK);
  }

  /** After a restart: everything reserved before may have been used. */
  static OwnSenderKey decode(Bytes stored) {
    ByteReader reader = new ByteReader(stored);
    SenderKey kept = SenderKey.decode(reader);
    return new OwnSenderKey(kept.epoch(), kept.serial(), kept.key(), kept.nextCounter(), kept.nextCounter());
  }

  /** With everything reserved counted as used. */
  Bytes encode() {
    return new SenderKey(epoch, serial, reserved, key).encode();
  }

  SenderKey grant() {
    return new SenderKey(epoch, serial, next, key);
  }

  long epoch() {
    return epoch;
  }

  int serial() {
    return serial;
  }

  FrameCipher cipher() {
    return cipher;
  }

  boolean usedUp() {
    return next >= SecureLimits.COUNTERS;
  }

  /** True when that changed what is to be on disk. */
  boolean reserve() {
    if (reserved - next > SecureLimits.COUNTER_BLOCK / 2 || reserved == SecureLimits.COUNTERS) {
      return false;
    }
    reserved = Math.min(SecureLimits.COUNTERS, next + SecureLimits.COUNTER_BLOCK);
    return true;
  }

  int takeCounter() {
    Check.that(next < reserved, "counter used before it was reserved");
    return next++;
  }

  /** Its reservation may still be on its way to disk. */
  boolean bound(int counter) {
    return counter >= safe;
  }
}
