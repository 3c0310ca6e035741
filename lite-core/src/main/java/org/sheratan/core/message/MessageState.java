package org.sheratan.core.message;

import java.util.Locale;

import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * How far a message has come. Codes are stored and never change. At the node it was written at:
 *
 * <pre>
 * event                              | QUEUED    | SENT      | DELIVERED | EXPIRED  | REFUSED
 * handed to the mesh, a way is known | SENT      | SENT      | –         | –        | –
 * its node has it                    | DELIVERED | DELIVERED | stays     | stays    | stays
 * its node, or this one, refuses     | REFUSED   | REFUSED   | stays     | stays    | stays
 * its node is blocked here           | REFUSED   | EXPIRED   | stays     | stays    | stays
 * lifetime over                      | EXPIRED   | EXPIRED   | –         | –        | –
 * a person there acknowledged it     | DELIVERED | DELIVERED | stays (a) | stays (a)| stays (a)
 * </pre>
 *
 * – cannot happen. (a) That it was acknowledged, and when, is noted beside the state. An expired message may have
 * arrived all the same: nobody said so in time, or nobody can say so any more.
 *
 * <p>At the node it was written to it is UNREAD until a person acknowledges it, then READ.
 */
public enum MessageState {
  QUEUED(0), SENT(1), DELIVERED(2), EXPIRED(3), REFUSED(4), UNREAD(5), READ(6);

  /** What may happen to a message at the node it was written at. */
  enum Event {
    HANDED_OVER, TAKEN, REFUSED, BLOCKED, LIFETIME_OVER, ACKNOWLEDGED
  }

  private final int code;

  MessageState(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Whether its author's node is done with it. */
  public boolean ended() {
    return this == DELIVERED || this == EXPIRED || this == REFUSED;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  MessageState after(Event event) {
    Check.that(this != UNREAD && this != READ, "the table is that of the author's node");
    if (ended()) {
      Check.that(event != Event.HANDED_OVER && event != Event.LIFETIME_OVER, "a message ends once");
      return this;
    }
    return switch (event) {
      case HANDED_OVER -> SENT;
      case TAKEN, ACKNOWLEDGED -> DELIVERED;
      case REFUSED -> MessageState.REFUSED;
      case BLOCKED -> this == SENT ? EXPIRED : MessageState.REFUSED;
      case LIFETIME_OVER -> EXPIRED;
    };
  }

  static MessageState of(int code) {
    for (MessageState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    throw new MalformedException("message state", 0, "unknown code " + code);
  }
}
