package org.sheratan.radio.mesh.group;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.fragment.BroadcastTransfer;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.fragment.FragmentLimits;
import org.sheratan.radio.fragment.FragmentReport;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.secure.GroupKeys;
import org.sheratan.radio.secure.GroupPlace;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.RosterSeal;

/**
 * Large messages to groups, ours. Pieces go out one after the other; then whoever lacks some says how many, those who
 * lack most first, and that many fresh repair pieces follow. Silence costs nothing: receivers ask until they have all.
 *
 * <pre>
 * saying    --last piece has left-->            listening
 * listening --a report-->                       gathering
 * gathering --time for those who lack more-->   saying
 * listening --silence, or another begins-->     gone
 * saying    --a new epoch of the group-->       gone
 * </pre>
 */
final class BroadcastSender {
  private static final int RUNNING_BITS = 12;
  private static final int RUNNING_MASK = (1 << RUNNING_BITS) - 1;
  private static final int GATHERING_SLOTS = 2;

  private final Identity me;
  private final MeshTurn turn;
  private final GroupBook book;
  private final GroupKeys keys;
  private final RosterSeal seal;
  private final GroupVoice voice;
  private final GroupPacing pacing;
  /** Of the transfers of this start. */
  final int firstId;
  private int started;
  private final Map<Integer, Sending> sendings = new TreeMap<>();

  private static final class Sending {
    private final GroupId group;
    private final int epoch;
    private final Priority priority;
    private final BroadcastTransfer transfer;
    private Timers.Timer timer;
    /** Until then reports are about what was not heard yet. */
    private long leftMs;
    private boolean gathering;

    private Sending(GroupId group, int epoch, Priority priority, BroadcastTransfer transfer) {
      this.group = group;
      this.epoch = epoch;
      this.priority = priority;
      this.transfer = transfer;
    }
  }

  /** @param bootEpoch keeps the ids of this start apart from those of others */
  BroadcastSender(Identity me, MeshTurn turn, GroupBook book, GroupKeys keys, RosterSeal seal,
      GroupVoice voice,
      GroupPacing pacing, int bootEpoch) {
    this.me = me;
    this.turn = turn;
    this.book = book;
    this.keys = keys;
    this.seal = seal;
    this.voice = voice;
    this.pacing = pacing;
    this.firstId = bootEpoch << RUNNING_BITS & GroupPlace.TRANSFER_MASK;
  }

  /** Begins; the group is ours. */
  Optional<Groups.Refused> begin(GroupId group, Bytes message, Priority priority) {
    if (message.length() > Groups.MAX_MESSAGE_BYTES
        || FragmentLimits.maxContentBytes(pacing.pieceBytes()) == 0) {
      return Optional.of(Groups.Refused.TOO_LONG);
    }
    if (sendings.size() >= MeshLimits.BROADCASTS && !forgetQuietest()) {
      return Optional.of(Groups.Refused.TOO_MANY);
    }
    int epoch = book.of(group).orElseThrow().epoch();
    int id = firstId | started++ & RUNNING_MASK;
    int serial = keys.own(group, epoch).serial();
    Bytes signature = seal.sign(me, group, GroupPlace.ofTransfer(epoch, serial, id), message);
    Bytes content = new ByteWriter(MeshLimits.BROADCAST_OVERHEAD_BYTES + message.length()).u8(serial)
        .bytes(signature)
        .bytes(message).toBytes();
    Sending sending = new Sending(group, epoch, priority,
        new BroadcastTransfer(id, content, pacing.pieceBytes()));
    sendings.put(id, sending);
    say(sending);
    return Optional.empty();
  }

  /** @return false when all are being said */
  private boolean forgetQuietest() {
    Optional<Sending> quietest = sendings.values().stream()
        .filter(sending -> !sending.gathering && !sending.transfer.hasNext())
        .min(Comparator.comparingLong(sending -> sending.leftMs));
    quietest.ifPresent(sending -> {
      sending.timer.cancel();
      sendings.remove(sending.transfer.id());
    });
    return quietest.isPresent();
  }

  void onReport(GroupId group, FragmentReport report) {
    Sending sending = sendings.get(report.transfer());
    boolean late = sending == null || !sending.group.equals(group)
        || !sending.gathering && (sending.transfer.hasNext() || turn.nowMs() < sending.leftMs);
    if (late || !sending.transfer.onReport(report) || sending.gathering) {
      return;
    }
    sending.gathering = true;
    sending.timer.cancel();
    sending.timer = turn.after(GATHERING_SLOTS * pacing.slotMs(), () -> {
      sending.gathering = false;
      say(sending);
    });
  }

  private void say(Sending sending) {
    boolean over = book.of(sending.group).filter(roster -> roster.epoch() == sending.epoch).isEmpty();
    Optional<Fragment> next = over ? Optional.empty() : sending.transfer.next();
    if (next.isEmpty()) {
      sendings.remove(sending.transfer.id());
      return;
    }
    NodeId self = me.id();
    voice.toNeighbors(sending.group, sending.priority, new GroupContent.Piece(self.hint(), next.get()));
    if (sending.transfer.hasNext()) {
      long aheadMs = pacing.waitMs() - pacing.pieceMs();
      sending.timer = turn.after(Math.max(MeshLimits.PIECE_GAP_MS, aheadMs), () -> say(sending));
    } else {
      sending.leftMs = turn.nowMs() + pacing.waitMs();
      sending.timer = turn.after(pacing.waitMs() + MeshLimits.BROADCAST_QUIET_MS,
          () -> sendings.remove(sending.transfer.id()));
    }
  }
}
