package org.sheratan.radio.mesh.neighbor;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.MeshLimits;

/**
 * Puts on the links what is for everyone, ours and others', and listens whether it goes on from there: who passes
 * something on acknowledges it without knowing. What nobody passes on is said again, twice at most.
 *
 * <pre>
 * waiting --jitter, not said by enough others--> said --passed on, or said by enough others--> done
 *                                                said --neither in time--> said again --...--> done
 * waiting, said --the link is gone when it is to be said--> done
 * </pre>
 *
 * @param <K> what there is one saying of at a time
 */
public final class Spread<K> {
  /** One heard copy of something. */
  public interface Copy {
    /** Tells the sayings of one key apart. */
    long sequence();

    /** Links crossed, or another count that every relay raises. */
    int hops();

    /** May it be passed on? */
    boolean relayable();

    /** The frame as we pass it on. */
    Bytes onward();
  }

  /** What a link may be made to carry. */
  @FunctionalInterface
  public interface Budget {
    /** Asked, and counting, each time a link is to carry one more. */
    boolean allows(LinkState state, Bytes frame);
  }

  /** What was said and heard on one link: the hearers of another are others. */
  private static final class OnLink {
    private int copies;
    private boolean passedOn;
    private int said;
  }

  private static final class Saying {
    private Bytes frame;
    private int hops;
    private final long sequence;
    private final boolean bound;
    /** Neighbors heard saying it. */
    private final Set<NodeId> have = new TreeSet<>();
    private final Map<Link, OnLink> onLinks = new LinkedHashMap<>();
    /** Links on which it may be said once more: each has a timer. */
    private final Set<Link> open = new LinkedHashSet<>();
    private boolean said;

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
  private final Budget budget;
  private final Map<K, Saying> sayings = new LinkedHashMap<>();

  public Spread(MeshTurn turn, LinkTable links, NeighborTable neighbors, Budget budget) {
    this.turn = turn;
    this.links = links;
    this.neighbors = neighbors;
    this.budget = budget;
  }

  /**
   * Ours, just said.
   *
   * @param hops what the frame counts when it leaves us
   * @param bound it waits for the commit of its turn
   */
  public void said(K of, long sequence, int hops, Bytes frame, boolean bound) {
    Saying saying = begin(of, new Saying(frame, hops, sequence, bound));
    saying.said = true;
    for (LinkState state : links.all()) {
      on(saying, state.link()).said = 1;
      again(of, saying, state);
    }
  }

  /** A new one of another, heard from {@code neighbor} with {@code signal}: after a moment, unless enough others say it first. */
  public void pass(K of, Copy original, Optional<NodeId> neighbor, Optional<Signal> signal) {
    if (sayings.size() >= MeshLimits.PENDING_RELAYS && !sayings.containsKey(of)) {
      turn.tally().count(Count.REFUSED);
      return;
    }
    Saying saying = begin(of,
        new Saying(original.onward(), original.hops() + 1, original.sequence(), false));
    neighbor.ifPresent(saying.have::add);
    for (LinkState state : links.all()) {
      turn.after(state.spreadDelayMs(saying.frame.length(), signal), () -> say(of, saying, state.link()));
    }
  }

  /** In place of an earlier one. */
  private Saying begin(K of, Saying saying) {
    links.all().forEach(state -> saying.open.add(state.link()));
    sayings.remove(of);
    if (!saying.open.isEmpty()) {
      sayings.put(of, saying);
    }
    return saying;
  }

  /** A copy was heard, of ours too; from {@code neighbor} if that is known. A shorter way is what we pass on. */
  public void heard(K of, Copy copy, Optional<NodeId> neighbor) {
    Saying saying = sayings.get(of);
    if (saying == null || saying.sequence != copy.sequence()) {
      return;
    }
    neighbor.ifPresent(saying.have::add);
    if (!saying.said && copy.relayable() && copy.hops() + 1 < saying.hops) {
      saying.frame = copy.onward();
      saying.hops = copy.hops() + 1;
    } else if (copy.hops() >= saying.hops) {
      Optional<Link> where = neighbor.flatMap(neighbors::best).map(Contact::link);
      for (LinkState state : links.all()) {
        if (where.isEmpty() || where.get() == state.link()) {
          OnLink here = on(saying, state.link());
          here.copies++;
          here.passedOn |= copy.hops() > saying.hops;
        }
      }
    }
  }

  private static OnLink on(Saying saying, Link link) {
    return saying.onLinks.computeIfAbsent(link, any -> new OnLink());
  }

  /** Where each frame costs all others airtime, one more relay is enough once it was said. */
  private boolean enough(Saying saying, LinkState state) {
    OnLink here = on(saying, state.link());
    boolean dear = !state.link().profile().addressed() && saying.hops > 0;
    // The first time is not left out lightly: it is also how others learn an alternative way.
    return here.copies >= MeshLimits.RELAY_ENOUGH || here.said > 0
        && (here.passedOn || dear && here.copies > 1 || saying.have.containsAll(neighbors.on(state.link())));
  }

  private void say(K of, Saying saying, Link link) {
    if (sayings.get(of) == saying) {
      links.of(link).ifPresentOrElse(state -> say(of, saying, state), () -> over(of, saying, link));
    }
  }

  private void say(K of, Saying saying, LinkState state) {
    if (!enough(saying, state)) {
      saying.said = true;
      on(saying, state.link()).said++;
      if (budget.allows(state, saying.frame)) {
        state.toEveryone(saying.frame, saying.bound);
      }
    }
    again(of, saying, state);
  }

  private void again(K of, Saying saying, LinkState state) {
    OnLink here = on(saying, state.link());
    if (here.said > MeshLimits.SPREAD_REPEATS || enough(saying, state)) {
      over(of, saying, state.link());
      return;
    }
    turn.after(turn.jittered(patienceMs(state.link(), saying.frame.length()) * Math.max(1, here.said)),
        () -> say(of, saying, state.link()));
  }

  private void over(K of, Saying saying, Link link) {
    saying.open.remove(link);
    if (saying.open.isEmpty()) {
      sayings.remove(of, saying);
    }
  }

  /** Long enough for others to pass it on. */
  private static long patienceMs(Link link, int lengthBytes) {
    long airtimeMs = link.profile().airtimeMs(lengthBytes);
    return Math.max(MeshLimits.ANNOUNCE_MIN_MS, MeshLimits.RELAY_JITTER_MS
        + (2 + MeshLimits.RELAY_WINDOW_AIRTIMES) * airtimeMs + 2L * link.profile().roundTripMs());
  }
}
