package org.sheratan.core.market;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage.Progress;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/**
 * Brings to owners what running tools hand in. None of it is owed, so it takes little of a link: it has the lowest
 * priority, for each job one message is under way at a time, the newest of what came meanwhile follows, and between two
 * lies an eighth of the lease, eight times what the last one takes to arrive, and a thirty-second part of the time that the
 * tool has been running: that much may have to be done again, and a job of hours does not wear out its owner's card.
 *
 * <pre>
 * state    | handed in | due  | delivered      | lost           | attempt over
 * idle     | waiting   | -    | ignored        | ignored        | none
 * waiting  | waiting   | sent | -              | -              | none
 * sent     | sent      | -    | waiting, idle  | waiting        | abandoned
 * </pre>
 */
final class InterimPost {
  private static final int WITHIN_LEASE = 8;
  private static final int SHARE_OF_LINK = 8;
  private static final int SHARE_OF_WORK = 32;
  /** A partial result that takes longer, in leases' parts, is left out. */
  private static final int PARTIAL_WITHIN_LEASE = 4;

  private final Post post;
  private final Map<ClaimKey, Sending> sendings = new TreeMap<>();
  private final Map<Long, ClaimKey> byTicket = new TreeMap<>();
  private final Agenda<ClaimKey> due = new Agenda<>();

  private static final class Sending {
    private final Claim claim;
    private Interim waiting = Interim.NONE;
    private Interim sent = Interim.NONE;
    private long ticket;
    private long nextMs = Long.MIN_VALUE;

    private Sending(Claim claim) {
      this.claim = claim;
    }
  }

  InterimPost(Post post) {
    this.post = post;
  }

  /** A tool handed in {@code said}. */
  void hand(Claim claim, Interim said, long nowMs) {
    Sending sending = sendings.computeIfAbsent(claim.key(), key -> new Sending(claim));
    sending.waiting = sending.waiting.then(said);
    plan(sending, nowMs);
  }

  void onDelivered(long ticket, long nowMs) {
    back(ticket).ifPresent(sending -> {
      sending.sent = Interim.NONE;
      plan(sending, nowMs);
    });
  }

  void onUndelivered(long ticket, long nowMs) {
    back(ticket).ifPresent(sending -> {
      sending.waiting = sending.sent.then(sending.waiting);
      sending.sent = Interim.NONE;
      plan(sending, nowMs);
    });
  }

  /** The attempt is over, and so is what it handed in. */
  void forget(ClaimKey key) {
    Sending sending = sendings.remove(key);
    due.clear(key);
    if (sending != null && byTicket.remove(sending.ticket) != null) {
      post.abandon(sending.ticket);
    }
  }

  void poll(long nowMs) {
    due.due(nowMs).forEach(key -> send(sendings.get(key), nowMs));
  }

  long nextPollMs() {
    return due.nextDueMs();
  }

  private Optional<Sending> back(long ticket) {
    Optional<Sending> sending = Optional.ofNullable(byTicket.remove(ticket)).map(sendings::get);
    sending.ifPresent(back -> back.ticket = 0);
    return sending;
  }

  private void plan(Sending sending, long nowMs) {
    if (sending.ticket == 0 && !sending.waiting.isNone()) {
      due.at(Math.max(nowMs, sending.nextMs), sending.claim.key());
    }
  }

  private void send(Sending sending, long nowMs) {
    Claim claim = sending.claim;
    Progress whole = claim.handIn(sending.waiting);
    boolean slow = expectedMs(claim, whole) > claim.leaseMs() / PARTIAL_WITHIN_LEASE;
    Progress progress = slow ? claim.handIn(sending.waiting.withoutPartial()) : whole;
    long expectedMs = expectedMs(claim, progress);
    sending.waiting = Interim.NONE;
    sending.nextMs = nowMs + Math.max((nowMs - claim.startedMs()) / SHARE_OF_WORK,
        Math.max(claim.leaseMs() / WITHIN_LEASE, SHARE_OF_LINK * expectedMs));
    if (!progress.said().isNone() && expectedMs <= claim.leaseMs()) {
      sending.sent = progress.said();
      sending.ticket = post.send(claim.owner, progress, Priority.BULK, 2 * claim.leaseMs(), Mesh.UNPROMPTED);
      byTicket.put(sending.ticket, claim.key());
    }
  }

  private long expectedMs(Claim claim, Progress progress) {
    return post.expectedMs(claim.owner, WireCodec.encode(progress, post.self(), claim.owner).length());
  }
}
