package org.sheratan.core.wire;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code job with owner, deputy with owner, receipt length and bytes as stored, result value}. */
final class BequestCodec implements MessageCodec<WireMessage.Bequest> {
  private static final int MAX_RECEIPT_BYTES = 512;

  @Override
  public void encode(WireMessage.Bequest bequest, Head head, ByteWriter out) {
    JobIdCodec.write(bequest.job(), true, out);
    JobIdCodec.write(bequest.deputy(), true, out);
    out.lengthPrefixed(ReceiptCodec.encode(bequest.receipt()));
    ValueCodec.writeObject(bequest.result(), out);
  }

  @Override
  public WireMessage.Bequest decode(Head head, ByteReader in) {
    JobId job = JobIdCodec.read(in);
    JobId deputy = JobIdCodec.read(in);
    Receipt receipt = ReceiptCodec.decode(in.lengthPrefixed("receipt", MAX_RECEIPT_BYTES));
    Json.Obj result = ValueCodec.readObject("result", in);
    Options.read(in);
    return new WireMessage.Bequest(job, deputy, result, receipt);
  }
}
