package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code attempt varint, renewal varint, lease duration}. */
final class LeaseExtendedCodec implements MessageCodec<WireMessage.LeaseExtended> {
  @Override
  public void encode(WireMessage.LeaseExtended extended, Head head, ByteWriter out) {
    out.varint(extended.attempt()).varint(extended.renewal());
    DurationCodec.write(extended.leaseMs(), out);
  }

  @Override
  public WireMessage.LeaseExtended decode(Head head, ByteReader in) {
    int attempt = (int) in.varint("attempt", WireLimits.MAX_ROUND);
    int renewal = (int) in.varint("renewal", WireLimits.MAX_RENEWAL);
    long leaseMs = DurationCodec.read("lease", in);
    Options.read(in);
    return new WireMessage.LeaseExtended(head.job(), attempt, renewal, leaseMs);
  }
}
