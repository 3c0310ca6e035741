package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * An ANNOUNCE frame, exactly {@link Limits#ANNOUNCE_BYTES} long. Every relay lowers the hop limit, raises the
 * hops and computes the network MAC anew; the rest is the announcer's.
 *
 * <pre>
 *   0   1  head: ANNOUNCE, priority BULK, hop limit
 *   1   1  links crossed so far, 0 as sent by its node
 *   2   2  hint of whoever sends this copy: on a shared medium nothing else tells
 *   4  48  announce
 *  52  64  Ed25519 signature over network id and announce
 * 116   4  network MAC over everything before
 * </pre>
 *
 * @param senderHint of the announcer itself while {@code hops} is 0, then of the relay
 */
public record AnnounceFrame(int hopLimit, int hops, int senderHint, Announce announce, Bytes signature,
    Bytes mac) {
  /** May it be passed on? */
  public boolean relayable() {
    return hopLimit > 0 && hops < Limits.MAX_HOPS;
  }

  /** What the network MAC covers. */
  public Bytes macked() {
    return new ByteWriter(Limits.ANNOUNCE_BYTES)
        .u8(new FrameHead(FrameType.ANNOUNCE, Priority.BULK, hopLimit).encode()).u8(hops).u16(senderHint)
        .bytes(announce.encode()).bytes(signature).toBytes();
  }

  public Bytes encode() {
    return macked().concat(mac);
  }

  /** @throws MalformedException unless it is an announce of exactly the right length */
  public static AnnounceFrame decode(Bytes frame) {
    ByteReader reader = new ByteReader(frame);
    FrameHead head = FrameHead.decode(reader.u8("head"));
    if (head.type() != FrameType.ANNOUNCE || head.priority() != Priority.BULK) {
      throw new MalformedException("head", 0, "not an announce's");
    }
    int hops = reader.u8("hops");
    if (hops > Limits.MAX_HOPS) {
      throw new MalformedException("hops", 1, "above " + Limits.MAX_HOPS);
    }
    int senderHint = reader.u16("sender hint");
    Announce announce = Announce.decode(reader);
    if (hops == 0 && senderHint != announce.key().hint()) {
      throw new MalformedException("sender hint", 2, "not the announcer's");
    }
    Bytes signature = reader.bytes("signature", Limits.SIGNATURE_BYTES);
    Bytes mac = reader.bytes("network mac", Limits.NETWORK_MAC_BYTES);
    reader.end("announce");
    return new AnnounceFrame(head.hopLimit(), hops, senderHint, announce, signature, mac);
  }
}
