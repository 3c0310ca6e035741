package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code round varint, reason 1}; option text. */
final class DeclineCodec implements MessageCodec<WireMessage.Decline> {
  @Override
  public void encode(WireMessage.Decline decline, Head head, ByteWriter out) {
    out.varint(decline.round()).u8(decline.reason().code());
    Options.none().text(JobOptions.TEXT, decline.text()).writeTo(out);
  }

  @Override
  public WireMessage.Decline decode(Head head, ByteReader in) {
    int round = (int) in.varint("round", WireLimits.MAX_ROUND);
    DeclineReason reason = DeclineReason.of(in.u8("reason"));
    String text = Options.read(in).text(JobOptions.TEXT, "text", WireLimits.TEXT_BYTES);
    return new WireMessage.Decline(head.job(), round, reason, text);
  }
}
