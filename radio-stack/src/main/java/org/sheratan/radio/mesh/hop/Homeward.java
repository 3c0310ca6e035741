package org.sheratan.radio.mesh.hop;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.ArrivalMarks;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Contact;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.session.Parcel;

/**
 * Word of arrivals on its way back along the way the messages came: short marks in clear where the medium is shared,
 * instead of sealed acknowledgements, which cost more than many a message. All of it is forgotten with a restart: the
 * origin tries again then, and is acknowledged sealed.
 *
 * <pre>
 *         | envelope, or comes again  | mark from further on        | heard passed on, or taken | often enough
 * –       | waiting                   | –                           | –                         | –
 * waiting | waiting                   | saying                      | –                         | –
 * saying  | saying: once more at once | saying: custody mark for it | known                     | known
 * known   | saying: once more at once | known: custody mark for it  | known                     | –
 * </pre>
 *
 * The destination goes from waiting to saying when it would acknowledge. The origin checks the proof and is done.
 */
public final class Homeward implements Arrivals.Telling {
  private static final int TIMES = 6;
  private static final int MORE_TIMES = 2;
  /** So many tries of its origin are answered by marks; then the envelope goes all the way, and is answered sealed. */
  private static final int ANSWERED = 2;
  /** A relay that makes them up gets so many passed on for one envelope. */
  private static final int PROOFS = 2;
  private static final long AGAIN_DELAY_MS = 10;

  private final MeshTurn turn;
  private final NeighborTable neighbors;
  private final MarkSender marks;
  private final HopFrames frames;
  private final Custody custody;
  private final Outbox outbox;
  private final Trails trails = new Trails();

  public Homeward(MeshTurn turn, NeighborTable neighbors, MarkSender marks, HopFrames frames,
      Custody custody, Outbox outbox) {
    this.turn = turn;
    this.neighbors = neighbors;
    this.marks = marks;
    this.frames = frames;
    this.custody = custody;
    this.outbox = outbox;
  }

  /** {@code from} hands us something to pass on. True when it has arrived long since, and we said so. */
  public boolean onPassing(NodeId from, Parcel parcel, ArrivalKey key) {
    if (!parcel.carriesMessage()) {
      return false;
    }
    int envelope = ArrivalMarks.name(parcel.content());
    Optional<Trail> before = trails.of(envelope).filter(known -> known.identity.equals(parcel.identity()));
    // The way home of what came round is the first one.
    Optional<Trail> first = before.filter(known -> parcel.cameRound(known.hopLimit));
    Trail trail = new Trail(envelope, parcel.identity(),
        first.map(known -> known.from).orElse(Optional.of(from)),
        first.map(known -> known.hopLimit).orElse(parcel.hopLimit()), key);
    before.ifPresent(known -> {
      trail.mark = known.mark;
      trail.told = known.told;
      trail.proofs = known.proofs;
      trail.answered = known.answered;
    });
    trails.put(trail);
    return answer(trail);
  }

  /** A message for us came by way of {@code via}. */
  public void onArrived(NodeId via, Parcel parcel, ArrivalKey frame, ArrivalKey.InSeal message, Bytes proof) {
    boolean shared = neighbors.best(via).filter(contact -> !contact.link().profile().addressed()).isPresent();
    if (shared) {
      arrived(via, parcel, proof, frame, message);
    }
  }

  /** A note for us came by way of {@code via}. */
  public void onNote(NodeId via, Parcel parcel, Bytes proof, ArrivalKey frame, ArrivalKey.InNote note) {
    arrived(via, parcel, proof, frame, note);
  }

  /** One that an earlier start of ours took came again. */
  public void onNoteAgain(NodeId via, Parcel parcel, Bytes proof, ArrivalKey frame, ArrivalKey.InNote note) {
    if (trails.of(note).isEmpty()) {
      arrived(via, parcel, proof, frame, note).told = true;
    }
    tellAgain(note);
  }

  private Trail arrived(NodeId via, Parcel parcel, Bytes proof, ArrivalKey... keys) {
    int envelope = ArrivalMarks.name(parcel.content());
    Trail trail = new Trail(envelope, parcel.identity(), Optional.of(via), parcel.hopLimit(), keys);
    trail.mark = Optional.of(new ArrivalMarks.Mark(envelope, 1, proof));
    trail.proofs = PROOFS;
    trails.put(trail);
    return trail;
  }

  @Override
  public boolean tell(ArrivalKey message) {
    Optional<Trail> trail = trails.of(message).filter(known -> known.mark.isPresent());
    trail.ifPresent(known -> {
      known.told = true;
      say(known);
    });
    return trail.isPresent();
  }

  @Override
  public boolean tellAgain(ArrivalKey message) {
    return trails.of(message).filter(this::answer).isPresent();
  }

  /** A frame came again; false when there is no word of what it brought. */
  public boolean again(ArrivalKey frame) {
    return trails.of(frame).filter(trail -> trail.answered < ANSWERED && sayAgain(trail)).isPresent();
  }

  /** Somebody says on {@code link} that it has arrived. */
  public void onMark(LinkState state, ArrivalMarks.Mark mark) {
    Link link = state.link();
    on(mark, Optional.of(link), state::mayRepeat,
        delayMs -> marks.tookArrival(link, mark.content(), delayMs));
  }

  /** The same from a neighbor whose link addresses frames. */
  public void onItem(NodeId from, ArrivalMarks.Mark mark) {
    on(mark, Optional.empty(), () -> true, delayMs -> {
      if (mark.hops() < ArrivalMarks.MOST_HOPS) {
        frames.sendOnce(from, Priority.HIGH, List.of(new ControlItem.Arrival(mark.further())), true);
      }
    });
  }

  /** @param affordable asked before an answer that was given before */
  private void on(ArrivalMarks.Mark mark, Optional<Link> by, BooleanSupplier affordable,
      LongConsumer answer) {
    if (outbox.onArrival(mark)) {
      Trail home = new Trail(mark.envelope(), Bytes.EMPTY, Optional.empty(), 0);
      home.mark = Optional.of(mark);
      trails.put(home);
      answer.accept(by.map(link -> Contact.ackDelayMs(link) / 2).orElse(0L));
      return;
    }
    trails.of(mark.envelope()).ifPresent(trail -> {
      if (!trail.proves(mark)) {
        learn(trail, mark, by, answer);
      } else if (trail.from.isPresent() && mark.hops() > trail.mark.get().hops()) {
        known(trail);
      } else if (trail.from.isEmpty() || mark.hops() < trail.mark.get().hops()) {
        answerAgain(trail, affordable, answer);
      }
    });
  }

  /** Marks are in clear, so that anyone can repeat them. */
  private void answerAgain(Trail trail, BooleanSupplier affordable, LongConsumer answer) {
    if (trail.confirmed >= MeshLimits.REPEATS_ANSWERED) {
      turn.tally().count(Count.WITHHELD);
    } else if (affordable.getAsBoolean()) {
      trail.confirmed++;
      answer.accept(AGAIN_DELAY_MS);
    }
  }

  /** Somebody has taken what bears this custody mark. */
  public void onTaken(int mark) {
    trails.expecting(mark).ifPresent(this::known);
  }

  private void learn(Trail trail, ArrivalMarks.Mark mark, Optional<Link> by, LongConsumer answer) {
    if (trail.from.isPresent() && trail.proofs < PROOFS && mark.hops() < Limits.MAX_HOPS) {
      trail.proofs++;
      trail.mark = Optional.of(mark.further());
      trail.told = true;
      trail.said = 0;
      custody.arrived(trail.identity);
      say(trail);
      boolean overheard = neighbors.best(trail.from.get()).map(Contact::link).equals(by);
      if (!overheard) {
        answer.accept(AGAIN_DELAY_MS);
      }
    }
  }

  private void known(Trail trail) {
    trail.rest();
    trails.expect(trail, CustodyMarks.NONE);
  }

  private boolean answer(Trail trail) {
    boolean says = trail.answered < ANSWERED && sayAgain(trail);
    trail.answered += says ? 1 : 0;
    return says;
  }

  private boolean sayAgain(Trail trail) {
    if (trail.told) {
      trail.said = Math.min(trail.said, TIMES - MORE_TIMES);
      say(trail);
    }
    return trail.told;
  }

  private void say(Trail trail) {
    trail.rest();
    Optional<Contact> contact = neighbors.best(trail.from.orElseThrow());
    if (contact.isEmpty() || trail.said >= TIMES) {
      known(trail);
      return;
    }
    for (ArrivalKey key : trail.keys) {
      marks.withdraw(key);
    }
    trail.said++;
    ArrivalMarks.Mark mark = trail.mark.orElseThrow();
    trails.expect(trail, marks.expectedOfArrival(trail.from.get(), mark.content()));
    Link link = contact.get().link();
    if (link.profile().addressed()) {
      frames.sendOnce(trail.from.get(), Priority.HIGH, List.of(new ControlItem.Arrival(mark)), true);
    } else {
      Bytes frame = new ArrivalMarks(List.of(mark)).encode();
      turn.send(link, LinkEndpoint.EVERYONE, frame, true);
      marks.beside(link, frame.length());
    }
    trail.again = turn.after(turn.waitMs(link) + turn.jittered(contact.get().markMs(0)), () -> {
      trail.again = null;
      say(trail);
    });
  }
}
