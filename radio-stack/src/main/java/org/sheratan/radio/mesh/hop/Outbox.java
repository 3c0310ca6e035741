package org.sheratan.radio.mesh.hop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.ArrivalMarks;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.route.Ways;
import org.sheratan.radio.mesh.session.Handshakes;
import org.sheratan.radio.mesh.session.Seals;
import org.sheratan.radio.secure.Sealed;

/**
 * Our own messages until the destination has them.
 *
 * <pre>
 * WAITING (no way or no session) --both--> on the first hop
 * on the first hop --neighbor is the destination, ack--> Delivered
 * on the first hop --relay, ack--> with relays --end-to-end ack--> Delivered
 * with relays --no end-to-end ack in time--> on the first hop again, same envelope
 * a note (no session yet) goes the same way; after two tries --> WAITING for a session of ours, whose answer says
 *     whether it arrived --yes--> Delivered  --no--> sealed anew
 * any --confirmed, abandoned--> gone     any --lifetime over--> Undelivered
 * </pre>
 */
public final class Outbox implements Unit.Owner {
  private static final int TRIES_BEFORE_NEW_END_SESSION = 4;

  private final MeshTurn turn;
  private final Seals seals;
  private final Ways ways;
  private final HopFrames frames;
  private final HopSender hops;
  private final Handshakes handshakes;
  private final Notes notes;
  private final Consumer<NodeId> sought;
  private final EndTimes times = new EndTimes();
  private final Map<Long, Letter> letters = new LinkedHashMap<>();
  private long heldBytes;
  private long nextTicket = 1;

  /** @param sought is told of peers that something waits for, without a way to them */
  public Outbox(MeshTurn turn, Seals seals, Ways ways, HopFrames frames, HopSender hops,
      Handshakes handshakes,
      Notes notes, Consumer<NodeId> sought) {
    this.notes = notes;
    this.sought = sought;
    this.turn = turn;
    this.seals = seals;
    this.ways = ways;
    this.frames = frames;
    this.hops = hops;
    this.handshakes = handshakes;
  }

  public long nextTicket() {
    return nextTicket++;
  }

  /** @param answer it stands for an acknowledgement */
  public void send(long ticket, NodeId to, Bytes message, Priority priority, long lifetimeMs,
      boolean answer) {
    if (letters.size() >= MeshLimits.OUTBOX || heldBytes + message.length() > MeshLimits.OUTBOX_BYTES) {
      turn.tally().count(Count.REFUSED);
      turn.tell(new MeshEvent.Undelivered(ticket, "too many messages are waiting already"));
      return;
    }
    Letter letter = new Letter(ticket, to, message, priority, turn.nowMs() + lifetimeMs, answer);
    letters.put(ticket, letter);
    heldBytes += message.length();
    letter.expiry = turn.after(lifetimeMs, () -> {
      end(letter);
      turn.tell(new MeshEvent.Undelivered(ticket, "not acknowledged within its lifetime"));
    });
    attempt(letter);
  }

  public int size() {
    return letters.size();
  }

  /** Its arrival is proven without an acknowledgement; false when it was over already. */
  public boolean confirmed(long ticket) {
    Letter letter = letters.get(ticket);
    if (letter == null) {
      return false;
    }
    if (letter.unit != null) {
      hops.proven(letter.unit);
    }
    served(letter);
    end(letter);
    return true;
  }

  public void abandon(long ticket) {
    Letter letter = letters.get(ticket);
    if (letter != null) {
      end(letter);
    }
  }

  /** The question came again: so must the answer. False when it is no longer kept. */
  public boolean again(long ticket) {
    Letter letter = letters.get(ticket);
    if (letter == null) {
      return false;
    }
    if (letter.unit == null) {
      turn.tally().count(Count.RETRIES);
      attempt(letter);
    }
    return true;
  }

  /** An envelope of ours arrived, or an answer whose acknowledgement came along with something. */
  public void onAck(NodeId from, ControlItem.Ack ack) {
    for (Letter letter : to(from)) {
      if (letter.sealed() && !letter.isNote() && letter.keyId == ack.keyId()
          && ack.names(letter.counter)) {
        timed(letter);
        delivered(letter);
      }
    }
  }

  /** A mark says that the envelope of that name arrived; true when that is proven. */
  boolean onArrival(ArrivalMarks.Mark mark) {
    for (Letter letter : letters.values()) {
      if (letter.envelope != null && ArrivalMarks.name(letter.envelope) == mark.envelope()
          && proves(letter, mark.proof())) {
        timed(letter);
        if (letter.unit != null) {
          hops.proven(letter.unit);
        }
        delivered(letter);
        return true;
      }
    }
    return false;
  }

  private boolean proves(Letter letter, Bytes proof) {
    return letter.isNote()
        ? letter.noteProof.equals(proof)
        : seals.arrived(letter.to, letter.envelope, proof);
  }

  /**
   * {@code peer} answered our handshake: no note of before will be taken there any more.
   *
   * @param lastNote proof of the last that was
   */
  public void onAnswer(NodeId peer, Bytes lastNote) {
    for (Letter letter : to(peer)) {
      if (letter.isNote() && letter.noteProof.equals(lastNote)) {
        delivered(letter);
      } else if (letter.isNote()) {
        letter.rest();
        withdraw(letter);
        letter.unseal();
      }
    }
  }

  /** A new session: what was sealed for the old one is sealed anew; answers can no longer be asked for. */
  public void onSession(NodeId peer) {
    for (Letter letter : to(peer)) {
      if (letter.isNote()) {
        // The peer began it: whether the note arrived will show by a mark, or by a session of our own.
        if (!letter.underWay()) {
          attempt(letter);
        }
        continue;
      }
      letter.answer &= !letter.sealed();
      letter.unseal();
      if (letter.unit == null || !letter.unit.to.equals(peer)) {
        attempt(letter);
      }
    }
  }

  /** Somebody on a new link may know a way where none was known: what waits for one asks anew. */
  public void onLink() {
    for (Letter letter : List.copyOf(letters.values())) {
      if (letter.unit == null && letter.retry == null && !(letter.answer && letter.sealed())) {
        attempt(letter);
      }
    }
  }

  /** There may be a way to {@code peer} where there was none. */
  public void onWay(NodeId peer) {
    for (Letter letter : to(peer)) {
      boolean stuck = letter.unit != null && ways.failingOnAir(letter.unit.to)
          && ways.nextHopForOwn(peer).filter(next -> !next.equals(letter.unit.to)).isPresent();
      if ((stuck || letter.unit == null && letter.retry == null) && !(letter.answer && letter.sealed())) {
        attempt(letter);
      }
    }
  }

  public void dropAll(NodeId peer, String why) {
    for (Letter letter : to(peer)) {
      end(letter);
      turn.tell(new MeshEvent.Undelivered(letter.ticket, why));
    }
  }

  @Override
  public void onTaken(Unit unit) {
    letterOf(unit).ifPresent(letter -> {
      letter.unit = null;
      if (unit.type == FrameType.DATA) {
        delivered(letter);
      } else if (!letter.answer) {
        letter.via = Optional.of(unit.to);
        waitForEnd(letter);
      }
    });
  }

  @Override
  public void onStuck(Unit unit) {
    letterOf(unit).ifPresent(letter -> {
      Optional<NodeId> next = ways.nextHopForOwn(letter.to);
      if (next.isPresent() && !next.get().equals(unit.to)) {
        withdraw(letter);
        attempt(letter);
      }
    });
  }

  @Override
  public void onRefused(Unit unit) {
    letterOf(unit).filter(letter -> unit.type == FrameType.RELAY
        && turn.nowMs() - letter.leftMs >= MeshLimits.NO_ROOM_MS).ifPresent(letter -> ways
            .nextHop(letter.to, List.of(unit.to), MeshLimits.MAX_HOPS)
            .filter(next -> !next.equals(letter.to)).ifPresent(next -> {
              letter.leftMs = turn.nowMs();
              withdraw(letter);
              toFar(letter, next);
            }));
  }

  private void attempt(Letter letter) {
    letter.rest();
    withdraw(letter);
    Optional<NodeId> next = ways.nextHopForOwn(letter.to);
    if (next.isEmpty()) {
      sought.accept(letter.to);
      return;
    }
    boolean far = !next.get().equals(letter.to);
    if (letter.isNote()) {
      if (far && letter.tries < MeshLimits.NOTE_TRIES) {
        submit(letter, FrameType.RELAY_HANDSHAKE, next.get());
      } else {
        notes.giveUp(letter);
      }
    } else if (!far || letter.answer || letter.priority == Priority.EMERGENCY
        || underWay(letter) < ways.windowTo(letter.to)) {
      if (seals.ready(letter.to)) {
        sealAndSubmit(letter, next.get());
      } else if (notes.seal(letter, next.get())) {
        submit(letter, FrameType.RELAY_HANDSHAKE, next.get());
      } else {
        handshakes.want(letter.to);
      }
    }
  }

  private void sealAndSubmit(Letter letter, NodeId next) {
    if (next.equals(letter.to)) {
      toNeighbor(letter);
    } else {
      toFar(letter, next);
    }
  }

  /** Others for the same far peer that are on their way. */
  private long underWay(Letter letter) {
    return to(letter.to).stream().filter(other -> other != letter && !other.answer && other.underWay())
        .count();
  }

  private void toNeighbor(Letter letter) {
    letter.envelope = null;
    if (letter.answer && frames.fits(letter.to, letter.message.length())) {
      frames.sendAnswer(letter);
      return;
    }
    letter.answer = false;
    letter.unit = new Unit(letter.to, FrameType.DATA, letter.priority, 0, letter.message, letter.expiresMs,
        this,
        letter.ticket);
    hops.submit(letter.unit);
  }

  private void toFar(Letter letter, NodeId via) {
    letter.frame = null;
    if (letter.envelope == null || seals.stale(letter.to, letter.keyId, letter.counter)) {
      Optional<Sealed> sealed = seals.end(letter.to, FrameType.RELAY, letter.message);
      if (sealed.isEmpty()) {
        handshakes.want(letter.to);
        return;
      }
      letter.envelope = sealed.get().content();
      letter.keyId = sealed.get().keyId();
      letter.counter = sealed.get().counter();
    }
    submit(letter, FrameType.RELAY, via);
  }

  private void submit(Letter letter, FrameType type, NodeId via) {
    letter.unit = new Unit(via, type, letter.priority, MeshLimits.FIRST_HOP_LIMIT, letter.envelope,
        letter.expiresMs, this, letter.ticket);
    hops.submit(letter.unit);
  }

  private void waitForEnd(Letter letter) {
    letter.withRelaysMs = turn.nowMs();
    long baseMs = times.retryMs(letter.to, ways.endRetryMs(letter.to, letter.message.length()));
    long waitMs = Math.max(baseMs,
        Math.min(MeshLimits.END_RETRY_MAX_MS, baseMs << Math.min(letter.tries, 10)))
        + ways.firstHopWaitMs(letter.to, turn);
    letter.tries++;
    letter.retry = turn.after(turn.jittered(waitMs), () -> {
      letter.retry = null;
      turn.tally().count(Count.RETRIES);
      letter.via.ifPresent(via -> {
        turn.tally().lost(via);
        ways.routes().unserved().lost(letter.to, via, turn.nowMs());
        letter.via = Optional.empty();
      });
      if (letter.tries % TRIES_BEFORE_NEW_END_SESSION == 0) {
        handshakes.renew(letter.to);
      }
      attempt(letter);
    });
  }

  private void timed(Letter letter) {
    if (letter.tries == 1 && letter.retry != null) {
      times.sample(letter.to, turn.nowMs() - letter.withRelaysMs);
    }
  }

  private void delivered(Letter letter) {
    served(letter);
    end(letter);
    turn.tell(new MeshEvent.Delivered(letter.ticket));
  }

  private void served(Letter letter) {
    letter.via.ifPresent(via -> ways.routes().unserved().served(letter.to, via));
  }

  private void withdraw(Letter letter) {
    if (letter.unit != null) {
      Unit unit = letter.unit;
      letter.unit = null;
      hops.cancel(unit);
    }
  }

  private void end(Letter letter) {
    if (letters.remove(letter.ticket) != null) {
      heldBytes -= letter.message.length();
      letter.rest();
      letter.expiry.cancel();
      withdraw(letter);
      to(letter.to).stream().filter(next -> !next.underWay() && !(next.answer && next.sealed()))
          .min(Comparator.comparing((Letter next) -> -next.priority.code())).ifPresent(this::attempt);
    }
  }

  private Optional<Letter> letterOf(Unit unit) {
    return Optional.ofNullable(letters.get(unit.subject)).filter(letter -> letter.unit == unit);
  }

  private List<Letter> to(NodeId peer) {
    List<Letter> found = new ArrayList<>();
    for (Letter letter : letters.values()) {
      if (letter.to.equals(peer)) {
        found.add(letter);
      }
    }
    return found;
  }
}
