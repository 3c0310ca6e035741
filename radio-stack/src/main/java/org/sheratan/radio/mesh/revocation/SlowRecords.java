package org.sheratan.radio.mesh.revocation;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.TokenBucket;

/**
 * Records that others can make us write, as often as they like: of each only the newest is written, and not many an hour
 * altogether. What a crash takes away before, neighbors still have and tell again.
 *
 * <pre>
 * now   --> on disk in this turn
 * soon  --writes left--> on disk in this turn --none left--> waiting
 * later --> waiting --one at a time, the soon ones first, none while the disk is short--> on disk
 * </pre>
 */
final class SlowRecords {
  private static final long SECOND_MS = 1_000;

  private final Durable durable;
  private final MeshTurn turn;
  private final TokenBucket writes;
  private final Map<String, Bytes> soon = new LinkedHashMap<>();
  private final Map<String, Bytes> later = new LinkedHashMap<>();
  private final Set<String> onDisk = new TreeSet<>();
  private boolean waking;

  SlowRecords(Durable durable, MeshTurn turn) {
    this.durable = durable;
    this.turn = turn;
    this.writes = new TokenBucket(1, MeshLimits.REVOCATION_WRITES_AT_ONCE, units());
  }

  /** An earlier start wrote it. */
  void found(String name) {
    onDisk.add(name);
  }

  void putNow(String name, Bytes value) {
    soon.remove(name);
    later.remove(name);
    onDisk.add(name);
    durable.put(name, value);
  }

  void putSoon(String name, Bytes value) {
    later.remove(name);
    if (!soon.containsKey(name) && writes.take(units())) {
      putNow(name, value);
    } else {
      soon.put(name, value);
      wake();
    }
  }

  void putLater(String name, Bytes value) {
    soon.remove(name);
    later.put(name, value);
    wake();
  }

  /** What waits under such a name waits no longer. */
  void hurry(Predicate<String> which) {
    Map<String, Bytes> waiting = new LinkedHashMap<>(soon);
    waiting.putAll(later);
    waiting.keySet().removeIf(which.negate());
    waiting.forEach(this::putNow);
  }

  void remove(String name) {
    soon.remove(name);
    later.remove(name);
    if (onDisk.remove(name)) {
      durable.remove(name);
    }
  }

  private void wake() {
    if (!waking) {
      waking = true;
      turn.after(MeshLimits.REVOCATION_WRITE_MS, this::writeOne);
    }
  }

  private void writeOne() {
    waking = false;
    Optional<String> name = first(soon).or(() -> durable.scarce() ? Optional.empty() : first(later));
    if (name.isPresent() && writes.take(units())) {
      putNow(name.get(), soon.getOrDefault(name.get(), later.get(name.get())));
    }
    if (!soon.isEmpty() || !later.isEmpty()) {
      wake();
    }
  }

  private static Optional<String> first(Map<String, Bytes> waiting) {
    Iterator<String> names = waiting.keySet().iterator();
    return names.hasNext() ? Optional.of(names.next()) : Optional.empty();
  }

  /** Time as the bucket counts it: there is one write for each unit. */
  private long units() {
    return turn.nowMs() * SECOND_MS / MeshLimits.REVOCATION_WRITE_MS;
  }
}
