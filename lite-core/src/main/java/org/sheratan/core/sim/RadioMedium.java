package org.sheratan.core.sim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.radio.air.AirtimeMeter;
import org.sheratan.radio.air.Allowance;
import org.sheratan.radio.air.DutyAudit;
import org.sheratan.radio.air.MeterStore;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.ether.Airwaves;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.AuditTap;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.ether.Topology;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.LoraStation;

/**
 * LoRa as it is: emulated boards with their real drivers on simulated airwaves. The law is kept, or the audit, which
 * reads the air and no meter, says who broke it.
 */
final class RadioMedium implements Medium {
  private static final long MICROS_PER_MS = 1_000;
  /** Everything that one millisecond can bring about has happened by then. */
  private static final int MOST_ROUNDS = 1_000;
  private static final double SPACING_M = 200;

  /** Makes the radio of one node: board and driver. */
  @FunctionalInterface
  interface Boards {
    /** @param signal to be called when the board has news for its driver */
    LoraRadio board(Antenna antenna, Entropy entropy, int serial, Runnable signal);
  }

  private static final class Powered {
    private final SimClock clock;
    private LoraStation station;
    private boolean signaled = true;

    private Powered(SimClock clock) {
      this.clock = clock;
    }
  }

  /** Airtime records, which outlive power failures. */
  private static final class Meters implements MeterStore {
    private final Map<String, Bytes> records = new TreeMap<>();

    @Override
    public Loaded load(String transmitterId) {
      Bytes record = records.get(transmitterId);
      return record == null ? new Loaded.Nothing() : new Loaded.Saved(record);
    }

    @Override
    public boolean save(String transmitterId, Bytes record) {
      records.put(transmitterId, record);
      return true;
    }
  }

  private final LoraPlan plan;
  private final Boards boards;
  private final Entropy entropy;
  private final Airwaves airwaves;
  private final DutyAudit audit;
  private final Map<String, Meters> meters = new TreeMap<>();
  private final Map<String, Integer> serials = new TreeMap<>();
  private final Map<String, Powered> powered = new TreeMap<>();

  /** @param plan of every node; its region is the law that the audit knows */
  RadioMedium(LoraPlan plan, Boards boards, Entropy entropy, Topology topology) {
    this.plan = plan;
    this.boards = boards;
    this.entropy = entropy;
    this.airwaves = new Airwaves(entropy.fork("airwaves"), PathLoss.COUNTRY);
    this.audit = new DutyAudit(plan.region().orElse(new Region("none", List.of())), plan.antenna());
    airwaves.topology(topology);
    airwaves.tap(new AuditTap(audit));
  }

  @Override
  public void attach(String name, SimClock clock, LinkListener listener) {
    int serial = serials.computeIfAbsent(name, first -> serials.size() + 1);
    Powered node = new Powered(clock);
    Antenna antenna = airwaves.attach(name, "board " + serial, new Position(serial * SPACING_M, 0));
    Entropy own = entropy.fork(name + " at " + airwaves.nowMicros());
    LoraRadio radio = boards.board(antenna, own.fork("board"), serial, () -> node.signaled = true);
    node.station = new LoraStation(plan, radio, meters.computeIfAbsent(name, first -> new Meters()),
        own.fork("station"), listener);
    powered.put(name, node);
  }

  @Override
  public void detach(String name) {
    powered.remove(name);
    airwaves.detach(name);
  }

  @Override
  public Topology topology() {
    return airwaves.topology();
  }

  @Override
  public void calm() {
    // Loss, collisions and noise are the nature of this medium.
  }

  @Override
  public long nextDueMs() {
    long nextMs = airwaves.nextDueMicros() == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : Math.ceilDiv(airwaves.nextDueMicros(), MICROS_PER_MS);
    for (Powered node : powered.values()) {
      nextMs = Math.min(nextMs, node.signaled ? nowMs() : node.clock.trueMs(node.station.nextPollMs()));
    }
    return Math.max(nextMs, nowMs());
  }

  @Override
  public void advance(long toMs) {
    airwaves.advance(toMs * MICROS_PER_MS);
  }

  @Override
  public void deliverDue(long atMs) {
    airwaves.advance(atMs * MICROS_PER_MS);
    for (int round = 0; round < MOST_ROUNDS && pollDue(atMs); round++) {
      airwaves.advance(atMs * MICROS_PER_MS);
    }
  }

  /** @return whether anybody had something to do */
  private boolean pollDue(long atMs) {
    boolean any = false;
    for (Powered node : List.copyOf(powered.values())) {
      if (node.signaled || node.clock.trueMs(node.station.nextPollMs()) <= atMs) {
        node.signaled = false;
        node.station.poll(node.clock.at(atMs));
        any = true;
      }
    }
    return any;
  }

  private long nowMs() {
    return Math.ceilDiv(airwaves.nowMicros(), MICROS_PER_MS);
  }

  @Override
  public long transmissions() {
    return airwaves.counters().transmissions();
  }

  @Override
  public Optional<FleetAirtime> airtime() {
    return plan.conformance() instanceof Allowance law && law.subBand().dutyLimited()
        ? Optional.of(new FleetAirtime(audit.busiestHourMicros(), law.subBand().microsPerHour(),
            AirtimeMeter.emergencyOnlyMicros(law.subBand())))
        : Optional.empty();
  }

  @Override
  public String breaches() {
    return Optional.of(audit.findings()).filter(found -> !found.isEmpty()).map(Object::toString).orElse("");
  }
}
