package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/** Makes the marks by which a relay says that it has taken something: only who knows the content can. */
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
    NetworkKey.begin(network, NetworkKey.Purpose.CUSTODY);
    network.update(taker.key());
    network.update(content);
    network.finish(mac);
    return (mac[0] & 0xff) << 16 | (mac[1] & 0xff) << 8 | mac[2] & 0xff;
  }
}
