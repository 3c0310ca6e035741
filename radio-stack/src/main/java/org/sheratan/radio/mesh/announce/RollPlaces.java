package org.sheratan.radio.mesh.announce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Roll;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.StoredRecords;

/**
 * How far each node has come with its rolls, so that none is taken twice, whoever says it again and whenever:
 * {@code mesh/roll/KEY} holds epoch 4, number 4 of the last one taken. And how far we have come ourselves.
 *
 * <pre>
 * epoch of the roll, beside that of the signed announce | number        | it is
 * the same                                              | above the last| news
 * the same                                              | not above     | old
 * earlier                                               | any           | old
 * later                                                 | any           | unannounced: the announce will come
 * </pre>
 */
public final class RollPlaces {
  enum Verdict {
    NEWS, OLD, UNANNOUNCED
  }

  private static final String PREFIX = "mesh/roll/";
  /** So many numbers before the last, the next epoch is asked for. */
  private static final int LEFT_AT_LEAST = 256;

  private final OwnAnnounce own;
  private final Durable durable;
  private final Map<NodeId, Last> lasts = new LinkedHashMap<>();
  private Last ours = new Last(0, 0);
  private long tellUsedUpMs;

  private record Last(int epoch, int number) {}

  public RollPlaces(OwnAnnounce own, Durable durable, MeshTurn turn) {
    this.own = own;
    this.durable = durable;
    StoredRecords.read(durable, PREFIX, turn, (name, value) -> {
      ByteReader reader = new ByteReader(value);
      Last last = new Last((int) reader.u32("epoch"), (int) reader.u32("number"));
      reader.end("place of a roll");
      lasts.put(NodeId.parse(name), last);
    });
  }

  /**
   * Where a roll of {@code sender} stands; news moves its place.
   *
   * @param epoch of its newest announce that is known
   * @param needed whose places must not make room for another's
   */
  Verdict take(NodeId sender, int epoch, Roll.Place place, Predicate<NodeId> needed) {
    int later = place.epochsAfter(epoch);
    if (later > 0) {
      return Verdict.UNANNOUNCED;
    }
    Last last = lasts.get(sender);
    boolean said = last != null && last.epoch() == epoch && last.number() >= place.number();
    if (later < 0 || said || last != null && last.epoch() > epoch) {
      return Verdict.OLD;
    }
    return put(sender, new Last(epoch, place.number()), needed) ? Verdict.NEWS : Verdict.UNANNOUNCED;
  }

  private boolean put(NodeId sender, Last last, Predicate<NodeId> needed) {
    if (lasts.remove(sender) == null && lasts.size() >= MeshLimits.PEERS) {
      Optional<NodeId> eldest = lasts.keySet().stream().filter(needed.negate()).findFirst();
      if (eldest.isEmpty()) {
        return false;
      }
      lasts.remove(eldest.get());
      durable.remove(PREFIX + eldest.get().toHex());
    }
    lasts.put(sender, last);
    durable.put(PREFIX + sender.toHex(),
        new ByteWriter(2 * Integer.BYTES).u32(last.epoch()).u32(last.number()).toBytes());
    return true;
  }

  /** Of the roll that we say next; empty when the numbers of this epoch are used up. */
  Optional<Roll.Place> next() {
    ours = ofThisEpoch();
    if (ours.number() == Roll.Place.LAST_NUMBER) {
      return Optional.empty();
    }
    ours = new Last(ours.epoch(), ours.number() + 1);
    return Optional.of(Roll.Place.of(ours.epoch(), ours.number()));
  }

  /**
   * A roll in our name was heard. One beyond all that we said was made by another member: what we say next goes beyond
   * it, or nobody who heard it would take that.
   *
   * @return true when it is such a one
   */
  boolean onOurName(Roll.Place place) {
    ours = ofThisEpoch();
    int later = place.epochsAfter(ours.epoch());
    boolean forged = later > 0 || later == 0 && place.number() > ours.number();
    if (forged && later == 0) {
      ours = new Last(ours.epoch(), place.number());
    }
    return forged;
  }

  /** True now and then while the numbers of this epoch are nearly used up: by a forger, who shall not wear out epochs. */
  boolean usedUp(long nowMs) {
    boolean tell = ofThisEpoch().number() > Roll.Place.LAST_NUMBER - LEFT_AT_LEAST && nowMs >= tellUsedUpMs;
    tellUsedUpMs = tell ? nowMs + MeshLimits.EPOCH_FOR_ROLLS_MS : tellUsedUpMs;
    return tell;
  }

  private Last ofThisEpoch() {
    return ours.epoch() == own.epoch() ? ours : new Last(own.epoch(), 0);
  }
}
