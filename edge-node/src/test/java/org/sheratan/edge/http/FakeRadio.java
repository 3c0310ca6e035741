package org.sheratan.edge.http;

import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.radio.air.AntennaPath;
import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.Conformance;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.QueueCounters;
import org.sheratan.radio.air.RegionTable;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.lora.LoraCounters;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraState;
import org.sheratan.radio.link.lora.LoraTrial;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.SelfTestReport;
import org.sheratan.radio.link.lora.Transmitter;
import org.sheratan.radio.link.lora.TrialAnswer;
import org.sheratan.radio.link.lora.TrialStage;

/** A radio as the API sees one; a test says how it stands. */
public final class FakeRadio implements RadioGate {
  private static final LoraModulation SF8 = new LoraModulation(8, 125_000, 5, 8);
  private static final AntennaPath DIPOLE = new AntennaPath(2.15, 0);

  private final LoraPlan plan;
  private final LoraState planned;
  private final SendTime when;
  private LoraState state;
  private Optional<LoraTrial> trial = Optional.empty();
  private Optional<RadioEvent.Failed> refusal = Optional.empty();
  private Optional<SelfTestReport> report = Optional.empty();
  private Optional<String> airtimeTrouble = Optional.empty();
  private int tokens = 0x3f;

  private FakeRadio(LoraPlan plan, LoraState state, SendTime when) {
    this.plan = plan;
    this.planned = state;
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
        new SendTime.Never(Breach.NO_RADIO));
  }

  /** It fails with whatever else it is asked for. */
  public FakeRadio refusing(RadioFault fault, String why) {
    refusal = Optional.of(new RadioEvent.Failed(fault, why));
    return this;
  }

  /** What comes of its test of itself; without, that goes on. */
  public FakeRadio finding(SelfTestReport next) {
    report = Optional.of(next);
    return this;
  }

  /** The record of its airtime is not well. */
  public FakeRadio troubled(String why) {
    airtimeTrouble = Optional.of(why);
    return this;
  }

  @Override
  public Optional<String> airtimeTrouble() {
    return airtimeTrouble;
  }

  @Override
  public LoraPlan ownPlan() {
    return plan;
  }

  @Override
  public synchronized Optional<LoraTrial> trial() {
    return trial;
  }

  @Override
  public synchronized TrialAnswer tryOut(LoraPlan next, long lengthMs) {
    if (next.conformance() instanceof Breach breach) {
      return new TrialAnswer.Unlawful(breach);
    }
    return begin(next, lengthMs, false);
  }

  private TrialAnswer begin(LoraPlan next, long lengthMs, boolean selfTest) {
    if (trial.isPresent()) {
      return new TrialAnswer.Taken(trial.get());
    }
    LoraTrial begun = new LoraTrial(++tokens, next, RunningApi.CLOCK.now().monoMs() + lengthMs, selfTest);
    if (refusal.isEmpty()) {
      trial = Optional.of(begun);
      Transmitter now = new Transmitter("rnode-0a1b", "RNode 1.86 on Heltec LoRa32 v3", next.frequencyHz(),
          next.modulation(), next.powerDbm(), 1, 254, true);
      state = new LoraState.Up(now, next.conformance());
    }
    return new TrialAnswer.Begun(begun);
  }

  @Override
  public synchronized TrialStage stage(int token) {
    return trial.isPresent() ? new TrialStage.Holding() : new TrialStage.Over(refusal);
  }

  @Override
  public synchronized boolean revert(int token) {
    if (trial.filter(on -> on.token() != token).isPresent()) {
      return false;
    }
    trial = Optional.empty();
    state = planned;
    return true;
  }

  @Override
  public synchronized TrialAnswer beginSelfTest(boolean transmit) {
    TrialAnswer answer = begin(plan, 120_000, true);
    if (report.isPresent() && answer instanceof TrialAnswer.Begun(LoraTrial begun)) {
      revert(begun.token());
    }
    return answer;
  }

  @Override
  public synchronized Optional<SelfTestReport> selfTest(int token) {
    return report;
  }

  private static LoraPlan plan(String region) {
    return new LoraPlan("lora0", 869_525_000, SF8, 14, DIPOLE, !region.isEmpty(),
        RegionTable.builtIn().find(region));
  }

  @Override
  public synchronized LoraPlan plan() {
    return trial.map(LoraTrial::plan).orElse(plan);
  }

  @Override
  public synchronized LoraState state() {
    return state;
  }

  @Override
  public synchronized LoraCounters counters() {
    return new LoraCounters(31, 2, 1, 0, 17, 2, 5, new QueueCounters(25, 1, 0, 0, 2, 0, 0, 20, 17));
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
