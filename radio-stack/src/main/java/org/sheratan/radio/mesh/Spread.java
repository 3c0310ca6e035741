package org.sheratan.radio.mesh;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Link;

/**
 * Puts on the links what is for everyone, ours and others', and listens whether it goes on from there: who passes
 * something on acknowledges it without knowing. What nobody passes on is said again, twice at most.
 *
 * <pre>
 * waiting --jitter, not said by enough others--> said --passed on, or said by enough others--> done
 *                                                said --neither in time--> said again --...--> done
 * </pre>
 *
 * @param <K> what there is one saying of at a time
 */
final class Spread<K> {
  /** One heard copy of something. */
  interface Copy {
    /** Tells the sayings of one key apart. */
    long sequence();

    /** Links crossed, or another count that every relay raises. */
    int hops();

    /** May it be passed on? */
    boolean relayable();

    /** The frame as we pass it on. */
    Bytes onward();
  }

  private static final class Saying {
    private Bytes frame;
    private int hops;
    private final long sequence;
    private final boolean bound;
    private int copies;
    /** Neighbors heard saying it. */
    private final Set<NodeId> have = new TreeSet<>();
    private boolean passedOn;
    private int said;

    private Saying(Bytes frame, int hops, long sequence, boolean bound) {
      this.frame = frame;
      this.hops = hops;
      this.sequence = sequence;
      this.bound = bound;
    }
  }

  private final MeshTurn turn;
  private final LinkTable links;
  private final NeighborTable neighbors;
  private final Predicate<LinkState> allowed;
  private final Map<K, Saying> sayings = new LinkedHashMap<>();

  /** @param allowed is asked, and counts, each time a link is to carry one more */
  Spread(MeshTurn turn, LinkTable links, NeighborTable neighbors, Predicate<LinkState> allowed) {
    this.turn = turn;
    this.links = links;
    this.neighbors = neighbors;
    this.allowed = allowed;
  }

  /**
   * Ours, just said.
   *
   * @param hops what the frame counts when it leaves us
   * @param bound it waits for the commit of its turn
   */
  void said(K of, long sequence, int hops, Bytes frame, boolean bound) {
    Saying saying = new Saying(frame, hops, sequence, bound);
    saying.said = 1;
    sayings.put(of, saying);
    again(of, saying);
  }

  /** A new one of another, heard from {@code neighbor}: after a moment, unless enough others say it first. */
  void pass(K of, Copy original, Optional<NodeId> neighbor) {
    if (sayings.size() >= MeshLimits.PENDING_RELAYS && !sayings.containsKey(of)) {
      return;
    }
    Saying saying = new Saying(original.onward(), original.hops() + 1, original.sequence(), false);
    neighbor.ifPresent(saying.have::add);
    sayings.put(of, saying);
    turn.after(1 + turn.entropy.nextLong(MeshLimits.RELAY_JITTER_MS), () -> say(of, saying));
  }

  /** A copy was heard, of ours too; from {@code neighbor} if that is known. A shorter way is what we pass on. */
  void heard(K of, Copy copy, Optional<NodeId> neighbor) {
    Saying saying = sayings.get(of);
    if (saying == null || saying.sequence != copy.sequence()) {
      return;
    }
    neighbor.ifPresent(saying.have::add);
    if (saying.said == 0 && copy.relayable() && copy.hops() + 1 < saying.hops) {
      saying.frame = copy.onward();
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

  private void say(K of, Saying saying) {
    if (sayings.get(of) != saying || enough(saying) || links.all().isEmpty()) {
      sayings.remove(of, saying);
      return;
    }
    saying.said++;
    for (LinkState state : links.all()) {
      if (allowed.test(state)) {
        state.toEveryone(saying.frame, saying.bound);
      }
    }
    again(of, saying);
  }

  private void again(K of, Saying saying) {
    if (saying.said > MeshLimits.SPREAD_REPEATS || enough(saying)) {
      sayings.remove(of, saying);
      return;
    }
    turn.after(turn.jittered(patienceMs(saying.frame.length()) * saying.said), () -> say(of, saying));
  }

  /** Long enough for the slowest link to pass something on. */
  private long patienceMs(int lengthBytes) {
    long longestMs = 0;
    for (LinkState state : links.all()) {
      Link link = state.link();
      longestMs = Math.max(longestMs, 10 * link.profile().airtimeMs(lengthBytes)
          + 2L * link.profile().roundTripMs());
    }
    return Math.max(MeshLimits.ANNOUNCE_MIN_MS, MeshLimits.RELAY_JITTER_MS + longestMs);
  }
}
