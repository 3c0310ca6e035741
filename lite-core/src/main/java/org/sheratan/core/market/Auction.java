package org.sheratan.core.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.sheratan.core.wire.WireMessage.Bid;
import org.sheratan.kernel.NodeId;

/** One round of one job: whom the owner asked, who answered what. */
final class Auction {
  /** No bid, however short-lived, ends an auction sooner than one that binds for so long. */
  private static final long SHORTEST_BID_MS = 3_000;

  private final int round;
  private long closesMs;
  private final Map<NodeId, Asked> asked = new TreeMap<>();

  /** What one node has said so far. */
  private sealed interface Asked {
    record Silent(long callTicket) implements Asked {}

    record Declined(String why, boolean busy) implements Asked {}

    record Offered(Bid bid, long receivedMs) implements Asked {}
  }

  /** A bid that may be awarded. */
  record Candidate(NodeId bidder, Bid bid, long receivedMs) {}

  Auction(int round, long closesMs) {
    this.round = round;
    this.closesMs = closesMs;
  }

  int round() {
    return round;
  }

  long closesMs() {
    return closesMs;
  }

  void ask(NodeId node, long callTicket) {
    asked.put(node, new Asked.Silent(callTicket));
  }

  /**
   * The first bid of an asked node counts, and it cannot take it back: a repetition changes nothing. It is not kept
   * waiting for so long that it would expire on its award's way.
   */
  void onBid(NodeId from, Bid bid, long nowMs) {
    if (asked.get(from) instanceof Asked.Silent) {
      closesMs = Math.min(closesMs, nowMs + Math.max(SHORTEST_BID_MS, bid.expiryMs()) / 2);
    }
    answer(from, new Asked.Offered(bid, nowMs));
  }

  void onDecline(NodeId from, String why, boolean busy) {
    answer(from, new Asked.Declined(why, busy));
  }

  /** Zero when {@code node} was not asked or has answered. */
  long callTicket(NodeId node) {
    return asked.get(node) instanceof Asked.Silent(long ticket) ? ticket : 0;
  }

  /** Calls that nothing proved to have arrived. */
  List<Long> openCalls() {
    List<Long> open = new ArrayList<>();
    asked.values().forEach(each -> {
      if (each instanceof Asked.Silent(long ticket)) {
        open.add(ticket);
      }
    });
    return open;
  }

  boolean allAnswered() {
    return asked.values().stream().noneMatch(Asked.Silent.class::isInstance);
  }

  /** Bids that still bind at {@code nowMs}, allow a lease worth giving, and cost at most {@code maxPriceMicros}, by bidder. */
  List<Candidate> candidates(long nowMs, long maxPriceMicros) {
    List<Candidate> candidates = new ArrayList<>();
    asked.forEach((node, said) -> {
      if (said instanceof Asked.Offered(Bid bid, long receivedMs) && nowMs < receivedMs + bid.expiryMs()
          && bid.leaseMs() >= Lease.MIN_MS
          && bid.priceMicros() <= maxPriceMicros) {
        candidates.add(new Candidate(node, bid, receivedMs));
      }
    });
    return candidates;
  }

  /** All bids, whatever they are worth, by bidder. */
  SortedMap<NodeId, Bid> offered() {
    SortedMap<NodeId, Bid> offered = new TreeMap<>();
    asked.forEach((node, said) -> {
      if (said instanceof Asked.Offered offer) {
        offered.put(node, offer.bid());
      }
    });
    return offered;
  }

  /** Whether nobody bid, and who declined did so for want of a place only. */
  boolean full() {
    List<Asked.Declined> declined = asked.values().stream().filter(Asked.Declined.class::isInstance)
        .map(Asked.Declined.class::cast).toList();
    return bids() == 0 && !declined.isEmpty() && declined.stream().allMatch(Asked.Declined::busy);
  }

  int bids() {
    return (int) asked.values().stream().filter(Asked.Offered.class::isInstance).count();
  }

  /** For people: why nobody could be awarded. */
  String whyNobody() {
    if (asked.isEmpty()) {
      return "no capable node in reach";
    }
    String each = asked.entrySet().stream()
        .map(entry -> entry.getKey().shortName() + " " + switch (entry.getValue()) {
          case Asked.Silent silent -> "was silent";
          case Asked.Declined(String why, boolean busy) -> "declined: " + why;
          case Asked.Offered offered -> "asked too much, or its bid expired";
        }).limit(3).collect(Collectors.joining("; "));
    return "no bid of " + asked.size() + " asked (" + each + (asked.size() > 3 ? "; …)" : ")");
  }

  private void answer(NodeId from, Asked said) {
    if (asked.get(from) instanceof Asked.Silent) {
      asked.put(from, said);
    }
  }
}
