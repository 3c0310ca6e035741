package org.sheratan.core.wire;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.secure.Identity;

/**
 * A receipt beside its result, without what the reader knows already: job and attempt from the message, result hash
 * from the result, owner and worker from the two ends.
 *
 * <pre>
 * flags      1   bits 0–1 wall quality, bit 2 owner is not the receiver, bit 3 worker is not the sender, rest 0
 * [owner    32]
 * [worker   32]
 * units      varint
 * price      varint
 * epoch      varint
 * sequence   varint
 * wall ms    varint
 * signature 64
 * </pre>
 */
final class SentReceipt {
  private static final int QUALITY_MASK = 0x03;
  private static final int OTHER_OWNER = 0x04;
  private static final int OTHER_WORKER = 0x08;
  private static final int ALL_FLAGS = QUALITY_MASK | OTHER_OWNER | OTHER_WORKER;

  private SentReceipt() {}

  static void write(Receipt receipt, Head head, ByteWriter out) {
    Check.that(receipt.signature().length() == Identity.SIGNATURE_BYTES, "the receipt is not signed");
    boolean otherOwner = !receipt.owner().equals(head.receiver());
    boolean otherWorker = !receipt.worker().equals(head.sender());
    out.u8(receipt.wallQuality().code() | (otherOwner ? OTHER_OWNER : 0) | (otherWorker ? OTHER_WORKER : 0));
    if (otherOwner) {
      out.bytes(receipt.owner().key());
    }
    if (otherWorker) {
      out.bytes(receipt.worker().key());
    }
    out.varint(receipt.units()).varint(receipt.priceMicros()).varint(receipt.epoch())
        .varint(receipt.sequence());
    out.varint(receipt.wallMs()).bytes(receipt.signature());
  }

  static Receipt read(Head head, int attempt, Json.Obj result, ByteReader in) {
    int start = in.offset();
    int flags = in.u8("receipt flags");
    if ((flags & ~ALL_FLAGS) != 0) {
      throw new MalformedException("receipt flags", start, "reserved bit set");
    }
    NodeId owner = end((flags & OTHER_OWNER) != 0, head.receiver(), in);
    NodeId worker = end((flags & OTHER_WORKER) != 0, head.sender(), in);
    long units = in.varint("units", Long.MAX_VALUE);
    long priceMicros = in.varint("price", Long.MAX_VALUE);
    int epoch = (int) in.varint("epoch", Integer.MAX_VALUE);
    long sequence = in.varint("sequence", Long.MAX_VALUE);
    long wallMs = in.varint("wall", Long.MAX_VALUE);
    Bytes signature = in.bytes("signature", Identity.SIGNATURE_BYTES);
    return new Receipt(owner, head.job(), attempt, CanonicalJson.sha256(result), units, priceMicros, worker,
        epoch,
        sequence, wallMs, WallQuality.of(flags & QUALITY_MASK), signature);
  }

  private static NodeId end(boolean other, NodeId usual, ByteReader in) {
    if (!other) {
      return usual;
    }
    int start = in.offset();
    NodeId spelled = new NodeId(in.bytes("receipt party", NodeId.LENGTH));
    if (spelled.equals(usual)) {
      throw new MalformedException("receipt party", start, "spelled out without need");
    }
    return spelled;
  }
}
