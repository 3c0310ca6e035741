package org.sheratan.radio.mesh.group;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.frame.SignedRoster;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.hop.ControlSender;
import org.sheratan.radio.mesh.hop.GroupWord;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.mesh.route.Ways;

/**
 * Asks for what we miss of a group, and tells members what they miss of ours: at once when something changed, then ever
 * more rarely, until nobody misses anything.
 */
final class GroupQuestions {
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
  private final GroupWords words;
  private final ControlSender control;
  private final Map<GroupId, Pace> paces = new TreeMap<>();

  GroupQuestions(NodeId self, MeshTurn turn, LinkTable links, Ways ways, TrustBook trust, GroupBook book,
      GroupWords words, ControlSender control) {
    this.self = self;
    this.turn = turn;
    this.links = links;
    this.ways = ways;
    this.trust = trust;
    this.book = book;
    this.words = words;
    this.control = control;
    for (GroupId group : book.ids()) {
      kick(group);
      pace(group).startQuestions = START_QUESTIONS;
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

  /** We belong to it no longer. */
  void forget(GroupId group) {
    Pace pace = paces.remove(group);
    if (pace != null && pace.timer != null) {
      pace.timer.cancel();
    }
  }

  /** {@code member} said something about the group: it opens what we ask. */
  void heard(GroupId group, NodeId member) {
    Pace pace = paces.get(group);
    if (pace != null) {
      pace.unanswered.remove(member);
    }
  }

  /** {@code member} has that roster. */
  void onVersion(GroupId group, NodeId member, int version) {
    pace(group).versions.put(member, version);
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
    boolean missing = behind || !words.holds(group, roster, member);
    if (missing && ways.nextHop(member).isPresent()) {
      int unanswered = pace.unanswered.merge(member, 1, Integer::sum);
      if (unanswered > QUESTIONS_BEFORE_NEW_SESSION) {
        pace.unanswered.remove(member);
        control.renew(member);
      } else {
        words.tell(member, behind ? new GroupWord.Newest(signed) : words.stateFor(group, roster, member));
      }
    }
    return missing;
  }

  /** We may have been shut out, or others let in, while we were away. */
  private boolean askAdmin(GroupId group, Roster roster, Pace pace) {
    if (!roster.admin().equals(self) && pace.startQuestions > 0 && ways.nextHop(roster.admin()).isPresent()) {
      pace.startQuestions--;
      words.tell(roster.admin(), words.stateFor(group, roster, roster.admin()));
    }
    return pace.startQuestions > 0 && !roster.admin().equals(self);
  }

  private boolean tellExpelled(GroupId group) {
    List<NodeId> untold = book.expelled(group);
    untold.stream().filter(member -> ways.nextHop(member).isPresent())
        .forEach(member -> words.tell(member, words.wordForExpelled(group, member)));
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
