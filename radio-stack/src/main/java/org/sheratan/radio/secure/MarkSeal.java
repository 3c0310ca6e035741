package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/** Makes the marks by which a relay says that it has taken something, or has no room for it: only who knows the content can. */
public final class MarkSeal {
  private final Hmac network;
  private final byte[] mac = new byte[Hmac.BYTES];

  public MarkSeal(NetworkKey network) {
    this.network = network.keyed();
  }

  /**
   * 24 bits: the first three bytes of a network MAC over the taker's key and the content.
   *
   * @param content as handed over, in clear between the two: an envelope or a handshake packet
   */
  public int mark(NodeId taker, Bytes content) {
    return mark(NetworkKey.Purpose.CUSTODY, taker, content);
  }

  /** The same when {@code full} has no room for it. */
  public int noRoom(NodeId full, Bytes content) {
    return mark(NetworkKey.Purpose.NO_ROOM, full, content);
  }

  private int mark(NetworkKey.Purpose purpose, NodeId node, Bytes content) {
    NetworkKey.begin(network, purpose);
    network.update(node.key());
    network.update(content);
    network.finish(mac);
    return (mac[0] & 0xff) << 16 | (mac[1] & 0xff) << 8 | mac[2] & 0xff;
  }
}
