package org.sheratan.radio.air;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Batch;
import org.sheratan.radio.frame.Priority;

/**
 * Frames waiting for the air: the most important first, flows of equal priority in turn, nothing beyond its deadline,
 * nothing twice. Small frames travel together where that saves airtime. Bounded in frames and bytes; what is dropped is
 * counted by reason.
 */
public final class TransmitQueue {
  private static final long MICROS_PER_MS = 1_000;
  private static final List<Priority> DESCENDING = List.of(Priority.values()).reversed();

  /** Of {@link #offer}. */
  public enum Offer {
    QUEUED, COALESCED, FULL, EXPIRED
  }

  private final int maxFrames;
  private final int maxBytes;
  private final Map<Priority, Lane> lanes = new EnumMap<>(Priority.class);
  private final Map<Bytes, Outbound> waiting = new TreeMap<>();
  private final QueueTally tally = new QueueTally();
  private int waitingBytes;

  public TransmitQueue(int maxFrames, int maxBytes) {
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
    for (Priority priority : Priority.values()) {
      lanes.put(priority, new Lane());
    }
  }

  public Offer offer(Outbound outbound, long nowMs) {
    tally.offered++;
    Outbound same = waiting.get(outbound.frame());
    if (same != null) {
      tally.coalesced++;
      Outbound longer = same.until(outbound.deadlineMs());
      lanes.get(same.priority()).replace(same, longer);
      waiting.put(longer.frame(), longer);
      return Offer.COALESCED;
    }
    if (outbound.deadlineMs() <= nowMs) {
      tally.expired++;
      return Offer.EXPIRED;
    }
    if (!makeRoom(outbound, nowMs)) {
      tally.full++;
      return Offer.FULL;
    }
    lanes.get(outbound.priority()).add(outbound);
    waiting.put(outbound.frame(), outbound);
    waitingBytes += outbound.frame().length();
    return Offer.QUEUED;
  }

  public int frames() {
    return waiting.size();
  }

  public int bytes() {
    return waitingBytes;
  }

  public QueueCounters counters() {
    return tally.counters();
  }

  /** Time on air of what goes before a frame of {@code priority} that came now, were each sent alone. */
  long airtimeAheadMicros(Priority priority, AirRules rules) {
    return lanes.entrySet().stream().filter(lane -> lane.getKey().code() >= priority.code())
        .flatMap(lane -> lane.getValue().all(any -> true).stream())
        .mapToInt(outbound -> outbound.frame().length())
        .filter(lengthBytes -> lengthBytes <= rules.maxFrameBytes())
        .mapToLong(rules::airtimeMicros).sum();
  }

  /** The frame that has to leave next, if any; drops what can no longer arrive in time or never be sent. */
  Optional<Outbound> front(long nowMs, AirRules rules) {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    for (Priority priority : DESCENDING) {
      Lane lane = lanes.get(priority);
      for (Outbound outbound : lane.all(one -> true)) {
        if (outbound.frame().length() > rules.maxFrameBytes()) {
          tally.tooLong++;
          drop(outbound);
        } else if (late(outbound, nowMs, rules.airtimeMicros(outbound.frame().length()))) {
          tally.expired++;
          drop(outbound);
        }
      }
      if (!lane.empty()) {
        return Optional.of(lane.next(1).getFirst());
      }
    }
    return Optional.empty();
  }

  /** What goes next, and when; empty when nothing waits. Nothing is taken before {@link #onSent}. */
  Optional<Transmission> next(long nowMs, AirRules rules) {
    return front(nowMs, rules).map(front -> batched(transmission(List.of(front), rules), rules));
  }

  void onSent(Transmission transmission) {
    tally.transmissions++;
    for (Outbound outbound : transmission.carried()) {
      tally.sent++;
      lanes.get(outbound.priority()).served(outbound);
      forget(outbound);
    }
  }

  /** Nothing may be transmitted, and nothing will be soon: all that waits is dropped. */
  void refuseAll() {
    List<Outbound> all = List.copyOf(waiting.values());
    tally.refused += all.size();
    all.forEach(this::drop);
  }

  /** Like {@link #offer} while nothing may be transmitted. */
  void refuse() {
    tally.offered++;
    tally.refused++;
  }

  /**
   * Adds what saves airtime and arrives in time. Where airtime is short, small frames wait until there is enough for
   * several of their priority together: sent one by one as it trickles in, they would use it up on preambles. No frame
   * waits for the company of less important ones, and an emergency for none.
   */
  private Transmission batched(Transmission alone, AirRules rules) {
    Transmission best = alone;
    for (Outbound candidate : companions(alone.carried().getFirst())) {
      if (best.carried().size() == Batch.MAX_FRAMES) {
        break;
      }
      List<Outbound> more = new ArrayList<>(best.carried());
      more.add(candidate);
      if (lengthBytes(more) <= rules.maxFrameBytes()) {
        Transmission larger = transmission(more, rules);
        boolean saves = larger.airtimeMicros() < best.airtimeMicros()
            + rules.airtimeMicros(candidate.frame().length());
        boolean equals = candidate.priority() == alone.priority() && alone.priority() != Priority.EMERGENCY;
        boolean soon = larger.beginMs() <= best.beginMs() || equals && larger.beginMs() < Long.MAX_VALUE;
        if (saves && soon
            && more.stream().noneMatch(one -> late(one, larger.beginMs(), larger.airtimeMicros()))) {
          best = larger;
        }
      }
    }
    return best;
  }

  /** The next in order. Emergencies travel among themselves: others must not use the share reserved for them. */
  private List<Outbound> companions(Outbound front) {
    List<Outbound> companions = new ArrayList<>();
    for (Priority priority : DESCENDING) {
      if ((priority == Priority.EMERGENCY) == (front.priority() == Priority.EMERGENCY)) {
        companions.addAll(lanes.get(priority).next(2 * Batch.MAX_FRAMES));
      }
    }
    companions.remove(front);
    return companions;
  }

  private boolean makeRoom(Outbound outbound, long nowMs) {
    int lengthBytes = outbound.frame().length();
    if (waiting.size() >= maxFrames || waitingBytes + lengthBytes > maxBytes) {
      List.copyOf(waiting.values()).stream().filter(one -> one.deadlineMs() <= nowMs).forEach(one -> {
        tally.expired++;
        drop(one);
      });
    }
    while (waiting.size() >= maxFrames || waitingBytes + lengthBytes > maxBytes) {
      Optional<Outbound> victim = victim(outbound);
      if (victim.isEmpty()) {
        return false;
      }
      tally.evicted++;
      drop(victim.get());
    }
    return true;
  }

  private Optional<Outbound> victim(Outbound newcomer) {
    for (Priority priority : Priority.values()) {
      Lane lane = lanes.get(priority);
      if (priority.code() > newcomer.priority().code()) {
        return Optional.empty();
      }
      if (!lane.empty()) {
        Outbound least = lane.mostDispensable();
        boolean fair = priority != newcomer.priority()
            || lane.waiting(least.flow()) > lane.waiting(newcomer.flow()) + 1;
        return fair ? Optional.of(least) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void drop(Outbound outbound) {
    lanes.get(outbound.priority()).remove(outbound);
    forget(outbound);
  }

  private void forget(Outbound outbound) {
    waiting.remove(outbound.frame());
    waitingBytes -= outbound.frame().length();
  }

  private static Transmission transmission(List<Outbound> carried, AirRules rules) {
    Priority highest = carried.stream().map(Outbound::priority).max(Priority::compareTo).orElseThrow();
    Bytes onAir = carried.size() == 1
        ? carried.getFirst().frame()
        : new Batch(carried.stream().map(Outbound::frame).toList()).encode();
    long airtimeMicros = rules.airtimeMicros(onAir.length());
    return new Transmission(onAir, highest, airtimeMicros, rules.mayBeginMs(airtimeMicros, highest), carried);
  }

  private static int lengthBytes(List<Outbound> frames) {
    return Batch.lengthBytes(frames.size(), frames.stream().mapToInt(one -> one.frame().length()).sum());
  }

  private static boolean late(Outbound outbound, long nowMs, long airtimeMicros) {
    return nowMs + airtimeMicros / MICROS_PER_MS > outbound.deadlineMs();
  }
}
