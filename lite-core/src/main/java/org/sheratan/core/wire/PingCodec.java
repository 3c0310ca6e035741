package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code nonce varint}; option clock, empty: the answer may tell the time. */
final class PingCodec implements MessageCodec<WireMessage.Ping> {
  @Override
  public void encode(WireMessage.Ping ping, Head head, ByteWriter out) {
    out.varint(ping.nonce());
    if (ping.clockAsked()) {
      Options.none().put(JobOptions.CLOCK, nothing -> {}).writeTo(out);
    }
  }

  @Override
  public WireMessage.Ping decode(Head head, ByteReader in) {
    long nonce = in.varint("nonce", Long.MAX_VALUE);
    ByteReader clock = Options.read(in).get(JobOptions.CLOCK);
    if (clock != null) {
      clock.end("clock");
    }
    return new WireMessage.Ping(nonce, clock != null);
  }
}
