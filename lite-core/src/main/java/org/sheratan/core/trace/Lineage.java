package org.sheratan.core.trace;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntSupplier;

/** Which decision follows which: each of those about the same follows the one before. Gives them their names, too. */
final class Lineage {
  private final String prefix;
  private final IntSupplier epoch;
  private final int most;
  /** The latest decision about each; who was decided about last stands last. */
  private final SequencedMap<String, Place> latest = new LinkedHashMap<>();
  private long count;

  /** @param parent the one before; empty for the first */
  record Place(String id, Optional<String> parent, int depth) {}

  /**
   * @param prefix of the names: what kind of decisions, and whose
   * @param epoch of this start: with it and a number every decision has its name
   * @param most that are remembered
   */
  Lineage(String prefix, IntSupplier epoch, int most) {
    this.prefix = prefix;
    this.epoch = epoch;
    this.most = most;
  }

  String nextId() {
    return prefix + "-" + epoch.getAsInt() + "-" + ++count;
  }

  /** Where {@code id} stands among those about the same. */
  Place next(String id, String about) {
    Optional<Place> last = Optional.ofNullable(latest.get(about));
    Place next = new Place(id, last.map(Place::id), last.map(known -> known.depth() + 1).orElse(0));
    latest.putLast(about, next);
    if (latest.size() > most) {
      latest.pollFirstEntry();
    }
    return next;
  }

  /** Nothing more will be decided about it. */
  void end(String about) {
    latest.remove(about);
  }
}
