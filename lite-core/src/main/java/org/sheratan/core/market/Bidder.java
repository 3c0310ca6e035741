package org.sheratan.core.market;

import java.util.Optional;

import org.sheratan.core.market.OpenBids.OpenBid;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.wire.DeclineReason;
import org.sheratan.core.wire.WireMessage.Bid;
import org.sheratan.core.wire.WireMessage.Call;
import org.sheratan.core.wire.WireMessage.Decline;
import org.sheratan.core.wire.WireMessage.JobMessage;
import org.sheratan.kernel.NodeId;

/** Answers calls for bids. A bid reserves a place, so that no award ever finds the worker full. */
final class Bidder {
  private static final int DELIVERIES_BOUND = 8;
  private static final long MIN_EXPIRY_MS = 3_000;
  private static final long MAX_EXPIRY_MS = 60_000;
  private static final int BID_BYTES = 64;

  private final WorkerTerms terms;
  private final ToolCatalog tools;
  private final Post post;
  private final RunTimes runTimes;
  private final OpenBids bids;

  Bidder(WorkerTerms terms, ToolCatalog tools, Post post, RunTimes runTimes) {
    this.terms = terms;
    this.tools = tools;
    this.post = post;
    this.runTimes = runTimes;
    this.bids = new OpenBids(terms.maxTools() + terms.maxWaiting());
  }

  /**
   * @param held awards waiting or running here, for the same places
   * @return empty when this round was answered before
   */
  Optional<JobMessage> answer(NodeId owner, Call call, int held, long nowMs) {
    if (bids.known(owner, call.job(), call.round())) {
      return Optional.empty();
    }
    if (!terms.runs(call.kind(), call.needs())) {
      return decline(call, DeclineReason.NOT_CAPABLE, "does not run " + call.kind());
    }
    bids.supersede(owner, call.job(), call.round());
    boolean elsewhere = tools.elsewhere(call.kind());
    int places = terms.places(elsewhere);
    int taken = held + bids.reserved(kind -> tools.elsewhere(kind) == elsewhere, nowMs);
    if (taken >= places + terms.maxWaiting()) {
      return decline(call, DeclineReason.BUSY, taken + " jobs here already");
    }
    if (bids.shareTaken(owner, nowMs)) {
      return decline(call, DeclineReason.BUSY, "too many bids are open to you or to strangers");
    }
    long priceMicros = terms.priceMicros(call.kind());
    if (priceMicros > call.maxPriceMicros()) {
      return decline(call, DeclineReason.PRICE, "asks " + priceMicros + " micros");
    }
    int ahead = Math.max(0, taken - places + 1);
    long expectedMs = runTimes.expectedMs(call.kind(), ahead, places);
    if (expectedMs > call.remainingMs()) {
      return decline(call, DeclineReason.DEADLINE, "needs about " + expectedMs + " ms");
    }
    long expiryMs = Math.clamp(post.expectedMs(owner, BID_BYTES) * DELIVERIES_BOUND, MIN_EXPIRY_MS,
        MAX_EXPIRY_MS);
    Bid bid = new Bid(call.job(), call.round(), priceMicros, ahead, expectedMs, expiryMs, Lease.MAX_MS);
    bids.add(owner, new OpenBid(bid, call.kind(), nowMs, nowMs + call.remainingMs()));
    return Optional.of(bid);
  }

  /** The bid that an award names, taken out; empty when there was none. */
  Optional<OpenBid> take(NodeId owner, JobId job, int round) {
    return bids.take(owner, job, round);
  }

  /** Another's was taken. */
  void giveBack(NodeId owner, JobId job, int round, long nowMs) {
    bids.giveBack(owner, job, round, nowMs);
  }

  /** A job of {@code owner} ran to its end here: its calls are worth answering. */
  void served(NodeId owner) {
    bids.served(owner);
  }

  private static Optional<JobMessage> decline(Call call, DeclineReason reason, String text) {
    return Optional.of(new Decline(call.job(), call.round(), reason, text));
  }
}
