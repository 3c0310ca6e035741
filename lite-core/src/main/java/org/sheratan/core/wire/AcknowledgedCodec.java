package org.sheratan.core.wire;

import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code epoch varint, sequence varint}. */
final class AcknowledgedCodec implements MessageCodec<WireMessage.Acknowledged> {
  @Override
  public void encode(WireMessage.Acknowledged acknowledged, Head head, ByteWriter out) {
    MessageIdCodec.write(acknowledged.id(), head.receiver(), out);
  }

  @Override
  public WireMessage.Acknowledged decode(Head head, ByteReader in) {
    MessageId id = MessageIdCodec.read(head.receiver(), in);
    Options.read(in);
    return new WireMessage.Acknowledged(id);
  }
}
