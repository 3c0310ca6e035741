package org.sheratan.radio.mesh.hop;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.hop.SeenEnvelopes.Passage;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.StoredRecords;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.mesh.route.Ways;
import org.sheratan.radio.mesh.session.Parcel;

/**
 * Parcels that go on from here: those of others, which we keep until the next hop has them, and our own control
 * envelopes and handshakes. What lives long enough is durable before its previous hop hears that we have it.
 *
 * <pre>
 * taken --way known--> offered to the next hop --ack--> passed on (and remembered for a while)
 * offered --unanswered, or refused there--> offered to another next hop, if there is one
 * offered, passed on --comes round to us--> offered to another next hop, if there is one
 * taken, offered --lifetime over--> expired
 * </pre>
 */
public final class Custody implements Unit.Owner {
  private static final String PREFIX = "mesh/custody/";

  /**
   * What a neighbor hands over, without its content: enough to tell whether it would be taken.
   *
   * @param hopLimit with which it came
   */
  public record Offer(NodeId from, int destinationHint, int hopLimit, int lengthBytes, long expiresMs) {
    public static Offer of(NodeId from, Parcel parcel) {
      return new Offer(from, parcel.destinationHint(), parcel.hopLimit(), parcel.content().length(),
          parcel.expiresMs());
    }
  }

  private static final class Held {
    private final long number;
    private final Parcel parcel;
    private final Optional<NodeId> from;
    /** Whom it is not handed: whoever had it already, as far as we know. */
    private final List<NodeId> not;
    private final boolean durable;
    /** A copy for every peer whose hint it bears; null once that copy is taken. */
    private final Map<NodeId, Optional<Unit>> copies = new TreeMap<>();
    private final Set<NodeId> handed = new TreeSet<>();
    private Timers.Timer expiry;
    /** When a next hop was left because it refused. */
    private long leftMs = Long.MIN_VALUE / 2;

    private Held(long number, Parcel parcel, Optional<NodeId> from, List<NodeId> not, boolean durable) {
      this.number = number;
      this.parcel = parcel;
      this.from = from;
      this.not = not;
      this.durable = durable;
    }

    /** Handed over by a neighbor, in this run or in an earlier one. */
    private boolean ofOthers() {
      return from.isPresent() || durable;
    }

    private Passage passage(long nowMs) {
      List<NodeId> with = new ArrayList<>(not);
      with.addAll(handed);
      return new Passage(parcel.hopLimit(), with, nowMs);
    }
  }

  private final MeshTurn turn;
  private final Durable durable;
  private final PeerTable peers;
  private final Ways ways;
  private final HopSender hops;
  private final Function<NodeId, Optional<LinkState>> linkTo;
  private final SeenEnvelopes seen = new SeenEnvelopes();
  private final Map<Long, Held> held = new TreeMap<>();
  private final Map<Bytes, Long> byIdentity = new TreeMap<>();
  private long heldBytes;
  private long nextNumber = 1;

  public Custody(MeshTurn turn, Durable durable, PeerTable peers, Ways ways, HopSender hops,
      Function<NodeId, Optional<LinkState>> linkTo) {
    this.linkTo = linkTo;
    this.turn = turn;
    this.durable = durable;
    this.peers = peers;
    this.ways = ways;
    this.hops = hops;
  }

  /** After a restart: goes on with what an earlier boot took. */
  public void restore() {
    StoredRecords.read(durable, PREFIX, turn, (name, record) -> {
      long number = Long.parseUnsignedLong(name, 16);
      nextNumber = Math.max(nextNumber, number + 1);
      hold(new Held(number, Parcel.decode(record, turn.nowMs()), Optional.empty(), List.of(), true));
    });
  }

  public int size() {
    return held.size();
  }

  /** What {@code from} hands us to pass on. True when it need not keep it any longer. */
  public boolean take(NodeId from, Parcel parcel) {
    Bytes identity = parcel.identity();
    Optional<Passage> before = before(from, identity);
    if (before.isPresent() && !parcel.cameRound(before.get().hopLimit())) {
      turn.tally().count(Count.DUPLICATES);
      return true;
    }
    if (parcel.hopLimit() == 0) {
      turn.tally().count(Count.REFUSED);
      return true;
    }
    List<NodeId> not = new ArrayList<>(List.of(from));
    before.ifPresent(passage -> not.addAll(passage.with()));
    Offer offer = Offer.of(from, parcel);
    boolean anyWay = anyWay(offer, not);
    if (before.isPresent() && !anyWay) {
      turn.tally().count(Count.DUPLICATES);
      return true;
    }
    if (full(offer)) {
      turn.tally().refuse(from);
      return false;
    }
    if (!anyWay) {
      turn.tally().count(Count.REFUSED);
      return false;
    }
    turn.tally().count(Count.RELAYED);
    turn.tally().countIf(before.isPresent(), Count.CAME_ROUND);
    Optional.ofNullable(byIdentity.get(identity)).map(held::get).ifPresent(this::drop);
    boolean lasting = lasting(offer);
    Held taken = new Held(nextNumber++, parcel, Optional.of(from), not, lasting);
    if (lasting) {
      durable.put(name(taken), parcel.encode(turn.nowMs()));
    }
    hold(taken);
    offer(taken);
    return true;
  }

  /** Why it is not taken now; empty when it would be. */
  public Optional<ControlItem.Why> refusal(Offer offer) {
    if (full(offer)) {
      return Optional.of(ControlItem.Why.NO_ROOM);
    }
    return anyWay(offer, List.of(offer.from)) ? Optional.empty() : Optional.of(ControlItem.Why.NO_WAY);
  }

  private boolean anyWay(Offer offer, List<NodeId> not) {
    return targets(offer.destinationHint, Optional.of(offer.from)).stream()
        .anyMatch(to -> ways.nextHop(to, not, offer.hopLimit).isPresent());
  }

  /** Our own, to be passed on once; nothing is promised. */
  public void post(NodeId to, Parcel parcel) {
    if (held.size() >= MeshLimits.CUSTODY || byIdentity.containsKey(parcel.identity())) {
      return;
    }
    Held posted = new Held(nextNumber++, parcel, Optional.empty(), List.of(), false);
    posted.copies.put(to, Optional.empty());
    hold(posted);
    offer(posted);
  }

  /** There may be a way to {@code peer} where there was none. */
  public void onWay(NodeId peer) {
    for (Held each : List.copyOf(held.values())) {
      if (each.parcel.destinationHint() == peer.hint()) {
        each.copies.values().stream().flatMap(Optional::stream).filter(unit -> ways.failingOnAir(unit.to))
            .toList()
            .forEach(this::onStuck);
        offer(each);
      }
    }
  }

  /** The destination has it: nobody need have it from us any more. */
  void arrived(Bytes identity) {
    Held arrived = held.get(byIdentity.getOrDefault(identity, 0L));
    if (arrived != null) {
      arrived.copies.values().forEach(copy -> copy.ifPresent(hops::proven));
      seen.passed(identity, arrived.passage(turn.nowMs()));
      drop(arrived);
    }
  }

  @Override
  public void onTaken(Unit unit) {
    Held taken = held.get(unit.subject);
    if (taken == null) {
      return;
    }
    taken.copies.values().removeIf(copy -> copy.isPresent() && copy.get() == unit);
    if (taken.copies.isEmpty()) {
      seen.passed(taken.parcel.identity(), taken.passage(turn.nowMs()));
      drop(taken);
    }
  }

  @Override
  public void onStuck(Unit unit) {
    Held stuck = held.get(unit.subject);
    if (stuck == null) {
      return;
    }
    for (Map.Entry<NodeId, Optional<Unit>> copy : stuck.copies.entrySet()) {
      if (copy.getValue().isPresent() && copy.getValue().get() == unit) {
        Optional<NodeId> next = ways.nextHop(copy.getKey(), stuck.not, stuck.parcel.hopLimit());
        if (next.isPresent() && !next.get().equals(unit.to)) {
          copy.setValue(Optional.empty());
          hops.cancel(unit);
        }
      }
    }
    offer(stuck);
  }

  @Override
  public void onRefused(Unit unit) {
    Held refused = held.get(unit.subject);
    if (refused == null || turn.nowMs() - refused.leftMs < MeshLimits.NO_ROOM_MS) {
      return;
    }
    List<NodeId> not = new ArrayList<>(refused.not);
    not.add(unit.to);
    refused.copies.entrySet().stream().filter(copy -> copy.getValue().equals(Optional.of(unit))).toList()
        .forEach(copy -> ways.nextHop(copy.getKey(), not, refused.parcel.hopLimit()).ifPresent(next -> {
          refused.leftMs = turn.nowMs();
          copy.setValue(Optional.empty());
          hops.cancel(unit);
          hand(refused, copy, next);
        }));
  }

  private void hold(Held taken) {
    held.put(taken.number, taken);
    byIdentity.put(taken.parcel.identity(), taken.number);
    heldBytes += taken.parcel.content().length();
    taken.expiry = turn.after(Math.max(0, taken.parcel.expiresMs() - turn.nowMs()), () -> {
      if (taken.ofOthers()) {
        turn.tally().count(Count.EXPIRED);
      }
      drop(taken);
    });
  }

  /** Hands a copy to the next hop toward every peer it may be for. */
  private void offer(Held parcel) {
    if (parcel.copies.isEmpty()) {
      targets(parcel.parcel.destinationHint(), parcel.from)
          .forEach(to -> parcel.copies.put(to, Optional.empty()));
    }
    for (Map.Entry<NodeId, Optional<Unit>> copy : List.copyOf(parcel.copies.entrySet())) {
      Optional<NodeId> next = ways.nextHop(copy.getKey(), parcel.not, parcel.parcel.hopLimit());
      if (copy.getValue().isEmpty() && next.isPresent()) {
        hand(parcel, copy, next.get());
      }
    }
  }

  private void hand(Held parcel, Map.Entry<NodeId, Optional<Unit>> copy, NodeId next) {
    Unit unit = new Unit(next, parcel.parcel.type(), priority(parcel, next), parcel.parcel.hopLimit() - 1,
        parcel.parcel.content(), parcel.parcel.expiresMs(), this, parcel.number);
    parcel.copies.put(copy.getKey(), Optional.of(unit));
    parcel.handed.add(next);
    hops.submit(unit);
  }

  /** How we have, or lately had, what comes from {@code from} now. */
  private Optional<Passage> before(NodeId from, Bytes identity) {
    Held still = held.get(byIdentity.getOrDefault(identity, 0L));
    return still == null
        ? seen.lately(identity, turn.nowMs(), ways.passAgainMs(from))
        : Optional.of(still.passage(turn.nowMs()));
  }

  /** On the link to {@code next} no more emergencies of others than their share of it allows. */
  private Priority priority(Held parcel, NodeId next) {
    Priority said = parcel.parcel.priority();
    int lengthBytes = parcel.parcel.content().length() + Limits.HOP_OVERHEAD_BYTES;
    return parcel.ofOthers()
        ? linkTo.apply(next).map(state -> state.onward(said, parcel.from, lengthBytes)).orElse(said)
        : said;
  }

  private List<NodeId> targets(int destinationHint, Optional<NodeId> from) {
    List<NodeId> targets = new ArrayList<>(peers.withHint(destinationHint));
    from.ifPresent(targets::remove);
    return targets.subList(0, Math.min(MeshLimits.HINT_COPIES, targets.size()));
  }

  /** It is on disk before it is acknowledged. */
  private boolean lasting(Offer offer) {
    return offer.expiresMs() - turn.nowMs() >= MeshLimits.DURABLE_CUSTODY_MS;
  }

  /** No room for it, here or on disk. */
  private boolean full(Offer offer) {
    if (durable.scarce() && lasting(offer)) {
      return true;
    }
    int ofNeighbor = 0;
    int ofDestination = 0;
    for (Held each : held.values()) {
      ofNeighbor += each.from.equals(Optional.of(offer.from)) ? 1 : 0;
      ofDestination += each.parcel.destinationHint() == offer.destinationHint ? 1 : 0;
    }
    return held.size() >= MeshLimits.CUSTODY - MeshLimits.CUSTODY_FOR_OWN
        || ofNeighbor >= MeshLimits.CUSTODY_PER_NEIGHBOR
        || ofDestination >= MeshLimits.CUSTODY_PER_DESTINATION
        || heldBytes + offer.lengthBytes > MeshLimits.CUSTODY_BYTES;
  }

  private void drop(Held gone) {
    if (held.remove(gone.number) == null) {
      return;
    }
    byIdentity.remove(gone.parcel.identity());
    heldBytes -= gone.parcel.content().length();
    gone.expiry.cancel();
    for (Iterator<Optional<Unit>> each = gone.copies.values().iterator(); each.hasNext();) {
      each.next().ifPresent(hops::cancel);
    }
    if (gone.durable) {
      durable.remove(name(gone));
    }
  }

  private static String name(Held each) {
    return PREFIX + HexFormat.of().toHexDigits(each.number);
  }
}
