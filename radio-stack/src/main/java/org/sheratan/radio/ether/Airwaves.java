package org.sheratan.radio.ether;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Entropy;

/**
 * SIMULATION of the medium that LoRa radios share, in microseconds of virtual time: path loss, thermal noise,
 * sensitivity, capture, collisions, deafness while sending. Passive: whoever drives it tells the time with
 * {@link #advance} and asks {@link #nextDueMicros}. Everything that happens is determined by its entropy and the
 * order of the calls. The model with its sources: docs/simulation.md.
 *
 * <p>A {@link Topology} takes signals away that path loss would let through (a partition, a wall); it is asked when
 * a frame begins. Signals reach every receiver at once: 300 km would be 1 ms, less than a symbol.
 */
public final class Airwaves {
  /** What is this much weaker than the weakest readable frame of its own kind disturbs nothing. */
  private static final double HARMLESS_DB = 10;

  private record Burst(Position from, long frequencyHz, int bandwidthHz, double powerDbm) {}

  private final Agenda agenda = new Agenda();
  private final Entropy shadows;
  private final Entropy chance;
  private final PathLoss ground;
  private final Map<String, Station> stations = new TreeMap<>();
  private final List<Transmission> onAir = new ArrayList<>();
  private final List<Burst> bursts = new ArrayList<>();
  private final List<AirTap> taps = new ArrayList<>();
  private final LinkLosses losses = new LinkLosses();
  private final AirTally tally = new AirTally();
  private Topology topology = Topology.full();
  private AirFaults faults = AirFaults.NONE;

  /** Processes that share a medium give equal {@code ground} and entropy of an equal seed. */
  public Airwaves(Entropy entropy, PathLoss ground) {
    this.shadows = entropy.fork("ground");
    this.chance = entropy.fork("chance");
    this.ground = ground;
  }

  /**
   * Power comes up; a station of that name must not be attached.
   *
   * @param transmitter the hardware, the same over restarts: airtime is charged to it
   */
  public Antenna attach(String name, String transmitter, Position position) {
    Station station = new Station(this, name, transmitter, position);
    for (Station other : stations.values()) {
      double lossDb = lossDb(name, position, other);
      station.reaches(other, lossDb);
      other.reaches(station, lossDb);
    }
    Check.that(stations.putIfAbsent(name, station) == null, "already attached: " + name);
    bursts.forEach(burst -> station.receiver().onNoise(noise(burst, station)));
    for (Transmission sent : List.copyOf(onAir)) {
      AirFrame frame = sent.frame();
      meet(sent, new Station.Path(station, lossDb(frame.station(), frame.position(), station)));
    }
    return station;
  }

  /** Power fails: a transmission under way is cut off, and nothing planned with {@link Antenna#after} happens. */
  public void detach(String name) {
    Station station = stations.remove(name);
    Check.that(station != null, "not attached: " + name);
    station.detach();
    stations.values().forEach(other -> other.forget(station));
  }

  public Topology topology() {
    return topology;
  }

  public void topology(Topology next) {
    topology = next;
  }

  public void faults(AirFaults next) {
    faults = next;
  }

  /** Frames from one station to another are lost with this probability instead of {@link AirFaults#loss}. */
  public void linkLoss(String from, String to, double probability) {
    losses.set(from, to, probability);
  }

  /** Something that is no LoRa radio transmits from now on; it suffers no shadowing. */
  public void burst(Position from, long frequencyHz, int bandwidthHz, double powerDbm, long forMicros) {
    Burst burst = new Burst(from, frequencyHz, bandwidthHz, powerDbm);
    bursts.add(burst);
    stations.values().forEach(station -> station.receiver().onNoise(noise(burst, station)));
    agenda.at(nowMicros() + forMicros, Agenda.Turn.END, () -> {
      bursts.remove(burst);
      stations.values().forEach(station -> station.receiver().onNoiseEnd(noise(burst, station)));
    });
  }

  /** Adds one more who sees every transmission of this process. */
  public void tap(AirTap tap) {
    taps.add(tap);
  }

  /**
   * A transmission that began in another process, not long ago. Taps do not see it: they see it where it began.
   * One that is over, or in the name of a station of this process, is refused and counted.
   */
  public void inject(AirFrame frame) {
    boolean underWay = frame.startMicros() <= nowMicros() && frame.endMicros() > nowMicros();
    if (!underWay || stations.containsKey(frame.station())) {
      tally.refused++;
      return;
    }
    tally.injected++;
    List<Station.Path> paths = new ArrayList<>();
    stations.values().forEach(
        to -> paths.add(new Station.Path(to, lossDb(frame.station(), frame.position(), to))));
    launch(new Transmission(frame), paths, () -> {});
  }

  public long nowMicros() {
    return agenda.nowMicros();
  }

  /** When something happens next; {@link Long#MAX_VALUE} when nothing is planned. */
  public long nextDueMicros() {
    return agenda.nextDueMicros();
  }

  /** Lets everything happen that is due until then, each at its own time; what is sent next begins then. */
  public void advance(long toMicros) {
    agenda.run(toMicros);
  }

  /** What a signal loses on the way between two attached stations, without regard to the topology. */
  public double lossDb(String from, String to) {
    return lossDb(from, stations.get(from).position(), stations.get(to));
  }

  public AirCounters counters() {
    return tally.counters();
  }

  Agenda agenda() {
    return agenda;
  }

  Transmission transmit(Station from, Tuning tuning, double powerDbm, Bytes frame) {
    AirFrame sent = new AirFrame(from.name(), from.transmitter(), from.position(), tuning, powerDbm,
        nowMicros(), frame);
    tally.transmissions++;
    Transmission transmission = new Transmission(sent);
    launch(transmission, from.paths(), () -> {
      ended(sent);
      from.onSent();
    });
    taps.forEach(tap -> tap.onBegin(sent));
    return transmission;
  }

  void cut(Transmission transmission) {
    tally.cut++;
    onAir.remove(transmission);
    transmission.cut();
    ended(transmission.frame());
  }

  /** What the receiver makes of a frame it has read. */
  Antenna.Reception receive(Signal signal, boolean headerIntact) {
    Bytes frame = headerIntact ? signal.transmission().frame().frame() : Bytes.EMPTY;
    boolean damaged = signal.damaged() || chance.chance(faults.corruption());
    boolean intact = !damaged || headerIntact && chance.chance(faults.undetected());
    tally.intact += intact ? 1 : 0;
    tally.garbled += intact ? 0 : 1;
    return new Antenna.Reception(damaged ? Damage.flip(frame, chance) : frame, signal.powerDbm(),
        signal.snrDb(), intact);
  }

  private void launch(Transmission sent, Collection<Station.Path> nearestFirst, Runnable whenOver) {
    onAir.add(sent);
    AirFrame frame = sent.frame();
    double furthestDb = frame.powerDbm() - Sensitivity.dbm(frame.tuning().modulation()) + HARMLESS_DB;
    for (Station.Path path : nearestFirst) {
      if (path.lossDb() > furthestDb) {
        break;
      }
      meet(sent, path);
    }
    agenda.at(frame.endMicros(), Agenda.Turn.END, () -> finish(sent, whenOver));
  }

  private void meet(Transmission sent, Station.Path path) {
    AirFrame frame = sent.frame();
    String to = path.to().name();
    if (topology.hears(frame.station(), to)) {
      boolean faded = chance.chance(losses.get(frame.station(), to, faults.loss()));
      Signal signal = new Signal(sent, path.to(), frame.powerDbm() - path.lossDb(), faded);
      tally.signals++;
      tally.faded += faded ? 1 : 0;
      sent.signals().add(signal);
      path.to().receiver().onBegin(signal);
    }
  }

  /** First all receivers learn that it is over, then they tell: their answers must not meet it. */
  private void finish(Transmission sent, Runnable whenOver) {
    onAir.remove(sent);
    List<Signal> read = new ArrayList<>();
    for (Signal signal : sent.signals()) {
      if (signal.at().receiver().onEnd(signal)) {
        read.add(signal);
      } else if (signal.unread() && signal.at().attached()) {
        tally.missed++;
      }
    }
    read.forEach(signal -> signal.at().listener().onReception(receive(signal, true)));
    if (!sent.isCut()) {
      whenOver.run();
    }
  }

  private void ended(AirFrame sent) {
    tally.airtimeMicros += nowMicros() - sent.startMicros();
    taps.forEach(tap -> tap.onEnd(sent, nowMicros()));
  }

  private double lossDb(String from, Position at, Station to) {
    return ground.meanDb(at.metersTo(to.position())) + ground.shadowDb(shadows, from, to.name());
  }

  private Interference.Noise noise(Burst burst, Station at) {
    double dbm = burst.powerDbm - ground.meanDb(burst.from.metersTo(at.position()));
    return new Interference.Noise(burst.frequencyHz, burst.bandwidthHz, Decibel.toMilliwatts(dbm));
  }
}
