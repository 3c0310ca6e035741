package org.sheratan.core.market;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.market.ClaimRecords.Report;
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.Backoff;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/**
 * Brings results home: each is kept on disk and sent again until the owner has acknowledged it, which it does only
 * after its own commit. Results are sent unprompted, because an answer would not be acknowledged itself.
 */
final class Reporter {
  static final int MAX_KEPT = 256;
  static final long LIFETIME_MS = 30_000;

  private final Post post;
  private final ClaimRecords records;
  private final Entropy entropy;
  private final Map<ClaimKey, Pending> kept = new TreeMap<>();
  private final Map<Long, ClaimKey> byTicket = new TreeMap<>();
  private final Agenda<ClaimKey> again = new Agenda<>();
  private long order;

  private record Pending(Report report, long order, int failures, long ticket) {}

  Reporter(Post post, ClaimRecords records, Entropy entropy) {
    this.post = post;
    this.records = records;
    this.entropy = entropy;
  }

  /** Keeps and sends {@code report}. Beyond {@link #MAX_KEPT} the oldest is given up. */
  void report(Report report) {
    records.reported(report);
    kept.put(report.key(), new Pending(report, order++, 0, 0));
    if (kept.size() > MAX_KEPT) {
      drop(oldest());
    }
    send(report.key());
  }

  boolean holds(ClaimKey key) {
    return kept.containsKey(key);
  }

  /** Tickets that are of no result mean nothing here. */
  void onDelivered(long ticket) {
    ClaimKey key = byTicket.get(ticket);
    if (key != null) {
      drop(key);
    }
  }

  void onUndelivered(long ticket, long nowMs) {
    ClaimKey key = byTicket.remove(ticket);
    if (key != null) {
      Pending pending = kept.get(key);
      Pending failed = new Pending(pending.report(), pending.order(), pending.failures() + 1, 0);
      kept.put(key, failed);
      again.at(nowMs + Backoff.delayMs(failed.failures(), entropy), key);
    }
  }

  /** Someone is heard again: what waits for that node need not wait longer. */
  void onHeard(NodeId owner, long nowMs) {
    kept.forEach((key, pending) -> {
      if (pending.ticket() == 0 && pending.report().owner().equals(owner)) {
        again.at(nowMs, key);
      }
    });
  }

  /** The owner will not take it. */
  void drop(ClaimKey key) {
    Pending pending = kept.remove(key);
    if (pending != null) {
      byTicket.remove(pending.ticket());
      post.abandon(pending.ticket());
      again.clear(key);
      records.remove(key);
    }
  }

  NodeId owner(ClaimKey key) {
    return kept.get(key).report().owner();
  }

  void poll(long nowMs) {
    again.due(nowMs).forEach(this::send);
  }

  long nextPollMs() {
    return again.nextDueMs();
  }

  private void send(ClaimKey key) {
    Pending pending = kept.get(key);
    long ticket = post.send(pending.report().owner(), pending.report().result(), Priority.NORMAL, LIFETIME_MS,
        Mesh.UNPROMPTED);
    kept.put(key, new Pending(pending.report(), pending.order(), pending.failures(), ticket));
    byTicket.put(ticket, key);
  }

  private ClaimKey oldest() {
    Iterator<Pending> each = kept.values().iterator();
    Pending oldest = each.next();
    while (each.hasNext()) {
      Pending next = each.next();
      oldest = next.order() < oldest.order() ? next : oldest;
    }
    return oldest.report().key();
  }
}
