package org.sheratan.bench;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.mission.Receipt;
import org.sheratan.core.wire.FortyByteJob;
import org.sheratan.core.wire.Outcome;
import org.sheratan.core.wire.Receipts;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.secure.Identity;

/** The same job with everything a market adds: call, bid, award, and a result with its signed receipt. */
final class FullJob {
  private static final long PRICE_MICROS = 1_000_000;
  private static final long DEADLINE_MS = 300_000;
  private static final long LEASE_MS = 60_000;
  private static final Bytes NETWORK = Bytes.hex("0102030405060708");

  private FullJob() {}

  static List<Bytes> messages(Identity owner, Identity worker) {
    WireMessage.Award direct = FortyByteJob.job(owner.id());
    WireMessage.Call call = new WireMessage.Call(direct.job(), 1, direct.kind(), FortyByteJob.BYTES,
        List.of(),
        DEADLINE_MS, Long.MAX_VALUE, direct.resultLimitBytes(), direct.priority());
    WireMessage.Bid bid = new WireMessage.Bid(direct.job(), 1, PRICE_MICROS, 0, 500, 10_000, LEASE_MS);
    WireMessage.Award award = new WireMessage.Award(direct.job(), 1, 1, direct.kind(), direct.params(),
        LEASE_MS,
        PRICE_MICROS, direct.resultLimitBytes(), direct.priority());
    return List.of(WireCodec.encode(call, owner.id(), worker.id()),
        WireCodec.encode(bid, worker.id(), owner.id()),
        WireCodec.encode(award, owner.id(), worker.id()),
        WireCodec.encode(result(owner, worker), worker.id(), owner.id()));
  }

  private static WireMessage.Result result(Identity owner, Identity worker) {
    WireMessage.Result plain = FortyByteJob.result(owner.id());
    Outcome.Completed done = (Outcome.Completed) plain.outcome();
    Receipt draft = new Receipt(owner.id(), plain.job(), 1, CanonicalJson.sha256(done.result()), 26,
        PRICE_MICROS,
        worker.id(), 3, 17, 0, WallQuality.NONE, Bytes.EMPTY);
    return new WireMessage.Result(plain.job(), 1,
        new Outcome.Completed(done.result(), Optional.of(Receipts.sign(worker, NETWORK, draft))));
  }
}
