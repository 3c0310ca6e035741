package org.sheratan.radio.mesh.hop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.fragment.FragmentReport;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Contact;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.session.Handshakes;
import org.sheratan.radio.mesh.session.Seals;

/**
 * Gets {@link Unit}s across one hop: seals, sends, repeats until acknowledged. A frame is repeated byte for byte, so
 * that the receiver's replay window tells a repeat from news; it is sealed anew only for a new session or when the
 * window has moved on.
 *
 * <pre>
 * waiting --session, room in the lane--> under way --ack--> taken (owner told)
 *    ^                                     | no ack in time: again, with back-off; every fourth time the owner hears
 *    |                                     | refused there: again much later, the owner hears at once
 *    +------------- new session -----------+
 * any --cancel, expiry--> ended; the neighbor hears of a transfer that it need not wait for more
 * </pre>
 */
public final class HopSender {
  private final MeshTurn turn;
  private final Seals seals;
  private final NeighborTable neighbors;
  private final Handshakes handshakes;
  private final AwaitedMarks marks;
  private final HopFrames frames;
  private final Map<NodeId, Lane> lanes = new TreeMap<>();
  private final Consumer<NodeId> gone;
  private final TransferBook transfers;

  /** @param gone is told of neighbors that have not answered for long */
  public HopSender(MeshTurn turn, Seals seals, NeighborTable neighbors, Handshakes handshakes,
      MarkSender marks,
      HopFrames frames, Consumer<NodeId> gone, TransferBook transfers) {
    this.turn = turn;
    this.seals = seals;
    this.neighbors = neighbors;
    this.handshakes = handshakes;
    this.marks = new AwaitedMarks(marks);
    this.frames = frames;
    this.gone = gone;
    this.transfers = transfers;
  }

  public void submit(Unit unit) {
    if (seals.needsHandshake(unit.to)) {
      handshakes.renew(unit.to);
    }
    lanes.computeIfAbsent(unit.to, id -> new Lane()).add(unit);
    pump(unit.to);
  }

  /** Its arrival is known without an acknowledgement. */
  void proven(Unit unit) {
    unit.arrived = true;
    if (unit.contact != null) {
      answered(unit);
    }
  }

  /** The owner has lost interest. */
  void cancel(Unit unit) {
    if (unit.transfer != null && unit.refused.isPresent()) {
      transfers.left(unit);
    }
    end(unit);
    pump(unit.to);
  }

  public void onAck(NodeId from, ControlItem.Ack ack) {
    Lane lane = lanes.get(from);
    if (lane != null) {
      lane.acknowledged(ack).forEach(this::taken);
      pump(from);
    }
  }

  public void onTransferAck(NodeId from, int transfer) {
    Lane lane = lanes.get(from);
    if (lane != null) {
      lane.transfer(transfer).ifPresent(this::taken);
      pump(from);
    }
  }

  public void onReport(NodeId from, FragmentReport report) {
    Lane lane = lanes.get(from);
    if (lane == null) {
      return;
    }
    lane.transfer(report.transfer()).filter(unit -> unit.refused.isEmpty()).ifPresent(unit -> {
      answered(unit);
      unit.tries = 0;
      if (unit.transfer.rounds() >= MeshLimits.TRANSFER_ROUNDS * (unit.refusals + 1)) {
        refused(unit, ControlItem.Why.NO_WAY);
        pump(from);
      } else if (unit.transfer.onReport(report)) {
        transmit(unit, unit.contact);
      }
    });
  }

  /** {@code from} does not take that transfer of ours, for now. */
  public void onTransferRefused(NodeId from, int transfer, ControlItem.Why why) {
    Lane lane = lanes.get(from);
    if (lane != null) {
      lane.transfer(transfer).filter(unit -> unit.refused.isEmpty()).ifPresent(unit -> refused(unit, why));
      pump(from);
    }
  }

  /** Somebody says that it has taken what bears this mark, or has no room for it. */
  public void onMark(int mark) {
    marks.of(mark).ifPresent(unit -> {
      if (mark == unit.mark) {
        quiet(unit);
        taken(unit);
        pump(unit.to);
      } else {
        refused(unit, ControlItem.Why.NO_ROOM);
      }
    });
  }

  /** It is there, and does not take it: asked again much later, unless the owner knows another way. */
  private void refused(Unit unit, ControlItem.Why why) {
    answered(unit);
    marks.forget(unit);
    unit.rest();
    unit.refused = Optional.of(why);
    unit.refusals += unit.transfer == null ? 0 : 1;
    unit.owner.onRefused(unit);
    if (!unit.ended) {
      unit.timer = turn.after(turn.jittered(HopPacing.restMs(unit)), () -> retry(unit));
    }
  }

  /**
   * The one after the neighbor goes on with it now, which we may not hear: what we sent the neighbor meanwhile would
   * meet that.
   */
  private void quiet(Unit unit) {
    Lane lane = lanes.get(unit.to);
    long forMs = unit.contact.link().profile().airtimeMs(unit.plaintext.length() + Limits.HOP_OVERHEAD_BYTES);
    lane.quietUntilMs = turn.nowMs() + turn.jittered(forMs);
  }

  /**
   * There is a session with {@code peer}, or a newer one: every frame for it is sealed anew, and a transfer goes on where
   * the peer says, which may have started anew.
   */
  public void onSession(NodeId peer) {
    Lane lane = lanes.get(peer);
    if (lane != null) {
      for (Unit unit : lane.units()) {
        unit.rest();
        unit.frame = null;
        unit.tries = 0;
        if (unit.transfer == null) {
          lane.unindex(unit);
        } else {
          unit.transfer.ask();
          sendAgain(unit);
        }
      }
      pump(peer);
    }
  }

  /** {@code peer} was heard after a silence: what waits for a late retry goes now. */
  public void onHeardAgain(NodeId peer) {
    Lane lane = lanes.get(peer);
    if (lane != null) {
      for (Unit unit : lane.units()) {
        if (unit.timer != null && unit.tries > MeshLimits.TRIES_BEFORE_STUCK && unit.refused.isEmpty()) {
          unit.rest();
          unit.timer = turn.after(turn.jittered(unit.contact.retryMs()), () -> retry(unit));
        }
      }
      pump(peer);
    }
  }

  /** Sends what waits, as far as session, contact and lane allow. */
  void pump(NodeId to) {
    Lane lane = lanes.get(to);
    if (lane == null) {
      return;
    }
    if (lane.quietUntilMs > turn.nowMs()) {
      pumpLater(to, lane);
      return;
    }
    for (Unit unit : lane.waiting()) {
      Optional<Contact> contact = neighbors.best(to);
      if (turn.nowMs() >= unit.expiresMs) {
        end(unit);
      } else if (!seals.ready(to) || contact.isEmpty()) {
        handshakes.want(to);
        watch(unit);
      } else if (urgent(unit)
          || lane.framesUnderWay(unit.type) < HopPacing.framesAtOnce(contact.get(), unit.type)) {
        begin(lane, unit, contact.get());
      }
    }
    if (lane.empty() && lane.quietUntilMs <= turn.nowMs()) {
      lanes.remove(to);
    }
  }

  /** It waits for nothing that may itself wait for airtime: there is a share for emergencies only. */
  private static boolean urgent(Unit unit) {
    return unit.priority == Priority.EMERGENCY;
  }

  private void pumpLater(NodeId to, Lane lane) {
    if (!lane.pumping) {
      lane.pumping = true;
      turn.timers().at(lane.quietUntilMs, () -> {
        lane.pumping = false;
        pump(to);
      });
    }
  }

  /** Units of {@code owner} for {@code to}, not acknowledged. */
  public int underWay(NodeId to, Unit.Owner owner) {
    Lane lane = lanes.get(to);
    return lane == null ? 0 : (int) lane.units().stream().filter(unit -> unit.owner == owner).count();
  }

  /** Units not acknowledged, for the neighbor and altogether. */
  public int underWay() {
    return lanes.values().stream().mapToInt(lane -> lane.units().size()).sum();
  }

  private void begin(Lane lane, Unit unit, Contact contact) {
    if (!HopFrames.carries(unit, contact)) {
      turn.tally().count(Count.REFUSED);
      end(unit);
    } else if (HopFrames.fits(unit, contact) || urgent(unit)
        || lane.transfersUnderWay(unit.type) < MeshLimits.TRANSFERS_PER_NEIGHBOR) {
      transmit(unit, contact);
    }
  }

  private void transmit(Unit unit, Contact contact) {
    Lane lane = lanes.get(unit.to);
    unit.contact = contact;
    unit.refused = Optional.empty();
    frames.send(lane, unit);
    marks.expect(unit);
    unit.firstSentMs = unit.tries == 0 ? turn.nowMs() : unit.firstSentMs;
    unit.rest();
    if (unit.transfer != null && unit.transfer.hasMore()) {
      goOnLater(unit);
      return;
    }
    unit.tries++;
    unit.postponed = 0;
    unit.leavesMs = turn.nowMs() + turn.waitMs(contact.link(), HopFrames.onAir(unit));
    long patienceMs = HopPacing.patienceMs(unit, underWay());
    unit.timer = turn.timers().at(unit.leavesMs + turn.jittered(patienceMs), () -> retry(unit));
  }

  /** The rest of a burst waits here, not in the link: there it would keep everything else waiting. */
  private void goOnLater(Unit unit) {
    Link link = unit.contact.link();
    long aheadMs = turn.waitMs(link, HopFrames.onAir(unit)) - HopFrames.longestAirtimeMs(link);
    unit.timer = turn.after(Math.max(1, aheadMs), () -> {
      unit.timer = null;
      transmit(unit, unit.contact);
    });
  }

  private void answered(Unit unit) {
    unit.contact.answered(Math.max(1, turn.nowMs() - unit.leavesMs), unit.tries == 1);
  }

  private void retry(Unit unit) {
    unit.timer = null;
    if (turn.nowMs() >= unit.expiresMs) {
      cancel(unit);
      return;
    }
    if (unit.refused.isPresent()) {
      askAgain(unit);
      return;
    }
    if (stillWaits(unit)) {
      return;
    }
    if (unit.contact.unanswered()) {
      gone.accept(unit.to);
    }
    turn.tally().count(Count.RETRIES);
    if (unit.tries % MeshLimits.TRIES_BEFORE_STUCK == 0) {
      unit.owner.onStuck(unit);
      if (unit.ended) {
        return;
      }
      if (unit.type.relayed()) {
        // The neighbor may have refused it for lack of room or way; under a new counter it thinks again.
        unit.frame = null;
      }
    }
    if (unit.tries >= MeshLimits.TRIES_BEFORE_NEW_SESSION && unit.contact.lastHeardMs() > unit.firstSentMs) {
      // It is there, yet does not answer: it may have lost the session.
      handshakes.renew(unit.to);
    }
    sendAgain(unit);
  }

  /** Under a new counter, for what it refused it does not open again; or with one piece of a transfer. */
  private void askAgain(Unit unit) {
    turn.tally().count(Count.RETRIES);
    unit.frame = null;
    if (unit.transfer != null) {
      unit.transfer.ask();
    }
    sendAgain(unit);
  }

  /** The link is further behind than it thought: what it holds may not have left, and need not be said twice. */
  private boolean stillWaits(Unit unit) {
    long waitMs = turn.waitMs(unit.contact.link(), HopFrames.onAir(unit));
    boolean waits = waitMs > unit.contact.retryMs() && unit.postponed < MeshLimits.POSTPONED;
    if (waits) {
      unit.postponed++;
      unit.timer = turn.after(turn.jittered(waitMs), () -> retry(unit));
    }
    return waits;
  }

  private void sendAgain(Unit unit) {
    Optional<Contact> contact = neighbors.best(unit.to);
    if (contact.isEmpty() || !seals.ready(unit.to)) {
      handshakes.want(unit.to);
      watch(unit);
      return;
    }
    if (unit.transfer != null) {
      unit.transfer.probe();
    }
    transmit(unit, contact.get());
  }

  /** Cannot be sent now: the owner hears of it now and then. */
  private void watch(Unit unit) {
    if (unit.timer == null) {
      unit.timer = turn.after(turn.jittered(MeshLimits.WATCH_MS), () -> {
        unit.timer = null;
        if (turn.nowMs() >= unit.expiresMs) {
          cancel(unit);
          return;
        }
        unit.owner.onStuck(unit);
        if (!unit.ended && unit.sent()) {
          sendAgain(unit);
        } else if (!unit.ended) {
          pump(unit.to);
        }
      });
    }
  }

  private void taken(Unit unit) {
    proven(unit);
    end(unit);
    unit.owner.onTaken(unit);
  }

  private void end(Unit unit) {
    unit.ended = true;
    unit.rest();
    marks.forget(unit);
    if (unit.transfer != null) {
      giveUp(unit);
      transfers.ended(unit);
    }
    Lane lane = lanes.get(unit.to);
    if (lane != null) {
      lane.remove(unit);
    }
  }

  /** The neighbor shall not keep pieces for more that never come; behind those that are still to leave. */
  private void giveUp(Unit unit) {
    if (unit.transfer.begun() && !unit.arrived && unit.refused.isEmpty()) {
      frames.sendOnce(unit.to, HopFrames.onAir(unit),
          List.of(new ControlItem.TransferEnd(unit.transfer.id(), ControlItem.Why.GIVEN_UP)), false);
    }
  }
}
