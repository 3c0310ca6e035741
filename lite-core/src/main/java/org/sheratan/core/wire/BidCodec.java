package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code round varint, price varint, queue varint, expected duration, expiry duration, lease duration}. */
final class BidCodec implements MessageCodec<WireMessage.Bid> {
  @Override
  public void encode(WireMessage.Bid bid, Head head, ByteWriter out) {
    out.varint(bid.round()).varint(bid.priceMicros()).varint(bid.queueLength());
    DurationCodec.write(bid.expectedMs(), out);
    DurationCodec.write(bid.expiryMs(), out);
    DurationCodec.write(bid.leaseMs(), out);
  }

  @Override
  public WireMessage.Bid decode(Head head, ByteReader in) {
    int round = (int) in.varint("round", WireLimits.MAX_ROUND);
    long priceMicros = in.varint("price", Long.MAX_VALUE);
    int queueLength = (int) in.varint("queue length", WireLimits.MAX_QUEUE);
    long expectedMs = DurationCodec.read("expected", in);
    long expiryMs = DurationCodec.read("expiry", in);
    long leaseMs = DurationCodec.read("lease", in);
    Options.read(in);
    return new WireMessage.Bid(head.job(), round, priceMicros, queueLength, expectedMs, expiryMs, leaseMs);
  }
}
