package org.sheratan.radio.mesh.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.SignedRoster;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.hop.GroupWord;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.secure.JoinCode;
import org.sheratan.radio.secure.NetworkKey;
import org.sheratan.radio.secure.RosterSeal;

/**
 * Codes this node was given, until their admin has answered. Not kept over a restart: whoever typed the code sees no
 * outcome and types it again.
 *
 * <pre>
 * asking --admitted, proof and signature hold--> member
 * asking --refused by who knows our proof, or time over--> failed
 * </pre>
 */
final class GroupJoins {
  private static final long RETRY_MAX_MS = 60_000;

  private static final class Asking {
    private final JoinCode code;
    private final long untilMs;
    private int tries;
    private Timers.Timer timer;

    private Asking(JoinCode code, long untilMs) {
      this.code = code;
      this.untilMs = untilMs;
    }
  }

  private final NodeId self;
  private final NetworkKey network;
  private final MeshTurn turn;
  private final PeerTable peers;
  private final GroupBook book;
  private final GroupSync sync;
  private final GroupWords words;
  private final RosterSeal seal;
  private final List<Asking> asking = new ArrayList<>();

  GroupJoins(NodeId self, NetworkKey network, MeshTurn turn, PeerTable peers, GroupBook book, GroupSync sync,
      GroupWords words,
      RosterSeal seal) {
    this.self = self;
    this.network = network;
    this.turn = turn;
    this.peers = peers;
    this.book = book;
    this.sync = sync;
    this.words = words;
    this.seal = seal;
  }

  Optional<Groups.Refused> join(JoinCode code, long lifetimeMs) {
    if (book.full() || asking.size() >= MeshLimits.JOINS) {
      return Optional.of(Groups.Refused.TOO_MANY);
    }
    Asking begun = new Asking(code, turn.nowMs() + lifetimeMs);
    asking.add(begun);
    begun.timer = turn.after(0, () -> tryNow(begun));
    return Optional.empty();
  }

  void onAdmit(NodeId from, GroupWord.Admit admit) {
    SignedRoster signed = admit.roster();
    Optional<Asking> found = find(from, code -> code.admitProof(network, self, from, signed.encode()),
        admit.proof());
    if (found.isEmpty()) {
      return;
    }
    boolean holds = signed.roster().admin().equals(from) && signed.roster().has(self) && seal.genuine(signed);
    if (!holds) {
      turn.tally().charge(from);
      return;
    }
    GroupId group = seal.id(signed.roster());
    int known = book.of(group).map(ours -> ours.version()).orElse(0);
    if (known == 0 && book.full()) {
      fail(found.get(), "this node belongs to " + MeshLimits.GROUPS + " groups already");
      return;
    }
    end(found.get());
    if (signed.roster().version() > known) {
      sync.adopt(signed, Optional.empty());
    }
    turn.tell(new MeshEvent.Joined(found.get().code, group));
  }

  void onRefuse(NodeId from, GroupWord.Refuse refuse) {
    find(from, code -> code.joinProof(network, self, from), refuse.proof())
        .ifPresent(over -> fail(over, "the code was used or has expired, or the group is full"));
  }

  /** We hold a code of {@code admin} that it has not answered yet. */
  boolean asks(NodeId admin) {
    return asking.stream().anyMatch(one -> one.code.names(admin));
  }

  private Optional<Asking> find(NodeId from, Function<JoinCode, Bytes> proof, Bytes given) {
    return asking.stream().filter(one -> one.code.names(from) && JoinCode.equal(proof.apply(one.code), given))
        .findFirst();
  }

  private void tryNow(Asking one) {
    if (turn.nowMs() >= one.untilMs) {
      fail(one, "its admin did not answer in time");
      return;
    }
    peers.all().stream().filter(peer -> one.code.names(peer.id())).limit(MeshLimits.HINT_COPIES)
        .forEach(peer -> words.tell(peer.id(),
            new GroupWord.Join(one.code.joinProof(network, self, peer.id()))));
    long waitMs = turn.jittered(Math.min(RETRY_MAX_MS, MeshLimits.GROUP_RETRY_MS << Math.min(one.tries, 8)));
    one.tries++;
    one.timer = turn.after(Math.min(waitMs, one.untilMs - turn.nowMs()), () -> tryNow(one));
  }

  private void fail(Asking one, String why) {
    end(one);
    turn.tell(new MeshEvent.JoinFailed(one.code, why));
  }

  private void end(Asking one) {
    one.timer.cancel();
    asking.remove(one);
  }
}
