package org.sheratan.radio.mesh.group;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.frame.SignedRoster;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.hop.ControlItem;
import org.sheratan.radio.mesh.hop.ControlSender;
import org.sheratan.radio.mesh.hop.GroupWord;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.TokenBucket;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.secure.GroupKeys;
import org.sheratan.radio.secure.SenderKey;

/** What is said about groups to one node, over the session with it. */
final class GroupWords {
  private final NodeId self;
  private final MeshTurn turn;
  private final TrustBook trust;
  private final GroupBook book;
  private final GroupKeys keys;
  private final ControlSender control;
  private final TokenBucket answers;

  GroupWords(NodeId self, MeshTurn turn, TrustBook trust, GroupBook book, GroupKeys keys,
      ControlSender control) {
    this.self = self;
    this.turn = turn;
    this.trust = trust;
    this.book = book;
    this.keys = keys;
    this.control = control;
    this.answers = new TokenBucket(MeshLimits.GROUP_ANSWERS_PER_SECOND, MeshLimits.GROUP_ANSWERS_BURST,
        turn.nowMs());
  }

  /** For words that need no promise: whoever needs them asks again. */
  void tell(NodeId to, GroupWord word) {
    if (!to.equals(self) && !trust.blocked(to)) {
      control.send(to, List.of(new ControlItem.Group(word)));
    }
  }

  /** The same, of what others can make us say. */
  void answer(NodeId to, GroupWord word) {
    if (!answers.take(turn.nowMs())) {
      turn.tally().refuse(to);
    } else if (!to.equals(self) && !trust.blocked(to)) {
      control.answer(to, List.of(new ControlItem.Group(word)));
    }
  }

  void handKey(GroupId group, Roster roster, NodeId member) {
    if (!member.equals(self)) {
      tell(member, new GroupWord.Key(group, keys.own(group, roster.epoch())));
    }
  }

  /** Where we are, and which key of {@code member} we hold. */
  GroupWord.State stateFor(GroupId group, Roster roster, NodeId member) {
    Optional<SenderKey> held = keys.held(group, member);
    return new GroupWord.State(group, roster.version(), held.map(SenderKey::epoch).orElse(0L),
        held.map(SenderKey::serial).orElse(0));
  }

  /** Whether we hold the key with which {@code member} speaks now. */
  boolean holds(GroupId group, Roster roster, NodeId member) {
    return keys.held(group, member).filter(held -> held.epoch() == roster.epoch()).isPresent();
  }

  /** For who belongs to it no longer. */
  GroupWord wordForExpelled(GroupId group, NodeId member) {
    Optional<SignedRoster> shutOutBy = book.shutOutBy(group, member);
    return shutOutBy.isPresent() ? new GroupWord.Newest(shutOutBy.get()) : new GroupWord.Leave(group);
  }
}
