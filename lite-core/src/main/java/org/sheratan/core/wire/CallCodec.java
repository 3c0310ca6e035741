package org.sheratan.core.wire;

import java.util.List;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Check;
import org.sheratan.radio.frame.Priority;

/**
 * {@code round varint, kind, approx bytes varint, remaining duration}; options priority, result limit, needs, max
 * price.
 */
final class CallCodec implements MessageCodec<WireMessage.Call> {
  @Override
  public void encode(WireMessage.Call call, Head head, ByteWriter out) {
    Check.that(call.needs().size() <= WireLimits.MAX_NEEDS, "too many needs");
    out.varint(call.round());
    KindCodec.write(call.kind(), out);
    out.varint(call.approxBytes());
    DurationCodec.write(call.remainingMs(), out);
    Options options = JobOptions.write(call.priority(), call.resultLimitBytes());
    JobOptions.writeNeeds(options, call.needs());
    options.varint(JobOptions.MAX_PRICE, call.maxPriceMicros(), Long.MAX_VALUE).writeTo(out);
  }

  @Override
  public WireMessage.Call decode(Head head, ByteReader in) {
    int round = (int) in.varint("round", WireLimits.MAX_ROUND);
    String kind = KindCodec.read(in);
    int approxBytes = (int) in.varint("approx bytes", WireLimits.MESSAGE_BYTES);
    long remainingMs = DurationCodec.read("remaining", in);
    Options options = Options.read(in);
    List<String> needs = JobOptions.needs(options);
    Priority priority = JobOptions.priority(options);
    long maxPriceMicros = options.varint(JobOptions.MAX_PRICE, "max price", Long.MAX_VALUE, Long.MAX_VALUE);
    return new WireMessage.Call(head.job(), round, kind, approxBytes, needs, remainingMs, maxPriceMicros,
        JobOptions.resultLimit(options), priority);
  }
}
