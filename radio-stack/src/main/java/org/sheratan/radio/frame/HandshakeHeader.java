package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * In front of every handshake message.
 *
 * <pre>
 * 0  1  head: HANDSHAKE, priority HIGH, hop limit 0 (a relay's own frame counts the hops)
 * 1  1  key id (2 bits), sign of the initiator's key (1), afresh (1), zero (1), step (3)
 * 2  2  hint of the destination
 * 4  2  hint of the source
 * 6  4  handshake counter of the initiator; answers repeat it
 * </pre>
 *
 * @param keyId the new session's, chosen by the initiator; answers repeat it
 * @param signBit the top bit of the initiator's Ed25519 key, which XX alone could not tell; answers repeat it
 * @param afresh the initiator holds no session with the destination: what went before is of no use; answers
 *     repeat it
 */
public record HandshakeHeader(HandshakeStep step, int keyId, int signBit, boolean afresh, int destinationHint,
    int sourceHint,
    long counter) {
  public static final long MAX_COUNTER = 0xffff_ffffL;

  private static final int HEAD = new FrameHead(FrameType.HANDSHAKE, Priority.HIGH, 0).encode();
  private static final int KEY_ID_SHIFT = 6;
  private static final int SIGN_SHIFT = 5;
  private static final int AFRESH = 0x10;
  private static final int ZERO_MASK = 0x08;
  static final int STEP_MASK = 7;

  public HandshakeHeader {
    Check.that(keyId >= 0 && keyId <= Limits.MAX_KEY_ID, "key id out of range: " + keyId);
    Check.that(signBit == 0 || signBit == 1, "a sign is one bit");
  }

  /** The header of a later message the same way. */
  public HandshakeHeader followed(HandshakeStep next) {
    return new HandshakeHeader(next, keyId, signBit, afresh, destinationHint, sourceHint, counter);
  }

  /** The header of an answer: the other way, everything else alike. */
  public HandshakeHeader turned(HandshakeStep next) {
    return new HandshakeHeader(next, keyId, signBit, afresh, sourceHint, destinationHint, counter);
  }

  public Bytes encode() {
    return new ByteWriter(Limits.HANDSHAKE_HEADER_BYTES).u8(HEAD)
        .u8(keyId << KEY_ID_SHIFT | signBit << SIGN_SHIFT | (afresh ? AFRESH : 0) | step.code())
        .u16(destinationHint).u16(sourceHint)
        .u32(counter).toBytes();
  }

  static HandshakeHeader decode(ByteReader reader) {
    int head = reader.u8("head");
    if (head != HEAD) {
      throw new MalformedException("head", 0, "not a handshake's: " + head);
    }
    int second = reader.u8("key id and step");
    if ((second & ZERO_MASK) != 0) {
      throw new MalformedException("key id and step", 1, "reserved bits set");
    }
    return new HandshakeHeader(HandshakeStep.of(second & STEP_MASK), second >>> KEY_ID_SHIFT,
        second >>> SIGN_SHIFT & 1, (second & AFRESH) != 0, reader.u16("destination hint"),
        reader.u16("source hint"),
        reader.u32("handshake counter"));
  }
}
