package org.sheratan.radio.mesh.group;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.fragment.FragmentReport;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.GroupFrame;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.neighbor.Spread;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.secure.GroupKeys;
import org.sheratan.radio.secure.GroupPlace;
import org.sheratan.radio.secure.GroupSealed;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.OpenedGroup;
import org.sheratan.radio.secure.RosterSeal;

/**
 * What is said to groups: ours and, for others, every group's of this network. A frame is passed on once by each node,
 * unless enough others were heard doing it ({@link Spread}).
 */
final class GroupCast {
  private final Identity me;
  private final MeshTurn turn;
  private final NeighborTable neighbors;
  private final TrustBook trust;
  private final GroupBook book;
  private final GroupKeys keys;
  private final RosterSeal seal;
  private final GroupSync sync;
  private final GroupPacing pacing;
  /** Package-private, as are the two below, for tests that say what the mesh would never. */
  final GroupVoice voice;
  final BroadcastSender sender;
  final Broadcasts transfers;
  /** Of groups whose keys we have; apart, for anyone can make frames of others. */
  private final Spread<Bytes> ours;
  private final Spread<Bytes> others;
  /** Whether a key of ours opened it. */
  private final Map<Bytes, Boolean> seen = new LinkedHashMap<>();

  private final class Copy implements Spread.Copy {
    private final GroupFrame frame;

    private Copy(GroupFrame frame) {
      this.frame = frame;
    }

    @Override
    public long sequence() {
      return frame.counter();
    }

    @Override
    public int hops() {
      return Limits.MAX_HOPS - frame.hopLimit();
    }

    @Override
    public boolean relayable() {
      return frame.relayable();
    }

    @Override
    public Bytes onward() {
      return keys.onward(frame);
    }
  }

  GroupCast(Identity me, MeshTurn turn, LinkTable links, NeighborTable neighbors, TrustBook trust,
      GroupBook book,
      GroupKeys keys, RosterSeal seal, GroupSync sync, int bootEpoch) {
    this.me = me;
    this.turn = turn;
    this.neighbors = neighbors;
    this.trust = trust;
    this.book = book;
    this.keys = keys;
    this.seal = seal;
    this.sync = sync;
    this.voice = new GroupVoice(links, book, keys);
    this.pacing = new GroupPacing(turn, links);
    this.sender = new BroadcastSender(me, turn, book, keys, seal, voice, pacing, bootEpoch);
    this.transfers = new Broadcasts(book, (group, epoch) -> new BroadcastIntake(turn, seal, voice, pacing,
        (origin, message) -> turn.tell(new MeshEvent.GroupMessage(group, origin, message, true)), book, group,
        epoch));
    this.ours = new Spread<>(turn, links, neighbors,
        (state, frame) -> counted(state.mayRelayGroup(frame.length())));
    this.others = new Spread<>(turn, links, neighbors, (state, frame) -> counted(
        state.mayRelayUnopened(FrameHead.peek(frame).priority(), frame.length())));
  }

  private boolean counted(boolean allowed) {
    turn.tally().countIf(allowed, Count.GROUP_FRAMES_RELAYED);
    return allowed;
  }

  Optional<Groups.Refused> broadcast(GroupId group, Bytes message, Priority priority, boolean signed) {
    Optional<Roster> roster = book.of(group);
    if (roster.isEmpty()) {
      return Optional.of(Groups.Refused.UNKNOWN_GROUP);
    }
    int contentBytes = message.length() + (signed ? GroupContent.SIGNED_OVERHEAD_BYTES : 1);
    if (contentBytes + GroupFrame.OVERHEAD_BYTES > pacing.frameBytes()) {
      return sender.begin(group, message, priority);
    }
    GroupSealed sealed = voice.toAll(group, priority, place -> content(group, place, message, signed))
        .orElseThrow();
    Copy said = new Copy(GroupFrame.decode(sealed.content()));
    note(said.frame.identity(), true);
    ours.said(said.frame.identity(), said.sequence(), said.hops(), sealed.content(), sealed.bound());
    return Optional.empty();
  }

  /** @throws MalformedException when it is no group frame */
  void onFrame(LinkState state, LinkEndpoint from, Bytes bytes) {
    Optional<GroupFrame> read = keys.read(bytes);
    if (read.isEmpty()) {
      turn.tally().blame(state.link());
      return;
    }
    Copy copy = new Copy(read.get());
    Bytes identity = copy.frame.identity();
    // On a shared medium the frame does not say who sent this copy.
    Optional<NodeId> neighbor = state.link().profile().addressed()
        ? neighbors.at(state.link(), from)
        : Optional.empty();
    if (seen.containsKey(identity)) {
      turn.tally().count(Count.DUPLICATES);
      (seen.get(identity) ? ours : others).heard(identity, copy, neighbor);
      return;
    }
    OpenedGroup result = keys.open(copy.frame);
    boolean open = !(result instanceof OpenedGroup.Refused);
    note(identity, open);
    if (copy.relayable()) {
      (open ? ours : others).pass(identity, copy, neighbor, Optional.empty());
    }
    switch (result) {
      case OpenedGroup.Frame opened -> onOpened(opened);
      case OpenedGroup.Repeat again -> turn.tally().count(Count.DUPLICATES);
      case OpenedGroup.Refused refused -> sync.onUnopened(copy.frame);
    }
  }

  private void onOpened(OpenedGroup.Frame opened) {
    if (trust.blocked(opened.from())) {
      return;
    }
    try {
      switch (GroupContent.decode(opened.plaintext())) {
        case GroupContent.Plain plain -> deliver(opened, plain.message(), false);
        case GroupContent.Signed signed -> {
          if (seal.genuine(opened.from(), opened.group(), opened.place(), signed.message(),
              signed.signature())) {
            deliver(opened, signed.message(), true);
          } else {
            // Another member made it with the key of this one: nobody can be charged.
            turn.tally().count(Count.GROUP_FORGERIES);
          }
        }
        case GroupContent.Piece piece -> origin(opened, piece.originHint()).ifPresent(
            origin -> transfers.onPiece(opened.group(), opened.place().epoch(), origin, piece.fragment()));
        case GroupContent.Report report -> origin(opened, report.originHint()).ifPresent(
            origin -> onReport(opened.group(), origin, report.report()));
      }
    } catch (MalformedException malformed) {
      turn.tally().count(Count.GROUP_FORGERIES);
    }
  }

  private void onReport(GroupId group, NodeId origin, FragmentReport report) {
    if (origin.equals(me.id())) {
      sender.onReport(group, report);
    } else {
      transfers.onReport(group, origin, report);
    }
  }

  /** The member with that hint; of several that have it the speaker. */
  private Optional<NodeId> origin(OpenedGroup.Frame opened, int hint) {
    return opened.from().hint() == hint
        ? Optional.of(opened.from())
        : book.of(opened.group()).stream().flatMap(roster -> roster.members().stream())
            .filter(member -> member.hint() == hint && !trust.blocked(member)).findFirst();
  }

  private void deliver(OpenedGroup.Frame opened, Bytes message, boolean signed) {
    turn.tell(new MeshEvent.GroupMessage(opened.group(), opened.from(), message, signed));
  }

  private GroupContent content(GroupId group, GroupPlace place, Bytes message, boolean signed) {
    return signed
        ? new GroupContent.Signed(seal.sign(me, group, place, message), message)
        : new GroupContent.Plain(message);
  }

  private void note(Bytes identity, boolean open) {
    seen.put(identity, open);
    if (seen.size() > MeshLimits.SEEN_GROUP_FRAMES) {
      seen.remove(seen.keySet().iterator().next());
    }
  }
}
