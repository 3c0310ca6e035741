package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/** Makes the marks by which a relay says that it has taken something: only who knows the content can. */
public final class MarkSeal {
  private final Hmac network;

  public MarkSeal(NetworkKey network) {
    this.network = network.keyed();
  }

  /**
   * 24 bits: the first three bytes of a network MAC over the taker's key and the content.
   *
   * @param content as handed over, in clear between the two: an envelope or a handshake packet
   */
  public int mark(NodeId taker, Bytes content) {
    Bytes mac = NetworkKey.mac(network, NetworkKey.Purpose.CUSTODY, taker.key().concat(content));
    return mac.at(0) << 16 | mac.at(1) << 8 | mac.at(2);
  }
}
