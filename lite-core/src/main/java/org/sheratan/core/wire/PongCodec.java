package org.sheratan.core.wire;

import java.util.Optional;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code nonce varint}; option clock. */
final class PongCodec implements MessageCodec<WireMessage.Pong> {
  @Override
  public void encode(WireMessage.Pong pong, Head head, ByteWriter out) {
    out.varint(pong.nonce());
    Options options = Options.none();
    pong.clock().ifPresent(claim -> options.put(JobOptions.CLOCK, claim::write));
    options.writeTo(out);
  }

  @Override
  public WireMessage.Pong decode(Head head, ByteReader in) {
    long nonce = in.varint("nonce", Long.MAX_VALUE);
    ByteReader clock = Options.read(in).get(JobOptions.CLOCK);
    return new WireMessage.Pong(nonce,
        clock == null ? Optional.empty() : Optional.of(ClockClaim.read(clock)));
  }
}
