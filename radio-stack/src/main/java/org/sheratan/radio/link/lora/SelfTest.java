package org.sheratan.radio.link.lora;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.Allowance;
import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.Conformance;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.link.lora.SelfTestReport.Check;
import org.sheratan.radio.link.lora.SelfTestReport.Result;

/**
 * A radio's test of itself: it is set up anew at the lowest power, what it says is looked at, one frame is sent if that
 * is wanted. A trial like others, which ends with it; what depends on a check that failed is skipped.
 *
 * <pre>
 *            | ready     | noise measured   | frame left | trial over | step's time over
 * setting up | listening | –                | –          | done       | done
 * listening  | –         | sending, or done | –          | done       | sending, or done
 * sending    | –         | –                | done       | done       | done
 * </pre>
 *
 * Listening leads to sending only where it is wanted and lawful.
 */
final class SelfTest {
  /** The longest way of a modem from its reset to Ready, with room. */
  private static final long SETUP_MS = 30_000;
  private static final long NOISE_MS = 12_000;
  private static final long SENT_MS = 20_000;
  /** More than all steps take: it is the test that ends its trial. */
  static final long TRIAL_MS = 120_000;
  /** A quiet band is below −100 dBm at any bandwidth; this much is a transmitter next door or a broken receiver. */
  private static final int LOUD_DBM = -70;
  private static final String NO_RADIO = "no radio is ready";
  private static final int MARK_VALUES = 1 << 24;
  /** Of what it sends. */
  static final int FRAME_BYTES = 4;

  private enum Step {
    SETTING_UP, LISTENING, SENDING, DONE
  }

  private final LoraTrial trial;
  private final LoraPlan own;
  private final Optional<Bytes> frame;
  private final List<Check> checks = new ArrayList<>();
  private Step step = Step.SETTING_UP;
  private long stepEndsMs;
  private Optional<Transmitter> ready = Optional.empty();
  private Optional<Bytes> onAir = Optional.empty();
  /** Transmissions that leave before ours, and ours. */
  private int toLeave;

  /**
   * @param own the plan it tests the radio for
   * @param transmit a frame that means nothing to anyone: a mark of no message
   */
  SelfTest(LoraTrial trial, LoraPlan own, boolean transmit, long nowMs) {
    this.trial = trial;
    this.own = own;
    this.frame = transmit
        ? Optional.of(new CustodyMarks(List.of(trial.token() % MARK_VALUES)).encode())
        : Optional.empty();
    this.stepEndsMs = nowMs + SETUP_MS;
  }

  int token() {
    return trial.token();
  }

  /** Empty while it goes on. */
  Optional<SelfTestReport> report() {
    return step == Step.DONE ? Optional.of(new SelfTestReport(checks)) : Optional.empty();
  }

  /** Monotonic time of the next needed {@link #poll}; at once when its trial is to be ended. */
  long nextPollMs() {
    return step == Step.DONE ? 0 : stepEndsMs;
  }

  void onReady(Transmitter transmitter, long nowMs) {
    if (step != Step.SETTING_UP) {
      return;
    }
    ready = Optional.of(transmitter);
    add("handshake", Result.PASS, transmitter.name());
    add("settings", Result.PASS,
        "confirmed as asked: SF" + transmitter.modulation().spreadingFactor() + ", "
            + transmitter.modulation().bandwidthHz() + " Hz, CR 4/" + transmitter.modulation().codingRate()
            + " at " + transmitter.frequencyHz() + " Hz, " + transmitter.powerDbm() + " dBm");
    next(Step.LISTENING, nowMs + NOISE_MS);
  }

  /** @return the frame that is to be sent now, if any */
  Optional<Bytes> onNoise(int dbm, long nowMs) {
    if (step != Step.LISTENING) {
      return Optional.empty();
    }
    add("noise", dbm < LOUD_DBM ? Result.PASS : Result.FAIL, dbm + " dBm"
        + (dbm < LOUD_DBM ? "" : ": a strong transmitter is near, or the receiver is broken"));
    return listened(nowMs);
  }

  /**
   * @param frames in one transmission
   * @param ahead transmissions that the radio held already
   */
  void onHandedOver(Bytes transmission, List<Bytes> frames, int ahead) {
    if (step == Step.SENDING && onAir.isEmpty() && frames.contains(frame.orElseThrow())) {
      onAir = Optional.of(transmission);
      toLeave = ahead + 1;
    }
  }

  void onTransmitted() {
    if (step == Step.SENDING && onAir.isPresent() && --toLeave == 0) {
      int bytes = onAir.get().length();
      Transmitter by = ready.orElseThrow();
      add("transmit", Result.PASS, bytes + " bytes at " + by.powerDbm() + " dBm, "
          + Math.ceilDiv(by.airtimeMicros(bytes), 1_000) + " ms on the air, left the radio");
      next(Step.DONE, Long.MAX_VALUE);
    }
  }

  /** Its trial is over before it is. */
  void onOver(TrialStage.Over over) {
    String why = over.failure().map(failed -> failed.why() + "; " + failed.fault().advice())
        .orElse("broken off: the radio follows another plan");
    switch (step) {
      case SETTING_UP -> noHandshake(over.failure(), why);
      case LISTENING -> {
        add("noise", Result.FAIL, why);
        ready = Optional.empty();
        lawAndAntenna();
        noTransmission();
      }
      case SENDING -> add("transmit", Result.FAIL, why);
      case DONE -> {
        return;
      }
    }
    next(Step.DONE, Long.MAX_VALUE);
  }

  /**
   * @param when the frame may be sent
   * @return the frame that is to be sent now, if any
   */
  Optional<Bytes> poll(long nowMs, SendTime when) {
    if (nowMs < stepEndsMs) {
      return Optional.empty();
    }
    switch (step) {
      case SETTING_UP -> {
        noHandshake(Optional.empty(), "the radio is not ready in time");
        next(Step.DONE, Long.MAX_VALUE);
      }
      case LISTENING -> {
        add("noise", Result.SKIPPED, "the radio measured none in " + NOISE_MS / 1_000 + " s");
        return listened(nowMs);
      }
      case SENDING -> {
        if (onAir.isEmpty() && when instanceof SendTime.Later later) {
          add("transmit", Result.SKIPPED,
              "not allowed yet: " + later.why().name().toLowerCase(Locale.ROOT));
        } else {
          add("transmit", Result.FAIL, "the radio does not say that the frame has left");
        }
        next(Step.DONE, Long.MAX_VALUE);
      }
      case DONE -> {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<Bytes> listened(long nowMs) {
    boolean lawful = lawAndAntenna() instanceof Allowance;
    if (lawful && frame.isPresent()) {
      next(Step.SENDING, nowMs + SENT_MS);
      return frame;
    }
    noTransmission();
    next(Step.DONE, Long.MAX_VALUE);
    return Optional.empty();
  }

  private void noHandshake(Optional<RadioEvent.Failed> failed, String why) {
    boolean answered = failed.map(RadioEvent.Failed::fault)
        .filter(fault -> fault == RadioFault.WRONG_BAND || fault == RadioFault.SETTINGS_REFUSED).isPresent();
    add("handshake", answered ? Result.PASS : Result.FAIL, answered ? "the radio answers" : why);
    add("settings", answered ? Result.FAIL : Result.SKIPPED, answered ? why : NO_RADIO);
    add("noise", Result.SKIPPED, NO_RADIO);
    lawAndAntenna();
    noTransmission();
  }

  private Conformance lawAndAntenna() {
    Conformance law = own.conformance();
    switch (law) {
      case Allowance(var band, double measuredDbm, int highestDbm) -> add("law", Result.PASS,
          "may transmit in " + band.name() + " with up to " + highestDbm + " dBm");
      case Breach breach -> add("law", Result.FAIL, breach.message());
    }
    add("antenna", own.antennaConfirmed() ? Result.PASS : Result.FAIL,
        own.antennaConfirmed()
            ? "confirmed by the operator"
            : "not confirmed: lowest power only; set antenna_confirmed = true in [radio] once it is screwed on");
    return law;
  }

  private void noTransmission() {
    String why = frame.isEmpty()
        ? "not asked for: --transmit"
        : ready.isEmpty() ? NO_RADIO : "the law forbids it";
    add("transmit", Result.SKIPPED, why);
  }

  private void add(String name, Result result, String why) {
    checks.add(new Check(name, result, why));
  }

  private void next(Step following, long endsMs) {
    step = following;
    stepEndsMs = endsMs;
  }
}
