package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code attempt varint, reason 1}; option text. */
final class RefusalCodec implements MessageCodec<WireMessage.Refusal> {
  @Override
  public void encode(WireMessage.Refusal refusal, Head head, ByteWriter out) {
    out.varint(refusal.attempt()).u8(refusal.reason().code());
    Options.none().text(JobOptions.TEXT, refusal.text()).writeTo(out);
  }

  @Override
  public WireMessage.Refusal decode(Head head, ByteReader in) {
    int attempt = (int) in.varint("attempt", WireLimits.MAX_ROUND);
    RefusalReason reason = RefusalReason.of(in.u8("reason"));
    String text = Options.read(in).text(JobOptions.TEXT, "text", WireLimits.TEXT_BYTES);
    return new WireMessage.Refusal(head.job(), attempt, reason, text);
  }
}
