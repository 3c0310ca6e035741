package org.sheratan.edge.wiring;

import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.kernel.Clock;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.lora.LoraCounters;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraState;
import org.sheratan.radio.link.lora.LoraStation;
import org.sheratan.radio.link.lora.LoraTrial;
import org.sheratan.radio.link.lora.SelfTestReport;
import org.sheratan.radio.link.lora.TrialAnswer;
import org.sheratan.radio.link.lora.TrialStage;

/** A running station as the API sees and tunes it. */
record GatedRadio(LoraStation station, Clock clock) implements RadioGate {
  @Override
  public LoraPlan plan() {
    return station.plan();
  }

  @Override
  public LoraPlan ownPlan() {
    return station.ownPlan();
  }

  @Override
  public Optional<LoraTrial> trial() {
    return station.trial();
  }

  @Override
  public TrialAnswer tryOut(LoraPlan plan, long lengthMs) {
    return station.tryOut(plan, lengthMs, clock.now().monoMs());
  }

  @Override
  public TrialStage stage(int token) {
    return station.stage(token);
  }

  @Override
  public boolean revert(int token) {
    return station.revert(token, clock.now().monoMs());
  }

  @Override
  public TrialAnswer beginSelfTest(boolean transmit) {
    return station.beginSelfTest(transmit, clock.now().monoMs());
  }

  @Override
  public Optional<SelfTestReport> selfTest(int token) {
    return station.selfTest(token);
  }

  @Override
  public LoraState state() {
    return station.state();
  }

  @Override
  public LoraCounters counters() {
    return station.counters();
  }

  @Override
  public OptionalInt noiseDbm() {
    return station.noiseDbm();
  }

  @Override
  public Optional<Long> usedMicros() {
    return station.usedMicros(clock.now().monoMs());
  }

  @Override
  public Optional<String> airtimeTrouble() {
    return station.airtimeTrouble(clock.now().monoMs());
  }

  @Override
  public SendTime earliest(int lengthBytes, Priority priority) {
    return station.earliest(clock.now().monoMs(), lengthBytes, priority);
  }
}
