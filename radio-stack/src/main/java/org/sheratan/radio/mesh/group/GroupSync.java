package org.sheratan.radio.mesh.group;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.frame.GroupFrame;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.frame.SignedRoster;
import org.sheratan.radio.mesh.Group;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.hop.ControlItem;
import org.sheratan.radio.mesh.hop.ControlSender;
import org.sheratan.radio.mesh.hop.GroupWord;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.TokenBucket;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.mesh.route.Ways;
import org.sheratan.radio.secure.GroupKeys;
import org.sheratan.radio.secure.RosterSeal;
import org.sheratan.radio.secure.SenderKey;

/**
 * Keeps rosters and sender keys of all members in step. Every change is told at once; who misses one says where it is
 * ({@link GroupWord.State}), ever more rarely, until it has all, and whoever is further answers.
 *
 * <pre>
 * state, its roster older    → our roster          state, its roster newer → our state
 * state, wrong key of ours   → our key             roster, newer → taken, our state; older → ours; same → our state
 * key of our epoch → kept    key of a later epoch → our state    key of an earlier one → our roster
 * </pre>
 */
final class GroupSync {
  private static final int KEY_FRAME_BYTES = 80;
  /** After a start the admin is asked so often what has changed meanwhile. */
  private static final int START_QUESTIONS = 2;
  /** Nobody acknowledges what is asked here: only silence shows that a session is lost on one side. */
  private static final int QUESTIONS_BEFORE_NEW_SESSION = 3;

  /** What is still asked for in one group. */
  private static final class Pace {
    private int tries;
    private int startQuestions;
    private Timers.Timer timer;
    /** Newest roster each member is known to have; kept by the admin, who sees to it. */
    private final Map<NodeId, Integer> versions = new TreeMap<>();
    /** Who came back, and is looked at soon. */
    private final Set<NodeId> back = new TreeSet<>();
    /** Questions in a row that a member left unanswered: it may not be able to open them. */
    private final Map<NodeId, Integer> unanswered = new TreeMap<>();
  }

  private final NodeId self;
  private final MeshTurn turn;
  private final LinkTable links;
  private final Ways ways;
  private final TrustBook trust;
  private final GroupBook book;
  private final GroupKeys keys;
  private final RosterSeal seal;
  private final ControlSender control;
  private final TokenBucket answers;
  private final Map<GroupId, Pace> paces = new TreeMap<>();

  GroupSync(NodeId self, MeshTurn turn, LinkTable links, Ways ways, TrustBook trust, GroupBook book,
      GroupKeys keys,
      RosterSeal seal, ControlSender control) {
    this.self = self;
    this.turn = turn;
    this.links = links;
    this.ways = ways;
    this.trust = trust;
    this.book = book;
    this.keys = keys;
    this.seal = seal;
    this.control = control;
    this.answers = new TokenBucket(MeshLimits.GROUP_ANSWERS_PER_SECOND, MeshLimits.GROUP_ANSWERS_BURST,
        turn.nowMs());
    for (GroupId group : book.ids()) {
      kick(group);
      pace(group).startQuestions = START_QUESTIONS;
    }
  }

  Group view(GroupId group, Roster roster) {
    List<NodeId> heard = roster.members().stream()
        .filter(member -> !trust.blocked(member) && holds(group, roster, member)).toList();
    return new Group(group, roster.name(), roster.admin(), roster.version(), roster.epoch(), roster.members(),
        heard);
  }

  /**
   * A genuine roster, newer than ours or of a group new to us.
   *
   * @param later gets our key by {@link #handKey}: it does not know of the group yet
   */
  void adopt(SignedRoster signed, Optional<NodeId> later) {
    Roster roster = signed.roster();
    GroupId group = seal.id(roster);
    Optional<Roster> before = book.of(group);
    if (!roster.has(self)) {
      drop(group, roster.members().isEmpty() ? "its admin closed the group" : "its admin removed this node");
      answer(roster.admin(), new GroupWord.Leave(group));
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
        handKey(group, roster, member);
      }
    }
    turn.tell(new MeshEvent.GroupChanged(view(group, roster)));
    kick(group);
  }

  /** We belong to it no longer. */
  void drop(GroupId group, String why) {
    book.remove(group);
    keys.forget(group);
    Pace pace = paces.remove(group);
    if (pace != null && pace.timer != null) {
      pace.timer.cancel();
    }
    turn.tell(new MeshEvent.GroupLeft(group, why));
  }

  /** {@code member} holds our keys and shall open nothing more: new ones for the others. */
  void shutOut(NodeId member) {
    for (GroupId group : book.with(member)) {
      keys.forget(group, member);
      keys.renew(group);
      Roster roster = book.of(group).orElseThrow();
      roster.members().forEach(other -> handKey(group, roster, other));
    }
  }

  /** All our sender keys are void: another life of this node may have used them. */
  void startOver() {
    keys.forgetAll();
    for (GroupId group : book.ids()) {
      Roster roster = book.of(group).orElseThrow();
      roster.members().forEach(member -> handKey(group, roster, member));
      kick(group);
    }
  }

  /**
   * {@code member} started, or there is a new session with it: it may have what we miss of it. Of others nothing is asked
   * sooner for that: where many meet at once, the asking would never end.
   */
  void onBack(NodeId member) {
    for (GroupId group : book.with(member)) {
      Pace pace = pace(group);
      if (member.equals(book.of(group).orElseThrow().admin()) && pace.startQuestions > 0) {
        kick(group);
      } else if (pace.back.isEmpty()) {
        pace.back.add(member);
        turn.after(turn.jittered(baseMs()), () -> lookBack(group, pace));
      } else {
        pace.back.add(member);
      }
    }
  }

  private void lookBack(GroupId group, Pace pace) {
    List<NodeId> members = List.copyOf(pace.back);
    pace.back.clear();
    Optional<SignedRoster> signed = book.signed(group);
    if (signed.isEmpty() || paces.get(group) != pace) {
      return;
    }
    for (NodeId member : members) {
      boolean missing = signed.get().roster().has(member) && !trust.blocked(member)
          && ask(group, signed.get(), pace, member);
      if (missing && pace.timer == null) {
        schedule(group, pace);
      }
    }
  }

  /** Something changed: ask soon again for what is missing. */
  void kick(GroupId group) {
    Pace pace = pace(group);
    pace.tries = 0;
    schedule(group, pace);
  }

  void onState(NodeId from, GroupWord.State state) {
    heard(state.group(), from);
    Optional<SignedRoster> signed = book.signed(state.group());
    if (signed.isEmpty()) {
      // Its admin has not heard that we left.
      answer(from, new GroupWord.Leave(state.group()));
      return;
    }
    Roster roster = signed.get().roster();
    if (state.version() < roster.version()) {
      answerBehind(from, state.group(), signed.get());
    } else if (roster.has(from) && state.version() > roster.version()) {
      answer(from, stateFor(state.group(), roster, from));
    } else if (roster.has(from)) {
      pace(state.group()).versions.put(from, state.version());
      SenderKey own = keys.own(state.group(), roster.epoch());
      if (own.epoch() != state.heldEpoch() || own.serial() != state.heldSerial()) {
        answer(from, new GroupWord.Key(state.group(), own));
      }
    }
  }

  /** @param joining we have asked {@code from} to let us in, and wait for its answer */
  void onNewest(NodeId from, SignedRoster signed, boolean joining) {
    GroupId group = seal.id(signed.roster());
    heard(group, from);
    Optional<SignedRoster> ours = book.signed(group);
    if (ours.isEmpty()) {
      if (!joining && signed.roster().admin().equals(from) && signed.roster().has(self)) {
        // It has not heard that we left.
        answer(from, new GroupWord.Leave(group));
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
        .ifPresent(roster -> answer(from, stateFor(group, roster, from)));
  }

  void onKey(NodeId from, GroupWord.Key word) {
    heard(word.group(), from);
    Optional<SignedRoster> signed = book.signed(word.group());
    if (signed.isEmpty() || !signed.get().roster().has(from)) {
      return;
    }
    Roster roster = signed.get().roster();
    if (word.key().epoch() == roster.epoch()) {
      keys.accept(word.group(), from, word.key());
    } else {
      answer(from, word.key().epoch() > roster.epoch()
          ? stateFor(word.group(), roster, from)
          : new GroupWord.Newest(signed.get()));
    }
  }

  /** Members get our roster. Who is none any more does not learn who came after: its admin tells it that it is out. */
  private void answerBehind(NodeId from, GroupId group, SignedRoster signed) {
    if (signed.roster().has(from)) {
      answer(from, new GroupWord.Newest(signed));
    } else if (signed.roster().admin().equals(self)) {
      answer(from, wordForExpelled(group, from));
    }
  }

  private GroupWord wordForExpelled(GroupId group, NodeId member) {
    Optional<SignedRoster> shutOutBy = book.shutOutBy(group, member);
    return shutOutBy.isPresent() ? new GroupWord.Newest(shutOutBy.get()) : new GroupWord.Leave(group);
  }

  /** A frame that no key of ours opens: by its hints it may be of a member whose key we lack. */
  void onUnopened(GroupFrame frame) {
    for (GroupId group : book.ids()) {
      Roster roster = book.of(group).orElseThrow();
      if (group.hint() == frame.groupHint()) {
        roster.members().stream()
            .filter(member -> member.hint() == frame.senderHint() && !member.equals(self))
            .forEach(member -> answer(member, stateFor(group, roster, member)));
      }
    }
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

  private GroupWord.State stateFor(GroupId group, Roster roster, NodeId member) {
    Optional<SenderKey> held = keys.held(group, member);
    return new GroupWord.State(group, roster.version(), held.map(SenderKey::epoch).orElse(0L),
        held.map(SenderKey::serial).orElse(0));
  }

  private boolean holds(GroupId group, Roster roster, NodeId member) {
    return keys.held(group, member).filter(held -> held.epoch() == roster.epoch()).isPresent();
  }

  private Pace pace(GroupId group) {
    return paces.computeIfAbsent(group, id -> new Pace());
  }

  private void look(GroupId group, Pace pace) {
    pace.timer = null;
    Optional<SignedRoster> signed = book.signed(group);
    if (signed.isEmpty() || paces.get(group) != pace) {
      return;
    }
    Roster roster = signed.get().roster();
    boolean missing = askAdmin(group, roster, pace) | tellExpelled(group);
    for (NodeId member : roster.members()) {
      if (member.equals(self) || trust.blocked(member)) {
        continue;
      }
      missing |= ask(group, signed.get(), pace, member);
    }
    if (missing) {
      pace.tries++;
      schedule(group, pace);
    }
  }

  /** True while {@code member} lacks our roster, or we its key. */
  private boolean ask(GroupId group, SignedRoster signed, Pace pace, NodeId member) {
    Roster roster = signed.roster();
    boolean behind = roster.admin().equals(self)
        && pace.versions.getOrDefault(member, 0) < roster.version();
    boolean missing = behind || !holds(group, roster, member);
    if (missing && ways.nextHop(member).isPresent()) {
      int unanswered = pace.unanswered.merge(member, 1, Integer::sum);
      if (unanswered > QUESTIONS_BEFORE_NEW_SESSION) {
        pace.unanswered.remove(member);
        control.renew(member);
      } else {
        tell(member, behind ? new GroupWord.Newest(signed) : stateFor(group, roster, member));
      }
    }
    return missing;
  }

  private void heard(GroupId group, NodeId member) {
    Pace pace = paces.get(group);
    if (pace != null) {
      pace.unanswered.remove(member);
    }
  }

  /** We may have been shut out, or others let in, while we were away. */
  private boolean askAdmin(GroupId group, Roster roster, Pace pace) {
    if (!roster.admin().equals(self) && pace.startQuestions > 0 && ways.nextHop(roster.admin()).isPresent()) {
      pace.startQuestions--;
      tell(roster.admin(), stateFor(group, roster, roster.admin()));
    }
    return pace.startQuestions > 0 && !roster.admin().equals(self);
  }

  private boolean tellExpelled(GroupId group) {
    List<NodeId> untold = book.expelled(group);
    untold.stream().filter(member -> ways.nextHop(member).isPresent())
        .forEach(member -> tell(member, wordForExpelled(group, member)));
    return !untold.isEmpty();
  }

  private void schedule(GroupId group, Pace pace) {
    if (pace.timer != null) {
      pace.timer.cancel();
    }
    long waitMs = Math.min(MeshLimits.GROUP_RETRY_MAX_MS, baseMs() << Math.min(pace.tries, 16));
    pace.timer = turn.after(turn.jittered(waitMs), () -> look(group, pace));
  }

  private long baseMs() {
    long baseMs = MeshLimits.GROUP_RETRY_MS;
    for (LinkState state : links.all()) {
      baseMs = Math.max(baseMs,
          MeshLimits.GROUP_RETRY_AIRTIMES * state.link().profile().airtimeMs(KEY_FRAME_BYTES));
    }
    return baseMs;
  }
}
