package org.sheratan.radio.mesh.hop;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.fragment.OutboundTransfer;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.neighbor.Contact;

/** One thing to get to one neighbor, in a frame or in fragments, until it says it has it. */
public final class Unit {
  /** Whoever wants the unit across. */
  public interface Owner {
    /** The neighbor acknowledged it. */
    void onTaken(Unit unit);

    /** Several tries went unanswered; the owner may cancel and choose another way, or leave it trying. */
    void onStuck(Unit unit);

    /** The neighbor does not take it; the owner may cancel and choose another way, or leave it trying later. */
    default void onRefused(Unit unit) {}
  }

  final NodeId to;
  final FrameType type;
  final Priority priority;
  final int hopLimit;
  final Bytes plaintext;
  final long expiresMs;
  final Owner owner;
  /** Names to the owner what this is about. */
  final long subject;

  // Owned by HopSender.
  int tries;
  long firstSentMs;
  /** When its latest frame will have left, as far as its link could tell. */
  long leavesMs;
  int postponed;
  /** By which its next hop says that it has taken it; NO_MARK where it says so in other ways. */
  int mark = CustodyMarks.NONE;
  /** By which its next hop says that it has no room for it. */
  int noRoomMark = CustodyMarks.NONE;
  /** Why the neighbor said that it does not take it, unless it was asked again since. */
  Optional<ControlItem.Why> refused = Optional.empty();
  /** How often it said so of this transfer. */
  int refusals;
  /** It is known to be there. */
  boolean arrived;
  int keyId;
  int counter;
  Bytes frame;
  int mtuBytes;
  OutboundTransfer transfer;
  TransferBook.Begun begun;
  Contact contact;
  Timers.Timer timer;
  boolean ended;

  public Unit(NodeId to, FrameType type, Priority priority, int hopLimit, Bytes plaintext, long expiresMs,
      Owner owner,
      long subject) {
    this.to = to;
    this.type = type;
    this.priority = priority;
    this.hopLimit = hopLimit;
    this.plaintext = plaintext;
    this.expiresMs = expiresMs;
    this.owner = owner;
    this.subject = subject;
  }

  boolean sent() {
    return frame != null || transfer != null;
  }

  void rest() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
