package org.sheratan.core.wire;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.wire.WireMessage.CustodyAsk.Asked;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code count 1 (1..64), each: job with owner, what the heir has 1}. */
final class CustodyAskCodec implements MessageCodec<WireMessage.CustodyAsk> {
  @Override
  public void encode(WireMessage.CustodyAsk ask, Head head, ByteWriter out) {
    CustodySayCodec.count(ask.about().size(), out);
    for (Asked asked : ask.about()) {
      JobIdCodec.write(asked.job(), true, out);
      out.u8(asked.has().code());
    }
  }

  @Override
  public WireMessage.CustodyAsk decode(Head head, ByteReader in) {
    List<Asked> about = new ArrayList<>();
    for (int left = CustodySayCodec.count(in); left > 0; left--) {
      about.add(new Asked(JobIdCodec.read(in), HeirWord.read(in)));
    }
    Options.read(in);
    return new WireMessage.CustodyAsk(about);
  }
}
