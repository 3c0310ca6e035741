package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code attempt varint, done ‰ varint, renewal varint}; options text, partial, checkpoint. */
final class ProgressCodec implements MessageCodec<WireMessage.Progress> {
  @Override
  public void encode(WireMessage.Progress progress, Head head, ByteWriter out) {
    out.varint(progress.attempt()).varint(progress.donePermille()).varint(progress.renewal());
    JobOptions.writeInterim(Options.none(), progress.said()).writeTo(out);
  }

  @Override
  public WireMessage.Progress decode(Head head, ByteReader in) {
    int attempt = (int) in.varint("attempt", WireLimits.MAX_ROUND);
    int donePermille = (int) in.varint("done", WireLimits.MAX_PERMILLE);
    int renewal = (int) in.varint("renewal", WireLimits.MAX_RENEWAL);
    return new WireMessage.Progress(head.job(), attempt, donePermille, renewal,
        JobOptions.interim(Options.read(in)));
  }
}
