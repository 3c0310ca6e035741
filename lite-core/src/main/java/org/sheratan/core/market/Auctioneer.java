package org.sheratan.core.market;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.wire.DeclineReason;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.core.wire.WireMessage.Bid;
import org.sheratan.core.wire.WireMessage.Call;
import org.sheratan.core.wire.WireMessage.Cancel;
import org.sheratan.core.wire.WireMessage.Decline;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/**
 * The owner's auctions: calls every capable node, collects bids until the window closes or all have answered, and
 * picks the best. Losers are told where that costs the others nothing; elsewhere their bids expire. A window is long where sessions have to be made first; the
 * first bid shortens it, so that the award still finds that bid binding.
 */
public final class Auctioneer {
  static final long MIN_WINDOW_MS = 150;
  static final long MAX_WINDOW_MS = 60_000;
  /** There and back, and once more for a lost frame. */
  private static final int DELIVERIES_WITHIN = 4;
  private static final int AWARD_OVERHEAD_BYTES = 32;
  private static final int MAX_NAMED_ROUNDS = 999_999;
  /** Between the first rounds of two starts: workers answer no round twice, so a restarted owner must not reuse one. */
  private static final int ROUNDS_A_START = 1_000;

  private final Post post;
  private final Reputation reputation;
  private final int epoch;
  private final Map<JobId, Auction> auctions = new TreeMap<>();
  private final Map<JobId, Job> jobs = new TreeMap<>();
  private final Map<JobId, Integer> rounds = new TreeMap<>();
  /** Who won earlier rounds: a job that comes back goes to somebody else first. */
  private final Map<JobId, Set<NodeId>> tried = new TreeMap<>();
  /** When each node was awarded something lately: its bids of before do not know of it. */
  private final Map<NodeId, List<Long>> awardedAtMs = new TreeMap<>();
  private final Map<Long, Called> calls = new TreeMap<>();
  private final Agenda<JobId> closing = new Agenda<>();

  private record Called(JobId job, NodeId node) {}

  /** How an auction ended. */
  public sealed interface Closed {
    JobId job();

    int bids();

    /**
     * @param receivedMs when the bid came in: the owner counts the lease from here
     * @param score 0..1
     */
    record Won(JobId job, int bids, int round, NodeId worker, Bid bid, long receivedMs, double score)
        implements
          Closed {}

    /** @param full whether nobody bid because those who could have have no place free */
    record Nobody(JobId job, int bids, String why, boolean full) implements Closed {}
  }

  /** @param epoch of this start */
  public Auctioneer(Post post, Reputation reputation, int epoch) {
    this.post = post;
    this.reputation = reputation;
    this.epoch = epoch;
  }

  /** Calls {@code capable} for bids on {@code job}, which has no auction under way. */
  public void open(Job job, List<NodeId> capable, long remainingMs, long nowMs) {
    int round = rounds.merge(job.id(), firstRound(job.id()),
        (last, first) -> Math.min(MAX_NAMED_ROUNDS, last + 1));
    int awardBytes = Math.min(WireLimits.MESSAGE_BYTES,
        AWARD_OVERHEAD_BYTES + CanonicalJson.bytes(job.spec().params()).length()
            + job.notes().underway().latest().checkpoint().length());
    Call call = new Call(job.id(), round, job.spec().kind(), awardBytes, Needs.offers(job.spec().needs()),
        remainingMs,
        job.spec().maxPriceMicros(), WireLimits.MESSAGE_BYTES, job.spec().priority());
    long windowMs = windowMs(capable, remainingMs);
    Auction auction = new Auction(round, nowMs + windowMs);
    auctions.put(job.id(), auction);
    jobs.put(job.id(), job);
    for (NodeId node : capable) {
      long ticket = post.send(node, call, call.priority(), windowMs, Mesh.UNPROMPTED);
      auction.ask(node, ticket);
      calls.put(ticket, new Called(job.id(), node));
    }
    closing.at(capable.isEmpty() ? nowMs : auction.closesMs(), job.id());
  }

  public void onBid(NodeId from, Bid bid, long arrival, long nowMs) {
    Auction auction = auctions.get(bid.job());
    if (auction != null && bid.round() == auction.round()) {
      answered(auction.callTicket(from), arrival);
      auction.onBid(from, bid, nowMs);
      closing.at(auction.closesMs(), bid.job());
      closeEarly(bid.job(), auction, nowMs);
    } else if (!tried.getOrDefault(bid.job(), Collections.emptySet()).contains(from)) {
      // Too late. From one who was awarded this job it may be a copy, whose original is to be kept.
      giveBack(from, bid, Priority.NORMAL);
    }
  }

  public void onDecline(NodeId from, Decline decline, long arrival, long nowMs) {
    Auction auction = auctions.get(decline.job());
    if (auction != null && decline.round() == auction.round()) {
      answered(auction.callTicket(from), arrival);
      String why = decline.text().isEmpty()
          ? decline.reason().name().toLowerCase(Locale.ROOT)
          : decline.text();
      auction.onDecline(from, why, decline.reason() == DeclineReason.BUSY);
      closeEarly(decline.job(), auction, nowMs);
    }
  }

  public void onUndelivered(long ticket, String why, long nowMs) {
    Called called = calls.remove(ticket);
    Auction auction = called == null ? null : auctions.get(called.job());
    if (auction != null && auction.callTicket(called.node()) == ticket) {
      auction.onDecline(called.node(), "not reached (" + why + ")", false);
      closeEarly(called.job(), auction, nowMs);
    }
  }

  /** The job has ended: its rounds need not be counted on. */
  public void forget(JobId job) {
    end(job, Optional.empty());
    rounds.remove(job);
    tried.remove(job);
  }

  public int open() {
    return auctions.size();
  }

  public List<Closed> poll(long nowMs) {
    List<Closed> closed = new ArrayList<>();
    for (JobId job : closing.due(nowMs)) {
      Closed judged = judge(job, auctions.get(job), nowMs);
      closed.add(judged);
      end(job, judged instanceof Closed.Won won ? Optional.of(won.worker()) : Optional.empty());
    }
    return closed;
  }

  public long nextPollMs() {
    return closing.nextDueMs();
  }

  /** Epochs leap ahead when a node is in doubt: then the rounds begin anywhere, hardly ever where they did before. */
  private int firstRound(JobId job) {
    long startsSince = Math.max(0, epoch - job.epoch()) % (MAX_NAMED_ROUNDS / ROUNDS_A_START);
    return (int) (1 + startsSince * ROUNDS_A_START);
  }

  private Closed judge(JobId id, Auction auction, long nowMs) {
    List<Auction.Candidate> candidates = untriedFirst(id,
        auction.candidates(nowMs, jobs.get(id).spec().maxPriceMicros()));
    List<Score.Ranked> ranked = Score.rank(candidates.stream()
        .map(bid -> new Score.Entry(bid.bidder(), bid.bid().priceMicros(), reputation.success(bid.bidder()),
            bid.bid().expectedMs() * (1 + awardedSince(bid.bidder(), bid.receivedMs()))
                + post.expectedMs(bid.bidder(), AWARD_OVERHEAD_BYTES)))
        .toList());
    if (ranked.isEmpty()) {
      return new Closed.Nobody(id, auction.bids(), auction.whyNobody(), auction.full());
    }
    Score.Ranked best = ranked.getFirst();
    Auction.Candidate won = candidates.stream().filter(bid -> bid.bidder().equals(best.bidder())).findFirst()
        .orElseThrow();
    tried.computeIfAbsent(id, job -> new TreeSet<>()).add(won.bidder());
    awardedAtMs.computeIfAbsent(won.bidder(), node -> new ArrayList<>()).add(nowMs);
    return new Closed.Won(id, auction.bids(), auction.round(), won.bidder(), won.bid(), won.receivedMs(),
        best.score());
  }

  /** So many jobs come before the one that it bids for: several auctions at once spread over the bidders. */
  private int awardedSince(NodeId bidder, long bidAtMs) {
    List<Long> times = awardedAtMs.getOrDefault(bidder, new ArrayList<>());
    times.removeIf(atMs -> atMs < bidAtMs - MAX_WINDOW_MS);
    return (int) times.stream().filter(atMs -> atMs >= bidAtMs).count();
  }

  /** Those that never had {@code job}; once all have had it, everyone again. */
  private List<Auction.Candidate> untriedFirst(JobId job, List<Auction.Candidate> candidates) {
    Set<NodeId> before = tried.getOrDefault(job, Collections.emptySet());
    List<Auction.Candidate> untried = candidates.stream().filter(bid -> !before.contains(bid.bidder()))
        .toList();
    return untried.isEmpty() ? candidates : untried;
  }

  private long windowMs(List<NodeId> capable, long remainingMs) {
    long slowestMs = capable.stream().mapToLong(node -> post.expectedMs(node, AWARD_OVERHEAD_BYTES)).max()
        .orElse(0);
    long windowMs = Math.clamp(slowestMs * DELIVERIES_WITHIN, MIN_WINDOW_MS, MAX_WINDOW_MS);
    return Math.max(1, Math.min(windowMs, remainingMs / 2));
  }

  private void closeEarly(JobId job, Auction auction, long nowMs) {
    if (auction.allAnswered()) {
      closing.at(nowMs, job);
    }
  }

  /** A bid or a decline proves that the call arrived. */
  private void answered(long callTicket, long arrival) {
    post.confirmed(callTicket, arrival);
    calls.remove(callTicket);
  }

  /** @param winner whose bid is kept */
  private void end(JobId id, Optional<NodeId> winner) {
    Auction auction = auctions.remove(id);
    Job job = jobs.remove(id);
    closing.clear(id);
    if (auction != null) {
      auction.offered().forEach((bidder, bid) -> {
        if (winner.filter(bidder::equals).isEmpty()) {
          giveBack(bidder, bid, job.spec().priority());
        }
      });
      for (long ticket : auction.openCalls()) {
        calls.remove(ticket);
        post.abandon(ticket);
      }
    }
  }

  /** What it reserves there is free at once. */
  private void giveBack(NodeId bidder, Bid bid, Priority priority) {
    if (post.free(bidder)) {
      post.send(bidder, Cancel.ofBid(bid.job(), bid.round()), priority, Math.max(1, bid.expiryMs()),
          Mesh.UNPROMPTED);
    }
  }
}
