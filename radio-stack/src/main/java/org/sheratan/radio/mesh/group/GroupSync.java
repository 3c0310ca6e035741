package org.sheratan.radio.mesh.group;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupFrame;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.frame.SignedRoster;
import org.sheratan.radio.mesh.Group;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.hop.GroupWord;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.secure.GroupKeys;
import org.sheratan.radio.secure.RosterSeal;
import org.sheratan.radio.secure.SenderKey;

/**
 * Keeps rosters and sender keys of all members in step. Every change is told at once; who misses one says where it is
 * ({@link GroupWord.State}, by {@link GroupQuestions}), and whoever is further answers.
 *
 * <pre>
 * state, its roster older    → our roster          state, its roster newer → our state
 * state, wrong key of ours   → our key             roster, newer → taken, our state; older → ours; same → our state
 * key of our epoch → kept    key of a later epoch → our state    key of an earlier one → our roster
 * </pre>
 */
final class GroupSync {
  private final NodeId self;
  private final MeshTurn turn;
  private final TrustBook trust;
  private final GroupBook book;
  private final GroupKeys keys;
  private final RosterSeal seal;
  private final GroupWords words;
  private final GroupQuestions questions;

  GroupSync(NodeId self, MeshTurn turn, TrustBook trust, GroupBook book, GroupKeys keys, RosterSeal seal,
      GroupWords words, GroupQuestions questions) {
    this.self = self;
    this.turn = turn;
    this.trust = trust;
    this.book = book;
    this.keys = keys;
    this.seal = seal;
    this.words = words;
    this.questions = questions;
  }

  Group view(GroupId group, Roster roster) {
    List<NodeId> heard = roster.members().stream()
        .filter(member -> !trust.blocked(member) && words.holds(group, roster, member)).toList();
    return new Group(group, roster.name(), roster.admin(), roster.version(), roster.epoch(), roster.members(),
        heard);
  }

  /**
   * A genuine roster, newer than ours or of a group new to us.
   *
   * @param later gets our key by {@link GroupWords#handKey}: it does not know of the group yet
   */
  void adopt(SignedRoster signed, Optional<NodeId> later) {
    Roster roster = signed.roster();
    GroupId group = seal.id(roster);
    Optional<Roster> before = book.of(group);
    if (!roster.has(self)) {
      drop(group, roster.members().isEmpty() ? "its admin closed the group" : "its admin removed this node");
      words.answer(roster.admin(), new GroupWord.Leave(group));
      return;
    }
    book.put(group, signed);
    boolean newEpoch = before.isEmpty() || before.get().epoch() != roster.epoch();
    if (newEpoch) {
      keys.forgetOthers(group);
    } else {
      before.get().members().stream().filter(member -> !roster.has(member))
          .forEach(member -> keys.forget(group, member));
    }
    for (NodeId member : roster.members()) {
      if ((newEpoch || !before.get().has(member)) && !later.equals(Optional.of(member))) {
        words.handKey(group, roster, member);
      }
    }
    turn.tell(new MeshEvent.GroupChanged(view(group, roster)));
    questions.kick(group);
  }

  /** We belong to it no longer. */
  void drop(GroupId group, String why) {
    book.remove(group);
    keys.forget(group);
    questions.forget(group);
    turn.tell(new MeshEvent.GroupLeft(group, why));
  }

  /** {@code member} holds our keys and shall open nothing more: new ones for the others. */
  void shutOut(NodeId member) {
    for (GroupId group : book.with(member)) {
      keys.forget(group, member);
      keys.renew(group);
      Roster roster = book.of(group).orElseThrow();
      roster.members().forEach(other -> words.handKey(group, roster, other));
    }
  }

  /** All our sender keys are void: another life of this node may have used them. */
  void startOver() {
    keys.forgetAll();
    for (GroupId group : book.ids()) {
      Roster roster = book.of(group).orElseThrow();
      roster.members().forEach(member -> words.handKey(group, roster, member));
      questions.kick(group);
    }
  }

  void onState(NodeId from, GroupWord.State state) {
    questions.heard(state.group(), from);
    Optional<SignedRoster> signed = book.signed(state.group());
    if (signed.isEmpty()) {
      // Its admin has not heard that we left.
      words.answer(from, new GroupWord.Leave(state.group()));
      return;
    }
    Roster roster = signed.get().roster();
    if (state.version() < roster.version()) {
      answerBehind(from, state.group(), signed.get());
    } else if (roster.has(from) && state.version() > roster.version()) {
      words.answer(from, words.stateFor(state.group(), roster, from));
    } else if (roster.has(from)) {
      questions.onVersion(state.group(), from, state.version());
      SenderKey own = keys.own(state.group(), roster.epoch());
      if (own.epoch() != state.heldEpoch() || own.serial() != state.heldSerial()) {
        words.answer(from, new GroupWord.Key(state.group(), own));
      }
    }
  }

  /** @param joining we have asked {@code from} to let us in, and wait for its answer */
  void onNewest(NodeId from, SignedRoster signed, boolean joining) {
    GroupId group = seal.id(signed.roster());
    questions.heard(group, from);
    Optional<SignedRoster> ours = book.signed(group);
    if (ours.isEmpty()) {
      if (!joining && signed.roster().admin().equals(from) && signed.roster().has(self)) {
        // It has not heard that we left.
        words.answer(from, new GroupWord.Leave(group));
      }
      return;
    }
    int version = ours.get().roster().version();
    if (signed.roster().version() < version) {
      answerBehind(from, group, ours.get());
      return;
    }
    if (signed.roster().version() > version) {
      if (!seal.genuine(signed)) {
        turn.tally().charge(from);
        return;
      }
      adopt(signed, Optional.empty());
    }
    book.of(group).filter(roster -> roster.has(from))
        .ifPresent(roster -> words.answer(from, words.stateFor(group, roster, from)));
  }

  void onKey(NodeId from, GroupWord.Key word) {
    questions.heard(word.group(), from);
    Optional<SignedRoster> signed = book.signed(word.group());
    if (signed.isEmpty() || !signed.get().roster().has(from)) {
      return;
    }
    Roster roster = signed.get().roster();
    if (word.key().epoch() == roster.epoch()) {
      keys.accept(word.group(), from, word.key());
    } else {
      words.answer(from, word.key().epoch() > roster.epoch()
          ? words.stateFor(word.group(), roster, from)
          : new GroupWord.Newest(signed.get()));
    }
  }

  /** Members get our roster. Who is none any more does not learn who came after: its admin tells it that it is out. */
  private void answerBehind(NodeId from, GroupId group, SignedRoster signed) {
    if (signed.roster().has(from)) {
      words.answer(from, new GroupWord.Newest(signed));
    } else if (signed.roster().admin().equals(self)) {
      words.answer(from, words.wordForExpelled(group, from));
    }
  }

  /** A frame that no key of ours opens: by its hints it may be of a member whose key we lack. */
  void onUnopened(GroupFrame frame) {
    for (GroupId group : book.ids()) {
      Roster roster = book.of(group).orElseThrow();
      if (group.hint() == frame.groupHint()) {
        roster.members().stream()
            .filter(member -> member.hint() == frame.senderHint() && !member.equals(self))
            .forEach(member -> words.answer(member, words.stateFor(group, roster, member)));
      }
    }
  }
}
