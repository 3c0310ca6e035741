package org.sheratan.core.wire;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.radio.frame.Priority;

/**
 * {@code round varint, attempt varint, lease duration, price varint, kind, params value}; options priority, result
 * limit, checkpoint.
 */
final class AwardCodec implements MessageCodec<WireMessage.Award> {
  @Override
  public void encode(WireMessage.Award award, Head head, ByteWriter out) {
    out.varint(award.round()).varint(award.attempt());
    DurationCodec.write(award.leaseMs(), out);
    out.varint(award.priceMicros());
    KindCodec.write(award.kind(), out);
    ValueCodec.writeObject(award.params(), out);
    Options options = JobOptions.write(award.priority(), award.resultLimitBytes());
    JobOptions.writeCheckpoint(options, award.checkpoint()).writeTo(out);
  }

  @Override
  public WireMessage.Award decode(Head head, ByteReader in) {
    int round = (int) in.varint("round", WireLimits.MAX_ROUND);
    int attempt = (int) in.varint("attempt", WireLimits.MAX_ROUND);
    long leaseMs = DurationCodec.read("lease", in);
    long priceMicros = in.varint("price", Long.MAX_VALUE);
    String kind = KindCodec.read(in);
    Json.Obj params = ValueCodec.readObject("params", in);
    Options options = Options.read(in);
    Priority priority = JobOptions.priority(options);
    return new WireMessage.Award(head.job(), round, attempt, kind, params, leaseMs, priceMicros,
        JobOptions.resultLimit(options), priority, JobOptions.checkpoint(options));
  }
}
