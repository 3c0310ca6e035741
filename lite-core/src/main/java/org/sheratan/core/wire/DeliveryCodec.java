package org.sheratan.core.wire;

import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/** {@code epoch varint, sequence varint, outcome 1}. */
final class DeliveryCodec implements MessageCodec<WireMessage.Delivery> {
  @Override
  public void encode(WireMessage.Delivery delivery, Head head, ByteWriter out) {
    MessageIdCodec.write(delivery.id(), head.receiver(), out);
    out.u8(delivery.outcome().code());
  }

  @Override
  public WireMessage.Delivery decode(Head head, ByteReader in) {
    MessageId id = MessageIdCodec.read(head.receiver(), in);
    DeliveryOutcome outcome = DeliveryOutcome.of(in.u8("outcome"));
    Options.read(in);
    return new WireMessage.Delivery(id, outcome);
  }
}
