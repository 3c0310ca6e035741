package org.sheratan.core.wire;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.SignContext;

/** Signing and checking of receipts. */
public final class Receipts {
  private Receipts() {}

  /** {@code draft} with the signature of {@code worker}, which must be the worker it names. */
  public static Receipt sign(Identity worker, Bytes network, Receipt draft) {
    Check.that(worker.id().equals(draft.worker()), "only the worker signs");
    Bytes signature = worker.sign(SignContext.RECEIPT, ReceiptCodec.signedBytes(draft, network));
    return new Receipt(draft.owner(), draft.job(), draft.attempt(), draft.resultHash(), draft.units(),
        draft.priceMicros(), draft.worker(), draft.epoch(), draft.sequence(), draft.wallMs(),
        draft.wallQuality(),
        signature);
  }

  /** Whether the worker it names signed exactly this receipt for {@code network}. */
  public static boolean verify(Receipt receipt, Bytes network) {
    Bytes message = ReceiptCodec.signedBytes(receipt, network);
    return Identity.verify(receipt.worker(), SignContext.RECEIPT, message, receipt.signature());
  }

  /** Whether {@code result} is the one it was signed for. */
  public static boolean matches(Receipt receipt, Json.Obj result) {
    return receipt.resultHash().equals(CanonicalJson.sha256(result));
  }
}
