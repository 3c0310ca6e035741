package org.sheratan.radio.mesh;

import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.secure.AnnounceSeal;

/**
 * Announces of our own identity that come back: mostly ours, passed on; else those of another life of this node, before
 * a backup or on a copied card.
 *
 * <pre>
 * asking   | any genuine announce of ours is an answer; ends {@link MeshLimits#ASK_INTERVALS} shortest Trickle intervals
 *          | of the slowest link after it began, or {@link MeshLimits#ASK_MORE_INTERVALS} after the first answer
 * speaking | newer than our last: told at once. Older epoch, long after ours began: told once a minute
 * </pre>
 */
final class OwnTraces {
  private static final int CHECKS_PER_SECOND = 2;
  private static final int CHECKS_BURST = 20;

  private final MeshTurn turn;
  private final AnnounceSeal seal;
  private final OwnAnnounce own;
  private final LinkTable links;
  private final TokenBucket checks;
  private boolean asking;
  private int answers;
  private int highest;
  private long askedMs;
  private long answeredMs;
  private long enteredMs;
  private long olderToldMs;

  OwnTraces(MeshTurn turn, AnnounceSeal seal, OwnAnnounce own, LinkTable links) {
    this.turn = turn;
    this.seal = seal;
    this.own = own;
    this.links = links;
    this.checks = new TokenBucket(CHECKS_PER_SECOND, CHECKS_BURST, turn.nowMs());
    this.enteredMs = turn.nowMs();
    this.olderToldMs = turn.nowMs();
  }

  void ask() {
    asking = true;
    askedMs = turn.nowMs();
    turn.after(endMs() - turn.nowMs(), this::look);
  }

  /** Our epoch is decided; announces of it leave from now on. */
  void entered() {
    enteredMs = turn.nowMs();
    olderToldMs = turn.nowMs();
  }

  /** Network and form are right, the signature is not checked yet. */
  void onHeard(AnnounceFrame frame) {
    Announce heard = frame.announce();
    if (asking) {
      if (checks.take(turn.nowMs()) && seal.genuine(frame)) {
        highest = Math.max(highest, heard.epoch());
        if (answers++ == 0) {
          answeredMs = turn.nowMs();
          turn.after(endMs() - turn.nowMs(), this::look);
        }
      }
      return;
    }
    boolean newer = own.outdatedBy(heard);
    boolean older = heard.epoch() < own.epoch()
        && turn.nowMs() - Math.max(enteredMs, olderToldMs) >= MeshLimits.OLD_TRACES_MS;
    if ((newer || older) && checks.take(turn.nowMs()) && seal.genuine(frame)) {
      olderToldMs = turn.nowMs();
      turn.tell(new MeshEvent.SelfHeard(heard.epoch(), newer));
    }
  }

  private void look() {
    if (asking && turn.nowMs() < endMs()) {
      // A slower link came up meanwhile.
      turn.after(endMs() - turn.nowMs(), this::look);
    } else if (asking) {
      asking = false;
      turn.tell(new MeshEvent.SelfRecalled(highest, answers));
    }
  }

  private long endMs() {
    long intervalMs = links.all().stream().mapToLong(state -> state.trickle().minMs()).max()
        .orElse(MeshLimits.ANNOUNCE_MIN_MS);
    long lastMs = askedMs + Math.min(MeshLimits.ASK_MAX_MS, MeshLimits.ASK_INTERVALS * intervalMs);
    return answers == 0 ? lastMs : Math.min(lastMs, answeredMs + MeshLimits.ASK_MORE_INTERVALS * intervalMs);
  }
}
