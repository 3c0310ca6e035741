package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code attempt varint}. */
final class CancelCodec implements MessageCodec<WireMessage.Cancel> {
  @Override
  public void encode(WireMessage.Cancel cancel, Head head, ByteWriter out) {
    out.varint(cancel.attempt());
  }

  @Override
  public WireMessage.Cancel decode(Head head, ByteReader in) {
    int attempt = (int) in.varint("attempt", WireLimits.MAX_ROUND);
    Options.read(in);
    return new WireMessage.Cancel(head.job(), attempt);
  }
}
