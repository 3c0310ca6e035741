package org.sheratan.core.market;

import java.util.function.IntSupplier;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Receipt;
import org.sheratan.core.wire.Receipts;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.radio.secure.Identity;

/** Signs for this node's work. Receipts of one start are numbered, so (epoch, sequence) orders them all. */
public final class ReceiptWriter {
  private final Identity identity;
  private final Bytes network;
  private final IntSupplier epoch;
  private long sequence;

  /** @param epoch the present one of this node */
  public ReceiptWriter(Identity identity, Bytes network, IntSupplier epoch) {
    this.identity = identity;
    this.network = network;
    this.epoch = epoch;
  }

  Receipt write(Claim claim, Json.Obj result, long units, Now now) {
    Receipt draft = new Receipt(claim.owner, claim.award.job(), claim.award.attempt(),
        CanonicalJson.sha256(result),
        Math.max(0, units), claim.award.priceMicros(), identity.id(), epoch.getAsInt(), ++sequence,
        Math.max(0, now.wallMs()),
        now.quality(), Bytes.EMPTY);
    return Receipts.sign(identity, network, draft);
  }
}
