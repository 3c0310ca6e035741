package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * A frame sealed for a group, for everyone in range. A DATA frame for one neighbor has hop limit 0; this one counts
 * the crossing it is about to make, so it has 1 to 7.
 *
 * <pre>
 * 0   1  head: DATA, priority, links it may cross, this one included
 * 1   1  epoch of the group modulo 16, serial of the sender's key in it modulo 16
 * 2   2  hint of the group
 * 4   2  hint of the sender, whoever passes it on
 * 6   2  counter of the sender's key, never used twice
 * 8   .  ciphertext, tag of 8
 * .   4  network MAC over everything before; every relay computes it anew
 * </pre>
 *
 * @param hopLimit 1..7
 * @param keyName epoch and serial, see {@link #keyName(long, int)}
 * @param sealed ciphertext and tag
 */
public record GroupFrame(Priority priority, int hopLimit, int keyName, int groupHint, int senderHint,
    int counter,
    Bytes sealed, Bytes mac) {
  public static final int HEADER_BYTES = 8;
  /** What a group frame adds to its plaintext. */
  public static final int OVERHEAD_BYTES = HEADER_BYTES + Limits.TAG_BYTES + Limits.NETWORK_MAC_BYTES;
  private static final int NIBBLE = 0xf;
  private static final int NIBBLE_BITS = 4;

  public GroupFrame {
    Check.that(hopLimit >= 1 && hopLimit <= Limits.MAX_HOPS, "hop limit out of range: " + hopLimit);
  }

  /** Tells it from a frame for one neighbor. */
  public static boolean is(FrameHead head) {
    return head.type() == FrameType.DATA && head.hopLimit() > 0;
  }

  /** What the frame says about the key; keys that share it are told apart by the tag. */
  public static int keyName(long epoch, int serial) {
    return (int) (epoch & NIBBLE) << NIBBLE_BITS | serial & NIBBLE;
  }

  /** Sealed along as associated data: all of the header but the hop limit. */
  public Bytes header() {
    return header(0);
  }

  /** What the network MAC covers. */
  public Bytes macked() {
    return header(hopLimit).concat(sealed);
  }

  public Bytes encode() {
    return macked().concat(mac);
  }

  /** The same for every copy of a frame, whoever passed it on. */
  public Bytes identity() {
    return header(0).slice(1).concat(sealed.slice(sealed.length() - Limits.TAG_BYTES));
  }

  /** May it be passed on? */
  public boolean relayable() {
    return hopLimit > 1;
  }

  /** As a relay passes it on, but for the MAC. */
  public GroupFrame onward() {
    return new GroupFrame(priority, hopLimit - 1, keyName, groupHint, senderHint, counter, sealed,
        Bytes.EMPTY);
  }

  /** @throws MalformedException unless it is a group frame with room for tag and MAC */
  public static GroupFrame decode(Bytes frame) {
    ByteReader reader = new ByteReader(frame);
    FrameHead head = FrameHead.decode(reader.u8("head"));
    if (!is(head)) {
      throw new MalformedException("head", 0, "not of a group frame");
    }
    int keyName = reader.u8("key name");
    int groupHint = reader.u16("group hint");
    int senderHint = reader.u16("sender hint");
    int counter = reader.u16("counter");
    reader.need("tag", Limits.TAG_BYTES + Limits.NETWORK_MAC_BYTES);
    int sealedBytes = reader.remaining() - Limits.NETWORK_MAC_BYTES;
    return new GroupFrame(head.priority(), head.hopLimit(), keyName, groupHint, senderHint, counter,
        reader.bytes("sealed", sealedBytes), reader.bytes("network mac", Limits.NETWORK_MAC_BYTES));
  }

  private Bytes header(int hops) {
    return new ByteWriter(HEADER_BYTES).u8(new FrameHead(FrameType.DATA, priority, hops).encode()).u8(keyName)
        .u16(groupHint).u16(senderHint).u16(counter).toBytes();
  }
}
