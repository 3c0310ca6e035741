package org.sheratan.radio.mesh;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.secure.AnnounceSeal;

/**
 * Puts announces on the links, ours and others', and listens whether they go on from there: who passes an announce
 * on acknowledges it without knowing. What nobody passes on is said again, twice at most.
 *
 * <pre>
 * waiting --jitter, not said by enough others--> said --passed on, or said by enough others--> done
 *                                                said --neither in time--> said again --...--> done
 * </pre>
 */
final class AnnounceSpread {
  private static final class Saying {
    private Bytes frame;
    private int hops;
    private final int sequence;
    private int copies;
    /** Neighbors heard saying it. */
    private final Set<NodeId> have = new TreeSet<>();
    private boolean passedOn;
    private int said;

    private Saying(Bytes frame, int hops, int sequence) {
      this.frame = frame;
      this.hops = hops;
      this.sequence = sequence;
    }

  }

  private final NodeId self;
  private final MeshTurn turn;
  private final LinkTable links;
  private final NeighborTable neighbors;
  private final AnnounceSeal seal;
  private final Map<NodeId, Saying> sayings = new LinkedHashMap<>();

  AnnounceSpread(NodeId self, MeshTurn turn, LinkTable links, NeighborTable neighbors, AnnounceSeal seal) {
    this.self = self;
    this.turn = turn;
    this.seal = seal;
    this.links = links;
    this.neighbors = neighbors;
  }

  /** Ours, just said on one link. */
  void said(int sequence, Bytes frame) {
    Saying saying = new Saying(frame, 0, sequence);
    saying.said = 1;
    sayings.put(self, saying);
    again(self, saying);
  }

  /** A new one of another, heard from {@code neighbor}: after a moment, unless enough others say it first. */
  void pass(AnnounceFrame original, Optional<NodeId> neighbor) {
    NodeId of = original.announce().key();
    if (sayings.size() >= MeshLimits.PENDING_RELAYS && !sayings.containsKey(of)) {
      return;
    }
    Saying saying = new Saying(seal.relayed(original, self), original.hops() + 1,
        original.announce().sequence());
    neighbor.ifPresent(saying.have::add);
    sayings.put(of, saying);
    turn.after(1 + turn.entropy.nextLong(MeshLimits.RELAY_JITTER_MS), () -> say(of, saying));
  }

  /** A copy was heard, of ours too; from {@code neighbor} if that is known. A shorter way is what we pass on. */
  void heard(AnnounceFrame copy, Optional<NodeId> neighbor) {
    Saying saying = sayings.get(copy.announce().key());
    if (saying == null || saying.sequence != copy.announce().sequence()) {
      return;
    }
    neighbor.ifPresent(saying.have::add);
    if (saying.said == 0 && copy.relayable() && copy.hops() + 1 < saying.hops) {
      saying.frame = seal.relayed(copy, self);
      saying.hops = copy.hops() + 1;
    } else if (copy.hops() >= saying.hops) {
      saying.copies++;
      saying.passedOn |= copy.hops() > saying.hops;
    }
  }

  private boolean enough(Saying saying) {
    // The first time is not left out lightly: it is also how others learn an alternative way.
    return saying.copies >= MeshLimits.RELAY_ENOUGH
        || saying.said > 0 && (saying.passedOn || saying.have.containsAll(neighbors.ids()));
  }

  private void say(NodeId of, Saying saying) {
    if (sayings.get(of) != saying || enough(saying) || links.all().isEmpty()) {
      sayings.remove(of, saying);
      return;
    }
    saying.said++;
    for (LinkState state : links.all()) {
      if (state.mayRelay()) {
        turn.tally.announcesRelayed++;
        state.toEveryone(saying.frame);
      }
    }
    again(of, saying);
  }

  private void again(NodeId of, Saying saying) {
    if (saying.said > MeshLimits.ANNOUNCE_REPEATS || enough(saying)) {
      sayings.remove(of, saying);
      return;
    }
    turn.after(turn.jittered(patienceMs() * saying.said), () -> say(of, saying));
  }

  /** Long enough for the slowest link to pass something on. */
  private long patienceMs() {
    long longestMs = 0;
    for (LinkState state : links.all()) {
      Link link = state.link();
      longestMs = Math.max(longestMs, 10 * link.profile().airtimeMs(Limits.ANNOUNCE_BYTES)
          + 2L * link.profile().roundTripMs());
    }
    return Math.max(MeshLimits.ANNOUNCE_MIN_MS, MeshLimits.RELAY_JITTER_MS + longestMs);
  }
}
