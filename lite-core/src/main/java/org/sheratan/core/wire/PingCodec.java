package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code nonce varint}. */
final class PingCodec implements MessageCodec<WireMessage.Ping> {
  @Override
  public void encode(WireMessage.Ping ping, Head head, ByteWriter out) {
    out.varint(ping.nonce());
  }

  @Override
  public WireMessage.Ping decode(Head head, ByteReader in) {
    long nonce = in.varint("nonce", Long.MAX_VALUE);
    Options.read(in);
    return new WireMessage.Ping(nonce);
  }
}
