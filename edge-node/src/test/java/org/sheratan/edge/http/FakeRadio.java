package org.sheratan.edge.http;

import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.radio.air.AntennaPath;
import org.sheratan.radio.air.Conformance;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.QueueCounters;
import org.sheratan.radio.air.RegionTable;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.lora.LoraCounters;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraState;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.Transmitter;

/** A radio as the API sees one; a test says how it stands. */
public final class FakeRadio implements RadioGate {
  private static final LoraModulation SF8 = new LoraModulation(8, 125_000, 5, 8);
  private static final AntennaPath DIPOLE = new AntennaPath(2.15, 0);

  private final LoraPlan plan;
  private final LoraState state;
  private final SendTime when;

  private FakeRadio(LoraPlan plan, LoraState state, SendTime when) {
    this.plan = plan;
    this.state = state;
    this.when = when;
  }

  /** @param region empty: it only listens */
  public static FakeRadio up(String region, SendTime when) {
    LoraPlan plan = plan(region);
    Transmitter transmitter = new Transmitter("rnode-0a1b", "RNode 1.86 on Heltec LoRa32 v3", 869_525_000,
        SF8, 14,
        1, 254, true);
    Conformance conformance = Conformance.check(plan.region(), 869_525_000, 125_000, 14, DIPOLE);
    return new FakeRadio(plan, new LoraState.Up(transmitter, conformance), when);
  }

  public static FakeRadio down() {
    return new FakeRadio(plan("EU868"),
        new LoraState.Down(Optional.of(RadioFault.ABSENT), "no modem on any port", Optional.empty()),
        new SendTime.Never(org.sheratan.radio.air.Breach.NO_RADIO));
  }

  private static LoraPlan plan(String region) {
    return new LoraPlan("lora0", 869_525_000, SF8, 14, DIPOLE, !region.isEmpty(),
        RegionTable.builtIn().find(region));
  }

  @Override
  public LoraPlan plan() {
    return plan;
  }

  @Override
  public LoraState state() {
    return state;
  }

  @Override
  public LoraCounters counters() {
    return new LoraCounters(31, 2, 1, 0, 17, 0, new QueueCounters(25, 1, 0, 0, 2, 0, 0, 20, 17));
  }

  @Override
  public OptionalInt noiseDbm() {
    return state instanceof LoraState.Up ? OptionalInt.of(-118) : OptionalInt.empty();
  }

  @Override
  public Optional<Long> usedMicros() {
    return state instanceof LoraState.Up ? Optional.of(42_500_000L) : Optional.empty();
  }

  @Override
  public SendTime earliest(int lengthBytes, Priority priority) {
    return when;
  }
}
