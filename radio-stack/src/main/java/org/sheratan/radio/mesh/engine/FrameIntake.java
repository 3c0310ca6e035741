package org.sheratan.radio.mesh.engine;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.ArrivalMarks;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.frame.EpochQuestion;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.GroupFrame;
import org.sheratan.radio.frame.HopHeader;
import org.sheratan.radio.frame.RevocationNews;
import org.sheratan.radio.frame.Roll;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.announce.AnnounceIntake;
import org.sheratan.radio.mesh.announce.Recall;
import org.sheratan.radio.mesh.announce.RollCall;
import org.sheratan.radio.mesh.group.GroupRooms;
import org.sheratan.radio.mesh.hop.ArrivalKey;
import org.sheratan.radio.mesh.hop.Homeward;
import org.sheratan.radio.mesh.hop.HopSender;
import org.sheratan.radio.mesh.hop.Repeats;
import org.sheratan.radio.mesh.neighbor.Contact;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.revocation.RevocationSync;
import org.sheratan.radio.mesh.route.KnownPeer;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.mesh.session.Handshakes;
import org.sheratan.radio.mesh.session.Seals;
import org.sheratan.radio.mesh.session.SessionMaker;
import org.sheratan.radio.secure.Opened;
import org.sheratan.radio.secure.Refusal;

/** Every frame comes in here: opened, blamed on link or neighbor when it is wrong, handed to whom it concerns. */
final class FrameIntake {
  private final MeshTurn turn;
  private final Seals seals;
  private final TrustBook trust;
  private final NeighborTable neighbors;
  private final PeerTable peers;
  private final AnnounceIntake announces;
  private final RollCall rolls;
  private final Recall recall;
  private final SessionMaker sessionMaker;
  private final Handshakes handshakes;
  private final HopSender hops;
  private final ContentIntake contents;
  private final Homeward homeward;
  private final GroupRooms groups;
  private final RevocationSync revocations;
  private final Repeats repeats;

  FrameIntake(MeshTurn turn, Seals seals, TrustBook trust, NeighborTable neighbors, PeerTable peers,
      AnnounceIntake announces, RollCall rolls, Recall recall, SessionMaker sessionMaker,
      Handshakes handshakes,
      HopSender hops, ContentIntake contents, Homeward homeward, GroupRooms groups,
      RevocationSync revocations) {
    this.turn = turn;
    this.seals = seals;
    this.trust = trust;
    this.neighbors = neighbors;
    this.peers = peers;
    this.announces = announces;
    this.rolls = rolls;
    this.recall = recall;
    this.sessionMaker = sessionMaker;
    this.handshakes = handshakes;
    this.hops = hops;
    this.contents = contents;
    this.homeward = homeward;
    this.groups = groups;
    this.revocations = revocations;
    this.repeats = new Repeats(turn);
  }

  void onFrame(LinkState state, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {
    turn.tally().count(Count.FRAMES_IN);
    try {
      FrameHead head = FrameHead.peek(frame);
      switch (head.type()) {
        case ANNOUNCE -> onClear(state, from, head, frame, signal);
        case HANDSHAKE -> sessionMaker.onFrame(state, from, frame);
        case BATCH -> throw new MalformedException("frame type", 0, "links take batches apart");
        default -> {
          if (GroupFrame.is(head)) {
            groups.onFrame(state, from, frame);
          } else {
            onSealed(state, from, frame, signal);
          }
        }
      }
    } catch (MalformedException malformed) {
      turn.tally().blame(state.link());
    }
  }

  /** Marks count on shared media only: where frames are addressed they go sealed, for guesses are cheap there. */
  private void onClear(LinkState state, LinkEndpoint from, FrameHead head, Bytes frame,
      Optional<Signal> signal) {
    if (EpochQuestion.is(head)) {
      recall.onQuestion(state, from, frame);
    } else if (Roll.is(head)) {
      rolls.onRoll(state, from, frame);
    } else if (CustodyMarks.is(head)) {
      CustodyMarks marks = CustodyMarks.decode(frame);
      if (!state.link().profile().addressed()) {
        marks.marks().forEach(hops::onMark);
        marks.marks().forEach(homeward::onTaken);
      }
    } else if (ArrivalMarks.is(head)) {
      ArrivalMarks marks = ArrivalMarks.decode(frame);
      if (!state.link().profile().addressed()) {
        marks.marks().forEach(mark -> homeward.onMark(state, mark));
      }
    } else if (RevocationNews.is(head)) {
      revocations.onFrame(state, from, frame);
    } else {
      announces.onFrame(state, from, frame, signal);
    }
  }

  private void onSealed(LinkState state, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {
    switch (seals.openHop(frame)) {
      case Opened.Frame opened -> {
        if (!trust.blocked(opened.from())) {
          Optional<Contact> contact = heard(opened.from(), state, from, signal);
          if (contact.isPresent()) {
            contact.get().track().numbered(opened.header().keyId(), opened.header().counter());
          }
          onOpened(opened);
        }
      }
      case Opened.Replay again -> onReplay(again, state, from);
      case Opened.Stale stale -> turn.tally().count(Count.DUPLICATES);
      case Opened.Refused refused -> onRefused(state, from, refused.why());
    }
  }

  private void onOpened(Opened.Frame opened) {
    HopHeader header = opened.header();
    try {
      contents.onContent(opened.from(), header.head(), header.lifetimeCode(), opened.plaintext(),
          key(opened.from(), header));
    } catch (MalformedException malformed) {
      turn.tally().charge(opened.from());
    }
  }

  /**
   * Anyone can repeat a frame: it shows nobody to be there. It is answered only where a frame that was new came from;
   * who moves on makes a new session.
   */
  private void onReplay(Opened.Replay again, LinkState state, LinkEndpoint from) {
    boolean proven = neighbors.contact(again.from(), state.link(), from)
        .filter(contact -> contact.proven() || !state.link().profile().addressed()).isPresent();
    if (proven && !trust.blocked(again.from())) {
      ArrivalKey.InSeal key = key(again.from(), again.header());
      if (repeats.take(key)) {
        state.repeat(again.from(), () -> contents.again(again.header().head().type(), key));
      }
    } else {
      turn.tally().count(Count.DUPLICATES);
    }
  }

  /** Where that was; empty when there are too many neighbors already. */
  private Optional<Contact> heard(NodeId id, LinkState state, LinkEndpoint from, Optional<Signal> signal) {
    Optional<Contact> contact = neighbors.contact(id, state.link(), from);
    boolean silentBefore = contact.isEmpty() || contact.get().failing();
    if (contact.isPresent()) {
      contact.get().heard(turn.nowMs(), true);
    } else {
      neighbors.heard(id, state.link(), from, true, turn.nowMs());
      contact = neighbors.contact(id, state.link(), from);
    }
    if (contact.isPresent() && signal.isPresent()) {
      contact.get().track().heard(signal.get());
    }
    Optional<KnownPeer> peer = peers.get(id);
    if (peer.isPresent()) {
      peer.get().sealed(turn.nowMs());
    }
    if (silentBefore) {
      hops.onHeardAgain(id);
    }
    return contact;
  }

  /** A neighbor that keeps sending what we cannot open uses a session that we have lost. */
  private void onRefused(LinkState state, LinkEndpoint from, Refusal why) {
    if (why == Refusal.NOT_FOR_US) {
      return;
    }
    Link link = state.link();
    turn.tally().blame(link);
    Optional<NodeId> sender = neighbors.at(link, from);
    Optional<Contact> contact = sender.isPresent()
        ? neighbors.contact(sender.get(), link, from)
        : Optional.empty();
    if (contact.isPresent() && contact.get().unopened().another(turn.nowMs())
        && state.mayRenew(sender.get())) {
      handshakes.renew(sender.get());
    }
  }

  private static ArrivalKey.InSeal key(NodeId from, HopHeader header) {
    return new ArrivalKey.InSeal(from, header.keyId(), header.counter());
  }
}
