package org.sheratan.radio.mesh.announce;

import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.TokenBucket;
import org.sheratan.radio.secure.AnnounceSeal;

/**
 * Announces of our own identity that come back: mostly ours, passed on; else those of another life of this node, before
 * a backup or on a copied card.
 *
 * <pre>
 * asking   | any genuine announce of ours is an answer; ends {@link MeshLimits#ASK_INTERVALS} shortest Trickle intervals
 *          | of the slowest link after it began, or {@link MeshLimits#ASK_MORE_INTERVALS} after the first answer
 * speaking | newer than our last: told at once. Older epoch, heard directly: answered with our announce
 * </pre>
 *
 * Who replays what it recorded can only make older announces. So nothing is told of them; but another life that lives
 * hears our answer, leaps beyond it, and what it announces then is newer than all we said.
 */
public final class OwnTraces {
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

  public OwnTraces(MeshTurn turn, AnnounceSeal seal, OwnAnnounce own, LinkTable links) {
    this.turn = turn;
    this.seal = seal;
    this.own = own;
    this.links = links;
    this.checks = new TokenBucket(CHECKS_PER_SECOND, CHECKS_BURST, turn.nowMs());
  }

  public void ask() {
    asking = true;
    askedMs = turn.nowMs();
    turn.after(endMs() - turn.nowMs(), this::look);
  }

  /** Network and form are right, the signature is not checked yet. */
  void onHeard(LinkState state, LinkEndpoint from, AnnounceFrame frame) {
    if (asking) {
      onAnswer(frame);
      return;
    }
    boolean newer = own.outdatedBy(frame.announce());
    boolean older = frame.announce().epoch() < own.epoch() && frame.hops() == 0;
    if ((newer || older) && checks.take(turn.nowMs()) && seal.genuine(frame)) {
      if (newer) {
        turn.tell(new MeshEvent.SelfHeard(frame.announce().epoch()));
      } else {
        challenge(state, from);
      }
    }
  }

  private void onAnswer(AnnounceFrame frame) {
    if (checks.take(turn.nowMs()) && seal.genuine(frame)) {
      highest = Math.max(highest, frame.announce().epoch());
      if (answers++ == 0) {
        answeredMs = turn.nowMs();
        turn.after(endMs() - turn.nowMs(), this::look);
      }
    }
  }

  private void challenge(LinkState state, LinkEndpoint from) {
    LinkEndpoint to = state.link().profile().addressed() ? from : LinkEndpoint.EVERYONE;
    if (state.mayAnswer(to) && state.mayAnnounce()) {
      own.said().ifPresent(ours -> turn.send(state.link(), to, seal.recalled(ours, own.id()), false));
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
    long intervalMs = links.all().stream().mapToLong(state -> state.askMs()).max()
        .orElse(MeshLimits.ANNOUNCE_MIN_MS);
    long lastMs = askedMs + Math.min(MeshLimits.ASK_MAX_MS, MeshLimits.ASK_INTERVALS * intervalMs);
    return answers == 0 ? lastMs : Math.min(lastMs, answeredMs + MeshLimits.ASK_MORE_INTERVALS * intervalMs);
  }
}
