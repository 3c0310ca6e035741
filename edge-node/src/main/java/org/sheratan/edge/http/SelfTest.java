package org.sheratan.edge.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.sheratan.radio.air.Allowance;
import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.Conformance;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraState;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.Transmitter;

/**
 * Sets the radio up anew at the lowest power, looks at what it says, has it send one frame if that is wanted, and
 * leaves it as it was. What depends on a check that failed is skipped.
 */
final class SelfTest {
  private static final long TRIAL_MS = 120_000;
  private static final long NOISE_MS = 12_000;
  private static final long SENT_MS = 20_000;
  /** A quiet band is below −100 dBm at any bandwidth; this much is a transmitter next door or a broken receiver. */
  private static final int LOUD_DBM = -70;

  enum Result {
    PASS, FAIL, SKIPPED
  }

  record Check(String name, Result result, String why) {}

  private final RadioGate gate;
  private final LongPoll polls;
  private final List<Check> checks = new ArrayList<>();

  SelfTest(RadioGate gate, LongPoll polls) {
    this.gate = gate;
    this.polls = polls;
  }

  List<Check> run(boolean transmit) throws HttpRefusal {
    LoraPlan plan = gate.ownPlan();
    gate.tryOut(plan.atSafePower(), TRIAL_MS);
    try {
      polls.await(gate::state, state -> state instanceof LoraState.Up || gate.trialFailure().isPresent(),
          TrialPaths.READY_MS);
      Optional<Transmitter> ready = handshake(plan);
      noise(ready.isPresent());
      Conformance law = law(plan);
      add("antenna", plan.antennaConfirmed() ? Result.PASS : Result.FAIL,
          plan.antennaConfirmed()
              ? "confirmed by the operator"
              : "not confirmed: lowest power only; set antenna_confirmed = true in [radio] once it is screwed on");
      transmission(transmit, ready, law);
    } finally {
      gate.revert();
    }
    polls.await(gate::state, state -> !(state instanceof LoraState.Starting), TrialPaths.READY_MS);
    return checks;
  }

  private Optional<Transmitter> handshake(LoraPlan plan) {
    // After a failure the radio may be up again, with the settings it had.
    if (gate.trialFailure().isEmpty()
        && gate.state() instanceof LoraState.Up(Transmitter transmitter, Conformance law)) {
      add("handshake", Result.PASS, transmitter.name());
      add("settings", Result.PASS,
          "confirmed as asked: SF" + transmitter.modulation().spreadingFactor() + ", "
              + transmitter.modulation().bandwidthHz() + " Hz, CR 4/" + transmitter.modulation().codingRate()
              + " at "
              + transmitter.frequencyHz() + " Hz, " + transmitter.powerDbm() + " dBm");
      return Optional.of(transmitter);
    }
    Optional<RadioEvent.Failed> failed = gate.trialFailure();
    String why = failed.map(RadioEvent.Failed::why).orElse("the radio is not ready in time");
    String advice = failed.map(failure -> "; " + failure.fault().advice()).orElse("");
    boolean answered = failed
        .filter(failure -> failure.fault() == RadioFault.WRONG_BAND
            || failure.fault() == RadioFault.SETTINGS_REFUSED)
        .isPresent();
    add("handshake", answered ? Result.PASS : Result.FAIL, answered ? "the radio answers" : why + advice);
    add("settings", answered ? Result.FAIL : Result.SKIPPED, answered ? why + advice : "no radio is ready");
    return Optional.empty();
  }

  private void noise(boolean ready) throws HttpRefusal {
    if (!ready) {
      add("noise", Result.SKIPPED, "no radio is ready");
      return;
    }
    polls.await(gate::noiseDbm, noise -> noise.isPresent(), NOISE_MS);
    if (gate.noiseDbm().isEmpty()) {
      add("noise", Result.SKIPPED, "the radio measured none in " + NOISE_MS / 1_000 + " s");
      return;
    }
    int dbm = gate.noiseDbm().getAsInt();
    add("noise", dbm < LOUD_DBM ? Result.PASS : Result.FAIL, dbm + " dBm"
        + (dbm < LOUD_DBM ? "" : ": a strong transmitter is near, or the receiver is broken"));
  }

  private Conformance law(LoraPlan plan) {
    Conformance law = plan.conformance();
    switch (law) {
      case Allowance(var band, double measuredDbm, int highestDbm) -> add("law", Result.PASS,
          "may transmit in " + band.name() + " with up to " + highestDbm + " dBm");
      case Breach breach -> add("law", Result.FAIL, breach.message());
    }
    return law;
  }

  private void transmission(boolean wanted, Optional<Transmitter> ready, Conformance law) throws HttpRefusal {
    if (!wanted) {
      add("transmit", Result.SKIPPED, "not asked for: --transmit");
    } else if (ready.isEmpty()) {
      add("transmit", Result.SKIPPED, "no radio is ready");
    } else if (law instanceof Breach) {
      add("transmit", Result.SKIPPED, "the law forbids it");
    } else {
      transmit(ready.get());
    }
  }

  private void transmit(Transmitter ready) throws HttpRefusal {
    long before = gate.counters().transmitted();
    int bytes = gate.sendTestFrame();
    long sent = polls.await(() -> gate.counters().transmitted(), now -> now > before, SENT_MS);
    if (sent > before) {
      add("transmit", Result.PASS, bytes + " bytes at " + ready.powerDbm() + " dBm, "
          + Math.ceilDiv(ready.airtimeMicros(bytes), 1_000) + " ms on the air, left the radio");
    } else if (gate.earliest(bytes, Priority.HIGH) instanceof SendTime.Later later) {
      add("transmit", Result.SKIPPED, "not allowed yet: " + later.why().name().toLowerCase(Locale.ROOT));
    } else {
      add("transmit", Result.FAIL, "the radio does not say that the frame has left");
    }
  }

  private void add(String name, Result result, String why) {
    checks.add(new Check(name, result, why));
  }
}
