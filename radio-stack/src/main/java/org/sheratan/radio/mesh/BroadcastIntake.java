package org.sheratan.radio.mesh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.fragment.FragmentReport;
import org.sheratan.radio.fragment.Reassembly;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.secure.GroupPlace;
import org.sheratan.radio.secure.RosterSeal;

/**
 * Large messages to our groups, of others. Pieces are opened with their sender's key before they cost memory; the
 * whole is believed for its signature. Who lacks pieces waits the longer the fewer it lacks, and stays silent when
 * somebody was heard who lacks as many: the pieces for that one help everyone.
 *
 * <pre>
 * gathering --piece that asks-->                            waiting its turn
 * gathering --no piece for a while-->                       waiting its turn
 * waiting   --its turn-->                                   reported
 * waiting   --a report of one that lacks as many-->         reported
 * reported  --a piece-->                                    gathering
 * reported  --no piece, at growing intervals-->            waiting its turn
 * any       --all there-->                                  delivered
 * any       --{@link MeshLimits#VAIN_REPORTS} in vain-->    gone
 * </pre>
 */
final class BroadcastIntake {
  /** Serial of the key 1, signature 64. */
  static final int OVERHEAD_BYTES = 1 + Limits.SIGNATURE_BYTES;
  private static final long NEVER_MS = 1L << 40;
  private static final int QUIET_PIECES = 3;
  private static final int ANSWER_SLOTS = 4;
  private static final int MAX_BACKOFF = 3;

  /** Takes what arrived, signed by its origin. */
  @FunctionalInterface
  interface Delivery {
    void deliver(GroupId group, NodeId origin, Bytes message);
  }

  private record Key(NodeId origin, int transfer) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byOrigin = origin.compareTo(other.origin);
      return byOrigin != 0 ? byOrigin : Integer.compare(transfer, other.transfer);
    }
  }

  private static final class Gathering {
    private final GroupId group;
    private Timers.Timer timer;
    /** Since the last piece. */
    private int reports;
    /** What the one who lacks most was heard to lack, before the pieces for it: nobody lacks more since. */
    private int mostLacking = Integer.MAX_VALUE;
    private boolean asked;

    private Gathering(GroupId group) {
      this.group = group;
    }

    private void heard(int missing) {
      mostLacking = asked ? Math.max(mostLacking, missing) : missing;
      asked = true;
    }

    private void served() {
      reports = 0;
      asked = false;
    }
  }

  private final MeshTurn turn;
  private final RosterSeal seal;
  private final GroupVoice voice;
  private final GroupPacing pacing;
  private final Delivery delivery;
  /** Package-private for tests that count what is held. */
  final Reassembly reassembly = new Reassembly();
  private final Map<Key, Gathering> gatherings = new TreeMap<>();

  BroadcastIntake(MeshTurn turn, RosterSeal seal, GroupVoice voice, GroupPacing pacing, Delivery delivery) {
    this.turn = turn;
    this.seal = seal;
    this.voice = voice;
    this.pacing = pacing;
    this.delivery = delivery;
  }

  /** @param epoch of the group, whose key opened the piece */
  void onPiece(GroupId group, NodeId origin, long epoch, Fragment fragment) {
    Key key = new Key(origin, fragment.transfer());
    switch (reassembly.accept(origin, fragment, turn.nowMs(), NEVER_MS, NEVER_MS, false)) {
      case Reassembly.Outcome.Partial partial -> {
        forgetDropped();
        Gathering gathering = gatherings.computeIfAbsent(key, any -> new Gathering(group));
        gathering.served();
        schedule(key, gathering, quietMs(fragment) + turnMs(key, gathering, fragment.size()));
      }
      case Reassembly.Outcome.Complete complete -> {
        end(key);
        onWhole(group, key, epoch, complete.content());
      }
      case Reassembly.Outcome.Contradictory contradictory -> turn.tally.groupForgeries++;
      case Reassembly.Outcome.Full full -> turn.tally.refused++;
      case Reassembly.Outcome.Repeated repeated -> turn.tally.duplicates++;
    }
  }

  /** Another receiver lacks so many. */
  void onReport(NodeId origin, FragmentReport report) {
    Key key = new Key(origin, report.transfer());
    Gathering gathering = gatherings.get(key);
    Optional<FragmentReport> ours = reassembly.report(origin, report.transfer());
    if (gathering == null || ours.isEmpty() || ours.get().generation() != report.generation()) {
      return;
    }
    gathering.heard(report.missing());
    if (report.missing() >= ours.get().missing()) {
      waitForPieces(key, gathering);
    }
  }

  private void onWhole(GroupId group, Key key, long epoch, Bytes content) {
    if (content.length() > OVERHEAD_BYTES) {
      ByteReader reader = new ByteReader(content);
      GroupPlace place = GroupPlace.ofTransfer(epoch, reader.u8("serial"),
          key.transfer() & GroupPlace.TRANSFER_MASK);
      Bytes signature = reader.bytes("signature", Limits.SIGNATURE_BYTES);
      Bytes message = reader.rest();
      if (seal.genuine(key.origin(), group, place, message, signature)) {
        reassembly.finish(key.origin(), key.transfer());
        delivery.deliver(group, key.origin(), message);
        return;
      }
    }
    // Some member put a piece of its own among them: begin anew with what comes.
    turn.tally.groupForgeries++;
  }

  /** After so long no more pieces come than {@code fragment}, whatever of the others was lost. */
  private long quietMs(Fragment fragment) {
    int following = Math.max(QUIET_PIECES, fragment.size() - fragment.index());
    return fragment.reportWanted() ? 0 : following * pacing.pieceMs() + ANSWER_SLOTS * pacing.slotMs();
  }

  /** When it is our turn to report: those who lack more speak before us. */
  private long turnMs(Key key, Gathering gathering, int size) {
    int missing = reassembly.report(key.origin(), key.transfer()).map(FragmentReport::missing).orElse(0);
    int slots = Math.max(0, Math.min(size, gathering.mostLacking) - missing);
    return pacing.slotMs() * slots + turn.entropy.nextLong(pacing.slotMs());
  }

  private void schedule(Key key, Gathering gathering, long delayMs) {
    if (gathering.timer != null) {
      gathering.timer.cancel();
    }
    gathering.timer = turn.after(Math.max(1, delayMs), () -> report(key, gathering));
  }

  private void report(Key key, Gathering gathering) {
    Optional<FragmentReport> missing = reassembly.report(key.origin(), key.transfer());
    if (missing.isEmpty() || gathering.reports >= MeshLimits.VAIN_REPORTS) {
      turn.tally.expired++;
      reassembly.abandon(key.origin(), key.transfer());
      end(key);
      return;
    }
    gathering.reports++;
    gathering.heard(missing.get().missing());
    voice.toNeighbors(gathering.group, Priority.HIGH,
        new GroupContent.Report(key.origin().hint(), missing.get()));
    waitForPieces(key, gathering);
  }

  /** Somebody asked for enough: pieces should come, or the report was lost. */
  private void waitForPieces(Key key, Gathering gathering) {
    long answerMs = ANSWER_SLOTS * pacing.slotMs() + QUIET_PIECES * pacing.pieceMs();
    long waitMs = turn.jittered(answerMs << Math.min(gathering.reports, MAX_BACKOFF));
    schedule(key, gathering, waitMs + turn.entropy.nextLong(pacing.slotMs()));
  }

  /** Those that others of their sender pushed out. */
  private void forgetDropped() {
    List<Key> dropped = gatherings.keySet().stream()
        .filter(key -> reassembly.report(key.origin(), key.transfer()).isEmpty()).toList();
    dropped.forEach(this::end);
  }

  private void end(Key key) {
    Gathering gathering = gatherings.remove(key);
    if (gathering != null && gathering.timer != null) {
      gathering.timer.cancel();
    }
  }
}
