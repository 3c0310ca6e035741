package org.sheratan.core.wire;

import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;

/** {@code epoch varint, sequence varint}; the owner is one end of the message and never spelled out. */
final class MessageIdCodec {
  private MessageIdCodec() {}

  static void write(MessageId id, NodeId owner, ByteWriter out) {
    Check.that(id.owner().equals(owner.shortName()), "words travel between their author's node and its peer");
    out.varint(id.epoch()).varint(id.sequence());
  }

  static MessageId read(NodeId owner, ByteReader in) {
    int start = in.offset();
    int epoch = (int) in.varint("message epoch", JobIdCodec.MAX_EPOCH);
    long sequence = in.varint("message sequence", JobIdCodec.MAX_SEQUENCE);
    if (epoch == 0 || sequence == 0) {
      throw new MalformedException("message id", start, "epoch and sequence start at 1");
    }
    return new MessageId(owner.shortName(), epoch, sequence);
  }
}
