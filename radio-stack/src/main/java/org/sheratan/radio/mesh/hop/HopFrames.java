package org.sheratan.radio.mesh.hop;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.fragment.FragmentLimits;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Contact;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.session.Handshakes;
import org.sheratan.radio.mesh.session.Seals;
import org.sheratan.radio.secure.Sealed;

/** Seals for one neighbor and hands to its link: in one frame what fits, in fragments what does not. Repeats nothing. */
public final class HopFrames {
  private static final int ITEM_KIND_BYTES = 1;
  private static final int FRAMES_HANDED_OVER = 2;

  private final MeshTurn turn;
  private final Seals seals;
  private final NeighborTable neighbors;
  private final Handshakes handshakes;
  private final MarkSender marks;
  private final TransferBook transfers;

  public HopFrames(MeshTurn turn, Seals seals, NeighborTable neighbors, Handshakes handshakes,
      MarkSender marks,
      TransferBook transfers) {
    this.turn = turn;
    this.seals = seals;
    this.neighbors = neighbors;
    this.handshakes = handshakes;
    this.marks = marks;
    this.transfers = transfers;
  }

  /** Sends what needs no acknowledgement; false when there is no session or no contact, or it does not fit. */
  public boolean sendOnce(NodeId to, Priority priority, List<ControlItem> items, boolean bound) {
    Optional<Contact> contact = neighbors.best(to);
    if (contact.isEmpty() || !seals.ready(to)) {
      return false;
    }
    Bytes plaintext = ControlItem.encode(items);
    if (plaintext.length() > room(contact.get())) {
      return false;
    }
    Optional<Sealed> sealed = seals.hop(to, new FrameHead(FrameType.CONTROL, priority, 0), Seals.NO_LIFETIME,
        plaintext);
    sealed.ifPresent(frame -> turn.send(contact.get(), frame, bound));
    return sealed.isPresent();
  }

  /** Sends an answer that nobody acknowledges, byte for byte as before if it was sent before. */
  void sendAnswer(Letter letter) {
    Contact contact = neighbors.best(letter.to).orElseThrow();
    if (letter.frame == null || seals.stale(letter.to, letter.keyId, letter.counter)) {
      Optional<Sealed> sealed = seals.hop(letter.to, new FrameHead(FrameType.DATA, letter.priority, 0),
          letter.expiresMs - turn.nowMs(), letter.message);
      if (sealed.isEmpty()) {
        handshakes.want(letter.to);
        return;
      }
      letter.frame = sealed.get().content();
      letter.keyId = sealed.get().keyId();
      letter.counter = sealed.get().counter();
    }
    turn.send(contact.link(), contact.endpoint(), letter.frame, true);
  }

  /** True when {@code lengthBytes} of plaintext go to {@code to} in one frame. */
  boolean fits(NodeId to, int lengthBytes) {
    return neighbors.best(to).filter(contact -> lengthBytes <= room(contact)).isPresent();
  }

  /** True when the unit goes over {@code contact} in one frame. */
  static boolean fits(Unit unit, Contact contact) {
    return unit.plaintext.length() <= room(contact);
  }

  /** False for what is too long even for fragments. */
  static boolean carries(Unit unit, Contact contact) {
    return fits(unit, contact)
        || unit.plaintext.length() + TransferContent.OVERHEAD_BYTES <= FragmentLimits
            .maxContentBytes(fragmentBytes(contact));
  }

  /** The whole unit, or as many of its fragments as the link has room for; nothing where the session is used up. */
  void send(Lane lane, Unit unit) {
    if (fits(unit, unit.contact)) {
      sendFrame(lane, unit);
    } else {
      sendFragments(lane, unit);
    }
  }

  /** How many more full frames the link can take without making a queue of them. */
  private int roomFor(Link link, Priority priority) {
    long airtimeMs = Math.max(1, longestAirtimeMs(link));
    long aheadMs = Math.max(MeshLimits.HANDED_OVER_MS, FRAMES_HANDED_OVER * airtimeMs);
    return Math.clamp(Math.ceilDiv(aheadMs - turn.waitMs(link, priority), airtimeMs), 0,
        FragmentLimits.GENERATION);
  }

  static long longestAirtimeMs(Link link) {
    return link.profile().airtimeMs(link.profile().mtuBytes());
  }

  private void sendFrame(Lane lane, Unit unit) {
    if (unit.frame == null || seals.stale(unit.to, unit.keyId, unit.counter)) {
      Optional<Sealed> sealed = seals.hop(unit.to, new FrameHead(unit.type, unit.priority, unit.hopLimit),
          unit.expiresMs - turn.nowMs(), unit.plaintext);
      if (sealed.isEmpty()) {
        handshakes.want(unit.to);
        return;
      }
      unit.frame = sealed.get().content();
      unit.keyId = sealed.get().keyId();
      unit.counter = sealed.get().counter();
      unit.transfer = null;
      lane.unindex(unit);
      lane.index(unit);
    }
    turn.send(unit.contact.link(), unit.contact.endpoint(), unit.frame, true);
    marks.beside(unit.contact.link(), unit.frame.length());
  }

  private void sendFragments(Lane lane, Unit unit) {
    int mtuBytes = unit.contact.link().profile().mtuBytes();
    if (unit.transfer == null || unit.mtuBytes != mtuBytes) {
      unit.mtuBytes = mtuBytes;
      unit.frame = null;
      unit.transfer = transfers.begin(unit, fragmentBytes(unit.contact),
          !unit.contact.link().profile().addressed());
      lane.unindex(unit);
      lane.index(unit);
    }
    for (Fragment fragment : unit.transfer.burst(roomFor(unit.contact.link(), onAir(unit)))) {
      Optional<Sealed> sealed = seals.hop(unit.to, new FrameHead(FrameType.CONTROL, onAir(unit), 0),
          Seals.NO_LIFETIME, ControlItem.encode(List.of(new ControlItem.Piece(fragment))));
      if (sealed.isEmpty()) {
        handshakes.want(unit.to);
        return;
      }
      turn.send(unit.contact, sealed.get(), true);
    }
  }

  /** What is large is bulk, unless somebody said that it matters: all that is small goes before it. */
  static Priority onAir(Unit unit) {
    boolean large = unit.transfer != null && unit.plaintext.length() > MeshLimits.LARGE_BYTES;
    return large && unit.priority == Priority.NORMAL ? Priority.BULK : unit.priority;
  }

  private static int room(Contact contact) {
    return contact.link().profile().mtuBytes() - Limits.HOP_OVERHEAD_BYTES;
  }

  private static int fragmentBytes(Contact contact) {
    return room(contact) - ITEM_KIND_BYTES - FragmentLimits.HEAD_BYTES;
  }
}
