package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;

/**
 * What a node says of itself in every announce; this part is signed.
 *
 * <pre>
 *  0  32  key
 * 32   4  epoch: one more at every start
 * 36   2  sequence within the epoch
 * 38   4  capability filter
 * 42   1  load, percent
 * 43   5  digest of the signed card, zeros without a card
 * </pre>
 *
 * @param sequence 0..65535; a node that has used all begins a new epoch
 */
public record Announce(NodeId key, int epoch, int sequence, CapabilityFilter capabilities, int loadPercent,
    Bytes cardDigest) {
  public static final int BYTES = NodeId.LENGTH + 4 + 2 + 4 + 1 + Limits.CARD_DIGEST_BYTES;
  public static final Bytes NO_CARD = Bytes.copyOf(new byte[Limits.CARD_DIGEST_BYTES]);

  public Announce {
    Check.that(epoch >= 0 && sequence >= 0 && sequence <= 0xffff, "epoch or sequence out of range");
    Check.that(loadPercent >= 0 && loadPercent <= Limits.MAX_LOAD_PERCENT, "load out of range");
    Check.that(cardDigest.length() == Limits.CARD_DIGEST_BYTES, "a card digest has another length");
  }

  /** Orders everything one node ever announced: what it said later is larger. */
  public long order() {
    return (long) epoch << 16 | sequence;
  }

  public Bytes encode() {
    return new ByteWriter(BYTES).bytes(key.key()).u32(epoch).u16(sequence)
        .u32(capabilities.bits() & 0xffff_ffffL).u8(loadPercent).bytes(cardDigest).toBytes();
  }

  public static Announce decode(ByteReader reader) {
    NodeId key = new NodeId(reader.bytes("key", NodeId.LENGTH));
    int epoch = Epochs.read(reader);
    int sequence = reader.u16("sequence");
    CapabilityFilter capabilities = new CapabilityFilter((int) reader.u32("capability filter"));
    int loadPercent = reader.u8("load");
    if (loadPercent > Limits.MAX_LOAD_PERCENT) {
      throw new MalformedException("load", reader.offset() - 1, "above 100 %");
    }
    return new Announce(key, epoch, sequence, capabilities, loadPercent,
        reader.bytes("card digest", Limits.CARD_DIGEST_BYTES));
  }
}
