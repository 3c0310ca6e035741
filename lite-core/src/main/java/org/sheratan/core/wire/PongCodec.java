package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code nonce varint}. */
final class PongCodec implements MessageCodec<WireMessage.Pong> {
  @Override
  public void encode(WireMessage.Pong pong, Head head, ByteWriter out) {
    out.varint(pong.nonce());
  }

  @Override
  public WireMessage.Pong decode(Head head, ByteReader in) {
    long nonce = in.varint("nonce", Long.MAX_VALUE);
    Options.read(in);
    return new WireMessage.Pong(nonce);
  }
}
