package org.sheratan.radio.secure;

import javax.crypto.Mac;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/** Makes the marks by which a relay says that it has taken something, or has no room for it: only who knows the content can. */
public final class MarkSeal {
  private final Mac network;

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
    Bytes mac = NetworkKey.mac(network, purpose, node.key().concat(content));
    return mac.at(0) << 16 | mac.at(1) << 8 | mac.at(2);
  }
}
