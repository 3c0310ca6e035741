package org.sheratan.radio.ether;

import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Entropy;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkProfile;

/**
 * A simulated packet medium in virtual time. Passive: whoever drives it tells the time with {@link #advance},
 * asks {@link #nextDueMs} and calls {@link #deliverDue}. Everything that happens is determined by its entropy
 * and the order of the calls.
 */
public final class Ether {
  private record Flight(long dueMs, long order, EtherLink from, EtherLink to, Bytes frame) {}

  private final Entropy entropy;
  private final Map<String, EtherLink> stations = new TreeMap<>();
  private final PriorityQueue<Flight> flights = new PriorityQueue<>(
      Comparator.comparingLong(Flight::dueMs).thenComparingLong(Flight::order));
  private EtherFaults faults;
  private Topology topology = Topology.full();
  private EtherTap tap = (nowMs, from, to, frame) -> {};
  private long nowMs;
  private long nextOrder;
  private long transmissions;
  private long bytes;
  private long deliveries;
  private long dropped;
  private long duplicated;
  private long reordered;
  private long corrupted;
  private long oversize;
  private long cut;

  public Ether(Entropy entropy, EtherFaults faults) {
    this.entropy = entropy;
    this.faults = faults;
  }

  /** A node came up; a station of that name must not be attached. */
  public EtherLink attach(String station, LinkProfile profile) {
    Check.that(!station.equals(LinkEndpoint.EVERYONE.address()), "a station needs a name of its own");
    EtherLink link = new EtherLink(this, station, profile);
    Check.that(stations.putIfAbsent(station, link) == null, "already attached: " + station);
    return link;
  }

  /** A node crashed or left: frames to and from this link are lost from now on, those in flight to it too. */
  public void detach(String station) {
    Check.that(stations.remove(station) != null, "not attached: " + station);
  }

  public Topology topology() {
    return topology;
  }

  public void topology(Topology next) {
    topology = next;
  }

  public EtherFaults faults() {
    return faults;
  }

  public void faults(EtherFaults next) {
    faults = next;
  }

  public void tap(EtherTap next) {
    tap = next;
  }

  /** Sets the time at which following sends leave. */
  public void advance(long toMs) {
    Check.that(toMs >= nowMs, "virtual time never goes back");
    nowMs = toMs;
  }

  /** When something arrives next; {@link Long#MAX_VALUE} when nothing is in flight. */
  public long nextDueMs() {
    return flights.isEmpty() ? Long.MAX_VALUE : flights.peek().dueMs;
  }

  /** Hands everything due to its listener; what listeners send meanwhile leaves at {@code atMs}. */
  public void deliverDue(long atMs) {
    advance(atMs);
    while (!flights.isEmpty() && flights.peek().dueMs <= atMs) {
      Flight flight = flights.poll();
      // Still attached as the same link, and still on the same island?
      if (stations.get(flight.to.station()) != flight.to
          || !topology.hears(flight.from.station(), flight.to.station())) {
        cut++;
        continue;
      }
      deliveries++;
      flight.to.hear(
          flight.from.profile().addressed() ? flight.from.endpoint() : LinkEndpoint.EVERYONE, flight.frame);
    }
  }

  /** An attacker's transmission: {@code frame} reaches {@code to} as if from {@code from}, without faults. */
  public void inject(String from, String to, Bytes frame) {
    EtherLink target = stations.get(to);
    if (target != null) {
      deliveries++;
      target.hear(new LinkEndpoint(from), frame);
    }
  }

  public EtherCounters counters() {
    return new EtherCounters(transmissions, bytes, deliveries, dropped, duplicated, reordered, corrupted,
        oversize,
        cut);
  }

  void transmit(EtherLink from, LinkEndpoint to, Bytes frame) {
    if (stations.get(from.station()) != from) {
      return;
    }
    transmissions++;
    bytes += frame.length();
    tap.onTransmission(nowMs, from.station(), to.address(), frame);
    if (frame.length() > from.profile().mtuBytes()) {
      oversize++;
      return;
    }
    if (to.equals(LinkEndpoint.EVERYONE) || !from.profile().addressed()) {
      for (EtherLink hearer : stations.values()) {
        if (topology.hears(from.station(), hearer.station())) {
          carry(from, hearer, frame);
        }
      }
      return;
    }
    EtherLink hearer = stations.get(to.address());
    if (hearer == null || !topology.hears(from.station(), hearer.station())) {
      cut++;
      return;
    }
    carry(from, hearer, frame);
  }

  private void carry(EtherLink from, EtherLink to, Bytes frame) {
    if (entropy.chance(faults.drop())) {
      dropped++;
      return;
    }
    long delayMs = faults.delayMs() + from.profile().airtimeMs(frame.length());
    if (entropy.chance(faults.duplicate())) {
      duplicated++;
      launch(from, to, frame, delayMs + extraMs());
    }
    if (entropy.chance(faults.reorder())) {
      reordered++;
      delayMs += extraMs();
    }
    launch(from, to, frame, delayMs);
  }

  private long extraMs() {
    return entropy.nextLong(faults.reorderMs() + 1);
  }

  private void launch(EtherLink from, EtherLink to, Bytes frame, long delayMs) {
    Bytes arriving = entropy.chance(faults.corrupt()) ? corrupt(frame) : frame;
    flights.add(new Flight(nowMs + delayMs, nextOrder++, from, to, arriving));
  }

  private Bytes corrupt(Bytes frame) {
    corrupted += frame.length() == 0 ? 0 : 1;
    return Damage.flip(frame, entropy);
  }
}
