package org.sheratan.core.wire;

import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

/** {@code job with owner, hash of the will 32, reply 1}. */
final class WillAnswerCodec implements MessageCodec<WireMessage.WillAnswer> {
  private static final int HASH_BYTES = 32;

  @Override
  public void encode(WireMessage.WillAnswer answer, Head head, ByteWriter out) {
    JobIdCodec.write(answer.job(), true, out);
    out.bytes(answer.will()).u8(answer.reply().code());
  }

  @Override
  public WireMessage.WillAnswer decode(Head head, ByteReader in) {
    JobId job = JobIdCodec.read(in);
    Bytes will = in.bytes("will", HASH_BYTES);
    WillReply reply = WillReply.read(in);
    Options.read(in);
    return new WireMessage.WillAnswer(job, will, reply);
  }
}
