package org.sheratan.radio.secure;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Limits;

/**
 * What a member hands to each other member over their session: the key it seals group frames with. Whoever has it can
 * open those frames, and make some: it proves that a member spoke, not which.
 *
 * <pre>
 * 0   4  epoch of the group it is for
 * 4   1  serial: which key of this member in that epoch
 * 5   4  next counter: frames below are history to the receiver
 * 9  32  key
 * </pre>
 *
 * @param serial 0..255
 * @param nextCounter 0..65536
 */
public record SenderKey(long epoch, int serial, int nextCounter, Bytes key) {
  public static final int KEY_BYTES = 32;
  public static final int BYTES = 4 + 1 + 4 + KEY_BYTES;

  public Bytes encode() {
    return new ByteWriter(BYTES).u32(epoch).u8(serial).u32(nextCounter).bytes(key).toBytes();
  }

  /** @throws MalformedException when the counter is none */
  public static SenderKey decode(ByteReader reader) {
    long epoch = reader.u32("epoch");
    int serial = reader.u8("serial");
    long nextCounter = reader.u32("next counter");
    if (nextCounter > Limits.MAX_COUNTER + 1) {
      throw new MalformedException("next counter", reader.offset() - 4, nextCounter + " exceeds the largest");
    }
    return new SenderKey(epoch, serial, (int) nextCounter, reader.bytes("key", KEY_BYTES));
  }

  boolean sameKey(SenderKey other) {
    return epoch == other.epoch && serial == other.serial && Digests.equal(key, other.key);
  }

  /** No key. */
  @Override
  public String toString() {
    return "SenderKey[epoch " + epoch + " serial " + serial + "]";
  }
}
