package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code attempt varint}; option round. */
final class CancelCodec implements MessageCodec<WireMessage.Cancel> {
  @Override
  public void encode(WireMessage.Cancel cancel, Head head, ByteWriter out) {
    out.varint(cancel.attempt());
    Options.none().varint(JobOptions.ROUND, cancel.round(), 0).writeTo(out);
  }

  @Override
  public WireMessage.Cancel decode(Head head, ByteReader in) {
    int attempt = (int) in.varint("attempt", WireLimits.MAX_ROUND);
    int round = (int) Options.read(in).varint(JobOptions.ROUND, "round", WireLimits.MAX_ROUND, 0);
    return new WireMessage.Cancel(head.job(), attempt, round);
  }
}
