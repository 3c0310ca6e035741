package org.sheratan.radio.mesh.group;

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
import org.sheratan.radio.fragment.TransferKey;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.secure.GroupPlace;
import org.sheratan.radio.secure.RosterSeal;

/**
 * Large messages of others to one of our groups, in one epoch of it: what is said elsewhere is no part of them. Pieces
 * are opened with their sender's key before they cost memory; the whole is believed for its signature. Who lacks pieces
 * waits the longer the fewer it lacks, and stays silent when somebody was heard who lacks as many: the pieces for that
 * one help everyone. Yet without anything new it is put off {@link MeshLimits#PUT_OFF} times at most, whoever says what.
 *
 * <pre>
 * gathering --piece that asks-->                            waiting its turn
 * gathering --no piece for a while-->                       waiting its turn
 * waiting   --its turn-->                                   reported
 * waiting   --a report of one that lacks as many-->         reported, or waiting when it was put off too often
 * reported  --a piece-->                                    gathering
 * reported  --no piece, at growing intervals-->            waiting its turn
 * any       --all there-->                                  delivered
 * any       --{@link MeshLimits#VAIN_REPORTS} in vain-->    gone
 * </pre>
 */
final class BroadcastIntake {
  private static final long NEVER_MS = 1L << 40;
  private static final int QUIET_PIECES = 3;
  private static final int ANSWER_SLOTS = 4;
  private static final int MAX_BACKOFF = 3;

  /** Takes what arrived, signed by its origin. */
  @FunctionalInterface
  interface Delivery {
    void deliver(NodeId origin, Bytes message);
  }

  private static final class Gathering {
    private Timers.Timer timer;
    /** Since the last piece. */
    private int reports;
    /** What the one who lacks most was heard to lack, before the pieces for it: nobody lacks more since. */
    private int mostLacking = Integer.MAX_VALUE;
    private boolean asked;
    /** Since the last piece that was new. */
    private int putOff;

    private boolean mayPutOff() {
      return putOff++ < MeshLimits.PUT_OFF;
    }

    private void heard(int missing) {
      mostLacking = asked ? Math.max(mostLacking, missing) : missing;
      asked = true;
    }

    private void served() {
      reports = 0;
      asked = false;
      putOff = 0;
    }
  }

  private final MeshTurn turn;
  private final RosterSeal seal;
  private final GroupVoice voice;
  private final GroupPacing pacing;
  private final Delivery delivery;
  private final GroupBook book;
  private final GroupId group;
  private final long epoch;
  private final Reassembly reassembly = new Reassembly();
  private final Map<TransferKey, Gathering> gatherings = new TreeMap<>();

  BroadcastIntake(MeshTurn turn, RosterSeal seal, GroupVoice voice, GroupPacing pacing, Delivery delivery,
      GroupBook book, GroupId group, long epoch) {
    this.turn = turn;
    this.seal = seal;
    this.voice = voice;
    this.pacing = pacing;
    this.delivery = delivery;
    this.book = book;
    this.group = group;
    this.epoch = epoch;
  }

  /** No other member holds keys of an earlier epoch, nor do we of a later one. */
  boolean over() {
    return book.of(group).filter(roster -> roster.epoch() == epoch).isEmpty();
  }

  /** Nothing more is to come. */
  void close() {
    List.copyOf(gatherings.keySet()).forEach(this::end);
  }

  int transfers() {
    return reassembly.transfers();
  }

  /** Makes room: what got nothing new for longest is given up. */
  void dropIdlest() {
    reassembly.abandonIdlest().ifPresent(this::end);
  }

  void onPiece(NodeId origin, Fragment fragment) {
    TransferKey key = new TransferKey(origin, fragment.transfer());
    switch (reassembly.accept(origin, fragment, turn.nowMs(), NEVER_MS, NEVER_MS, false)) {
      case Reassembly.Outcome.Partial partial -> {
        forgetDropped();
        Gathering gathering = gatherings.computeIfAbsent(key, any -> new Gathering());
        if (partial.news()) {
          gathering.served();
        }
        if (partial.news() || gathering.mayPutOff()) {
          schedule(key, gathering, quietMs(fragment) + turnMs(key, gathering, fragment.size()));
        }
      }
      case Reassembly.Outcome.Complete complete -> {
        end(key);
        onWhole(key, complete.content());
      }
      case Reassembly.Outcome.Contradictory contradictory -> turn.tally().count(Count.GROUP_FORGERIES);
      case Reassembly.Outcome.Full full -> turn.tally().count(Count.REFUSED);
      case Reassembly.Outcome.Repeated repeated -> turn.tally().count(Count.DUPLICATES);
    }
  }

  /** Another receiver lacks so many. */
  void onReport(NodeId origin, FragmentReport report) {
    TransferKey key = new TransferKey(origin, report.transfer());
    Gathering gathering = gatherings.get(key);
    Optional<FragmentReport> ours = reassembly.report(origin, report.transfer());
    if (gathering == null || ours.isEmpty() || ours.get().generation() != report.generation()) {
      return;
    }
    gathering.heard(report.missing());
    if (report.missing() >= ours.get().missing() && gathering.mayPutOff()) {
      waitForPieces(key, gathering);
    }
  }

  private void onWhole(TransferKey key, Bytes content) {
    if (content.length() > MeshLimits.BROADCAST_OVERHEAD_BYTES) {
      ByteReader reader = new ByteReader(content);
      GroupPlace place = GroupPlace.ofTransfer(epoch, reader.u8("serial"),
          key.transfer() & GroupPlace.TRANSFER_MASK);
      Bytes signature = reader.bytes("signature", Limits.SIGNATURE_BYTES);
      Bytes message = reader.rest();
      if (seal.genuine(key.source(), group, place, message, signature)) {
        reassembly.finish(key.source(), key.transfer());
        delivery.deliver(key.source(), message);
        return;
      }
    }
    // Some member put a piece of its own among them: begin anew with what comes.
    turn.tally().count(Count.GROUP_FORGERIES);
  }

  /** After so long no more pieces come than {@code fragment}, whatever of the others was lost. */
  private long quietMs(Fragment fragment) {
    int following = Math.max(QUIET_PIECES, fragment.size() - fragment.index());
    return fragment.reportWanted() ? 0 : following * pacing.pieceMs() + ANSWER_SLOTS * pacing.slotMs();
  }

  /** When it is our turn to report: those who lack more speak before us. */
  private long turnMs(TransferKey key, Gathering gathering, int size) {
    int missing = reassembly.report(key.source(), key.transfer()).map(FragmentReport::missing).orElse(0);
    int slots = Math.max(0, Math.min(size, gathering.mostLacking) - missing);
    return pacing.slotMs() * slots + turn.entropy().nextLong(pacing.slotMs());
  }

  private void schedule(TransferKey key, Gathering gathering, long delayMs) {
    if (gathering.timer != null) {
      gathering.timer.cancel();
    }
    gathering.timer = turn.after(Math.max(1, delayMs), () -> report(key, gathering));
  }

  private void report(TransferKey key, Gathering gathering) {
    Optional<FragmentReport> missing = reassembly.report(key.source(), key.transfer());
    if (missing.isEmpty() || over() || gathering.reports >= MeshLimits.VAIN_REPORTS) {
      turn.tally().count(Count.EXPIRED);
      reassembly.abandon(key.source(), key.transfer());
      end(key);
      return;
    }
    gathering.reports++;
    gathering.heard(missing.get().missing());
    voice.toNeighbors(group, Priority.HIGH,
        new GroupContent.Report(key.source().hint(), missing.get()));
    waitForPieces(key, gathering);
  }

  /** Somebody asked for enough: pieces should come, or the report was lost. */
  private void waitForPieces(TransferKey key, Gathering gathering) {
    long answerMs = ANSWER_SLOTS * pacing.slotMs() + QUIET_PIECES * pacing.pieceMs();
    long waitMs = turn.jittered(answerMs << Math.min(gathering.reports, MAX_BACKOFF));
    schedule(key, gathering, waitMs + turn.entropy().nextLong(pacing.slotMs()));
  }

  /** Those that others of their sender pushed out. */
  private void forgetDropped() {
    List<TransferKey> dropped = gatherings.keySet().stream()
        .filter(key -> reassembly.report(key.source(), key.transfer()).isEmpty()).toList();
    dropped.forEach(this::end);
  }

  private void end(TransferKey key) {
    Gathering gathering = gatherings.remove(key);
    if (gathering != null && gathering.timer != null) {
      gathering.timer.cancel();
    }
  }
}
