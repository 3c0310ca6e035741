package org.sheratan.radio.mesh.group;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.Group;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.hop.ControlSender;
import org.sheratan.radio.mesh.hop.GroupWord;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.mesh.route.Ways;
import org.sheratan.radio.secure.GroupKeys;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.JoinCode;
import org.sheratan.radio.secure.NetworkKey;
import org.sheratan.radio.secure.RosterSeal;

/** All about groups in one mesh: its parts put together, and what others and the floor above ask of them. */
public final class GroupRooms implements Groups {
  private final NodeId self;
  /** Package-private, as are the two below, for tests that forge what the mesh would never send. */
  final GroupBook book;
  final GroupKeys keys;
  final GroupCast cast;
  private final GroupWords words;
  private final GroupQuestions questions;
  private final GroupSync sync;
  private final GroupAdmin admin;
  private final GroupJoins joins;

  public GroupRooms(Identity me, NetworkKey network, Durable durable, SecureRandomness random, MeshTurn turn,
      LinkTable links, NeighborTable neighbors, Ways ways, TrustBook trust, PeerTable peers,
      ControlSender control, int bootEpoch) {
    this.self = me.id();
    RosterSeal seal = new RosterSeal(network);
    book = new GroupBook(durable, turn);
    keys = new GroupKeys(self, network, durable, random);
    words = new GroupWords(self, turn, trust, book, keys, control);
    questions = new GroupQuestions(self, turn, links, ways, trust, book, words, control);
    sync = new GroupSync(self, turn, trust, book, keys, seal, words, questions);
    admin = new GroupAdmin(me, network, trust, book, sync, words, seal,
        new Invitations(self, network, turn, durable),
        random);
    joins = new GroupJoins(self, network, turn, peers, book, sync, words, seal);
    cast = new GroupCast(me, turn, links, neighbors, trust, book, keys, seal, sync, bootEpoch);
  }

  /** @throws org.sheratan.kernel.MalformedException when it is no group frame */
  public void onFrame(LinkState state, LinkEndpoint from, Bytes frame) {
    cast.onFrame(state, from, frame);
  }

  /** {@code from} said this over its session. */
  public void onWord(NodeId from, GroupWord word) {
    switch (word) {
      case GroupWord.Join join -> admin.onJoin(from, join);
      case GroupWord.Admit admit -> joins.onAdmit(from, admit);
      case GroupWord.Refuse refuse -> joins.onRefuse(from, refuse);
      case GroupWord.Newest newest -> sync.onNewest(from, newest.roster(), joins.asks(from));
      case GroupWord.Key key -> sync.onKey(from, key);
      case GroupWord.State state -> sync.onState(from, state);
      case GroupWord.Leave leave -> admin.onLeave(from, leave.group());
    }
  }

  /** {@code peer} started, or there is a new session with it: it may have what we miss. */
  public void onBack(NodeId peer) {
    questions.onBack(peer);
  }

  /** Nothing is to be taken from {@code peer} any more, nor told to it. */
  public void onBlocked(NodeId peer) {
    sync.shutOut(peer);
  }

  /** It does not belong to the groups we made any longer; {@link #onBlocked} follows. */
  public void onRevoked(NodeId peer) {
    admin.onRevoked(peer);
  }

  public void startOver() {
    sync.startOver();
  }

  public void beforeCommit() {
    keys.persistWindows();
  }

  @Override
  public List<Group> all() {
    return book.ids().stream().map(this::view).toList();
  }

  @Override
  public Optional<Group> create(String name) {
    return admin.create(name).map(this::view);
  }

  @Override
  public Invitation invite(GroupId group, long lifetimeMs) {
    Check.that(lifetimeMs > 0, "an invitation needs a lifetime");
    return admin.invite(group, lifetimeMs);
  }

  @Override
  public Optional<Refused> join(JoinCode code, long lifetimeMs) {
    Check.that(lifetimeMs > 0, "joining needs a lifetime");
    return joins.join(code, lifetimeMs);
  }

  @Override
  public Optional<Refused> remove(GroupId group, NodeId member) {
    return admin.remove(group, member);
  }

  @Override
  public Optional<Refused> leave(GroupId group) {
    Optional<Roster> roster = book.of(group);
    if (roster.isEmpty()) {
      return Optional.of(Refused.UNKNOWN_GROUP);
    }
    if (roster.get().admin().equals(self)) {
      admin.close(group);
    } else {
      words.tell(roster.get().admin(), new GroupWord.Leave(group));
    }
    sync.drop(group, "left");
    return Optional.empty();
  }

  @Override
  public Optional<Refused> broadcast(GroupId group, Bytes message, Priority priority, boolean signed) {
    Check.that(message.length() > 0, "an empty message says nothing");
    return cast.broadcast(group, message, priority, signed);
  }

  private Group view(GroupId group) {
    return sync.view(group, book.of(group).orElseThrow());
  }
}
