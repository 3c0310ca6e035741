package org.sheratan.radio.mesh.hop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.MeshTurn;

/**
 * Messages that came in, until they are acknowledged, and for a while after.
 *
 * <pre>
 * PENDING  --answer in time-->      ANSWERED   the answer is the acknowledgement
 * PENDING  --confirms a question--> CONFIRMED  its sender expects no acknowledgement; one goes along if any goes
 * PENDING  --delay over-->          ACKED
 * any but PENDING --comes again-->  the answer again if we still have it, else acknowledged again
 * </pre>
 */
public final class Arrivals {
  /** Brings acknowledgements to their senders in another way than sealed. */
  interface Telling {
    /** False when it cannot. */
    boolean tell(ArrivalKey message);

    /** The message came again. */
    boolean tellAgain(ArrivalKey message);
  }

  private enum State {
    PENDING, ANSWERED, CONFIRMED, ACKED
  }

  /** Run when the delay is over. */
  private final class Arrival implements Runnable {
    private final ArrivalKey key;
    private final long arrivedMs = turn.nowMs();
    private final long ackDelayMs;
    private State state = State.PENDING;
    private long answer;

    private Arrival(ArrivalKey key, long ackDelayMs) {
      this.key = key;
      this.ackDelayMs = ackDelayMs;
    }

    @Override
    public void run() {
      if (state == State.PENDING) {
        acknowledge(this);
      }
    }
  }

  private static final long AGAIN_DELAY_MS = 10;

  private final MeshTurn turn;
  private final AckSender acks;
  private final Telling telling;
  private final Map<ArrivalKey, Arrival> byKey = new LinkedHashMap<>();
  /** By number, which follow each other: the next one takes the place of the eldest. */
  private final Arrival[] latest = new Arrival[MeshLimits.ARRIVALS];
  private long nextNumber = Mesh.UNPROMPTED + 1;
  /** None before it is pending. */
  private long firstPending = nextNumber;
  private LongPredicate repeatAnswer = ticket -> false;

  public Arrivals(MeshTurn turn, AckSender acks, Telling telling) {
    this.turn = turn;
    this.telling = telling;
    this.acks = acks;
  }

  /** @param repeat sends the answer with that ticket again; false when it is no longer kept */
  public void repeatAnswersBy(LongPredicate repeat) {
    repeatAnswer = repeat;
  }

  /** A message came for the first time. */
  public void deliver(ArrivalKey key, Bytes message, long ackDelayMs) {
    forgetEldest();
    long number = nextNumber++;
    Arrival arrival = new Arrival(key, ackDelayMs);
    byKey.put(key, arrival);
    latest[place(number)] = arrival;
    turn.tally().count(Count.DELIVERED);
    turn.tell(new MeshEvent.MessageArrived(key.from(), message, number));
    turn.after(ackDelayMs, arrival);
  }

  /**
   * It came again, in the same frame, transfer or envelope.
   *
   * @return false when it is not known, and was acknowledged all the same if it was sealed
   */
  public boolean again(ArrivalKey key) {
    turn.tally().count(Count.DUPLICATES);
    Arrival arrival = byKey.get(key);
    boolean waiting = arrival != null && arrival.state == State.PENDING;
    boolean answered = arrival != null && arrival.state == State.ANSWERED
        && repeatAnswer.test(arrival.answer);
    boolean told = arrival != null && arrival.state == State.ACKED && telling.tellAgain(key);
    if (!waiting && !answered && !told && (arrival != null || key instanceof ArrivalKey.InSeal)) {
      acks.addWithin(key, AGAIN_DELAY_MS);
    }
    return arrival != null;
  }

  /** True when message {@code ticket} to {@code to} is in time to stand for the acknowledgement. */
  public boolean answer(long number, NodeId to, long ticket) {
    Arrival arrival = pending(number);
    if (arrival == null || !arrival.key.from().equals(to) || arrival.key instanceof ArrivalKey.InNote) {
      return false;
    }
    leave(arrival, State.ANSWERED);
    arrival.answer = ticket;
    return true;
  }

  /** Its sender takes our silence for the acknowledgement. */
  public void confirmedBy(long number) {
    Arrival arrival = pending(number);
    if (arrival != null && arrival.key instanceof ArrivalKey.InSeal) {
      leave(arrival, State.CONFIRMED);
      acks.add(arrival.key);
    }
  }

  /** Null when that one is not pending, or not known any more. */
  private Arrival pending(long number) {
    Arrival arrival = number >= firstPending && number < nextNumber ? latest[place(number)] : null;
    return arrival != null && arrival.state == State.PENDING ? arrival : null;
  }

  private int place(long number) {
    return (int) (number % latest.length);
  }

  private void leave(Arrival arrival, State next) {
    arrival.state = next;
    while (firstPending < nextNumber && latest[place(firstPending)].state != State.PENDING) {
      firstPending++;
    }
  }

  /** Takes along others from the same peer that have waited half their time. */
  private void acknowledge(Arrival due) {
    List<Arrival> together = new ArrayList<>();
    for (long number = firstPending; number < nextNumber; number++) {
      Arrival arrival = latest[place(number)];
      if (arrival.state == State.PENDING && arrival.key.from().equals(due.key.from())
          && turn.nowMs() - arrival.arrivedMs >= due.ackDelayMs / 2) {
        together.add(arrival);
      }
    }
    for (Arrival arrival : together) {
      leave(arrival, State.ACKED);
      if (!telling.tell(arrival.key)) {
        acks.add(arrival.key);
      }
    }
    acks.flushWithin(due.key.from(), 0);
  }

  private void forgetEldest() {
    Arrival eldest = latest[place(nextNumber)];
    if (eldest != null) {
      if (eldest.state == State.PENDING) {
        acks.addWithin(eldest.key, 0);
        leave(eldest, State.ACKED);
      }
      byKey.remove(eldest.key, eldest);
    }
  }
}
