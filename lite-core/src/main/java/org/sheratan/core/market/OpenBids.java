package org.sheratan.core.market;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.wire.WireMessage.Bid;
import org.sheratan.kernel.NodeId;

/**
 * Bids this worker is bound by. Each reserves a place until it is awarded, given back or expires. One bid a round, ever: a second
 * one would move the moment from which the lease counts.
 *
 * <p>By bids alone one owner never holds more than half of the places, a stranger (see {@link Callers}) only one, and
 * all strangers together half: whoever calls without ever awarding leaves the others to those who do.
 */
final class OpenBids {
  private static final int REMEMBERED = 1024;

  private final Map<Key, OpenBid> open = new TreeMap<>();
  private final Set<Key> spent = new LinkedHashSet<>();
  private final Callers callers = new Callers();
  private final int share;

  /**
   * @param kind that was called for; no other may be awarded
   * @param deadlineMs when the job's own time is over
   */
  record OpenBid(Bid bid, String kind, long sentMs, long deadlineMs) {
    boolean binds(long nowMs) {
      return nowMs < sentMs + bid.expiryMs();
    }

    /** How much of the time for which it binds is over, 0..1000. */
    int agePermille(long nowMs) {
      return Math.clamp((nowMs - sentMs) * 1_000 / Math.max(1, bid.expiryMs()), 0, 1_000);
    }
  }

  private record Key(NodeId owner, JobId job, int round) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byJob = job.compareTo(other.job);
      int byRound = byJob != 0 ? byJob : Integer.compare(round, other.round);
      return byRound != 0 ? byRound : owner.compareTo(other.owner);
    }
  }

  /** @param places that bids and awards fill */
  OpenBids(int places) {
    this.share = Math.max(1, Math.ceilDiv(places, 2));
  }

  boolean known(NodeId owner, JobId job, int round) {
    Key key = new Key(owner, job, round);
    return open.containsKey(key) || spent.contains(key);
  }

  void add(NodeId owner, OpenBid bid) {
    open.put(new Key(owner, bid.bid().job(), bid.bid().round()), bid);
  }

  /** Takes the bid out, whether or not it still binds. */
  Optional<OpenBid> take(NodeId owner, JobId job, int round) {
    Key key = new Key(owner, job, round);
    OpenBid bid = open.remove(key);
    if (bid != null) {
      spend(key);
    }
    return Optional.ofNullable(bid);
  }

  /** {@code owner} has awarded another: what was reserved for it is free, and wasted only for as long as it was. */
  void giveBack(NodeId owner, JobId job, int round, long nowMs) {
    take(owner, job, round).ifPresent(bid -> callers.wasted(owner, bid.agePermille(nowMs)));
  }

  /** {@code owner} calls for {@code job} again: what was bid in rounds before {@code round} is never awarded any more. */
  void supersede(NodeId owner, JobId job, int round) {
    List<Key> over = open.keySet().stream()
        .filter(key -> key.owner().equals(owner) && key.job().equals(job) && key.round() < round).toList();
    for (Key key : over) {
      open.remove(key);
      spend(key);
      callers.wasted(owner);
    }
  }

  /** How many places are reserved at {@code nowMs} for such {@code kinds}. */
  int reserved(Predicate<String> kinds, long nowMs) {
    expire(nowMs);
    return (int) open.values().stream().filter(bid -> kinds.test(bid.kind())).count();
  }

  /** Whether {@code owner} holds its share of the places by bids alone; strangers also have one together. */
  boolean shareTaken(NodeId owner, long nowMs) {
    expire(nowMs);
    long own = open.keySet().stream().filter(key -> key.owner().equals(owner)).count();
    if (!callers.stranger(owner)) {
      return own >= share;
    }
    return own >= 1 || open.keySet().stream().filter(key -> callers.stranger(key.owner())).count() >= share;
  }

  /** A job of {@code owner} ran to its end here. */
  void served(NodeId owner) {
    callers.served(owner);
  }

  private void expire(long nowMs) {
    Iterator<Map.Entry<Key, OpenBid>> each = open.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Key, OpenBid> entry = each.next();
      Key key = entry.getKey();
      if (!entry.getValue().binds(nowMs)) {
        // A tree may reuse the removed entry for its successor: the key is read before.
        each.remove();
        spend(key);
        callers.wasted(key.owner());
      }
    }
  }

  private void spend(Key key) {
    spent.add(key);
    if (spent.size() > REMEMBERED) {
      spent.remove(spent.iterator().next());
    }
  }
}
