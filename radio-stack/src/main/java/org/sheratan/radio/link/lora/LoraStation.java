package org.sheratan.radio.link.lora;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.Now;
import org.sheratan.radio.air.AirGate;
import org.sheratan.radio.air.AirtimeMeter;
import org.sheratan.radio.air.Allowance;
import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.Conformance;
import org.sheratan.radio.air.MeterStore;
import org.sheratan.radio.air.Outbound;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.air.TransmitQueue;
import org.sheratan.radio.frame.Batch;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.link.Urgency;

/**
 * Frames over one LoRa radio: what waits goes through {@link AirGate}, what comes in goes up. Passive: whoever owns
 * it calls {@link #poll}; {@link #send} may be called by anyone and only queues.
 *
 * <p>{@link Lifecycle} says how it stands with the radio, {@link PlanInForce} what it follows, {@link SelfTest} how it
 * tests itself. Before a radio is started with another plan it sends what it holds, if it does so soon. Failing in a
 * trial leads back to the radio's own plan at once.
 */
public final class LoraStation implements Link {
  private static final int QUEUED_FRAMES = 256;
  private static final int QUEUED_BYTES = 48 * 1024;

  private final String name;
  private final PlanInForce plans;
  private final Lifecycle life = new Lifecycle();
  private final LoraRadio radio;
  private final Meters meters;
  private final Entropy entropy;
  private final LinkListener listener;
  private final TransmitQueue queue = new TransmitQueue(QUEUED_FRAMES, QUEUED_BYTES);
  private final AirGate gate = new AirGate(queue);
  private final Handover handedOver = new Handover();
  private final LeaveTimes leaveTimes = new LeaveTimes();
  private volatile Runnable waker = () -> {};
  private volatile LoraTap tap = LoraTap.NONE;
  /** As the radio last said it stands ready; what it still holds or hears before it is begun anew goes with that. */
  private Optional<Transmitter> tuned = Optional.empty();
  private Optional<SelfTest> test = Optional.empty();
  private OptionalInt noiseDbm = OptionalInt.empty();
  private long gateDueMs = Long.MAX_VALUE;
  private volatile LinkProfile profile;
  private long received;
  private long garbled;
  private long malformed;
  private long refused;
  private long transmitted;

  /** @param meters where airtime is kept, apart from the node's data folder */
  public LoraStation(LoraPlan plan, LoraRadio radio, MeterStore meters, Entropy entropy,
      LinkListener listener) {
    this.name = plan.name();
    this.plans = new PlanInForce(plan, entropy.fork("trials"));
    this.radio = radio;
    this.meters = new Meters(meters);
    this.entropy = entropy;
    this.listener = listener;
    this.profile = LoraProfiles.planned(plan);
  }

  @Override
  public LinkProfile profile() {
    return profile;
  }

  /** Everyone hears it; {@code to} makes no difference on the air. */
  @Override
  public void send(LinkEndpoint to, Bytes frame) {
    if (handedOver.give(frame)) {
      waker.run();
    }
  }

  /** {@code next} sees every transmission from now on, heard or sent, whatever is in it. */
  public void tapBy(LoraTap next) {
    tap = next;
  }

  /** Whoever polls is told by {@code next} that a frame came in. */
  void wakeBy(Runnable next) {
    waker = next;
  }

  @Override
  public long waitMs(long nowMs, Urgency urgency) {
    return leaveTimes.waitMs(nowMs, urgency);
  }

  /** What the operator wants of it, just now. */
  public synchronized LoraPlan plan() {
    return plans.plan();
  }

  /** What the operator wants of it when no trial is on. */
  public synchronized LoraPlan ownPlan() {
    return plans.own();
  }

  public synchronized Optional<LoraTrial> trial() {
    return plans.trial();
  }

  /** How the trial of that token goes; over for those before the latest. */
  public synchronized TrialStage stage(int token) {
    return plans.stage(token);
  }

  /** Follows another plan for so long, or until whoever has the token ends it, or the radio fails with it. */
  public synchronized TrialAnswer tryOut(LoraPlan plan, long lengthMs, long nowMs) {
    TrialAnswer answer = plans.tryOut(plan, nowMs + lengthMs);
    if (answer instanceof TrialAnswer.Begun) {
      startAnew(nowMs, "tuned otherwise for " + lengthMs / 1_000 + " s");
    }
    return answer;
  }

  /**
   * Ends a trial before its time.
   *
   * @return false while another than that one is on
   */
  public synchronized boolean revert(int token, long nowMs) {
    if (plans.revert(token)) {
      startAnew(nowMs, "tuned back");
    }
    return plans.trial().isEmpty();
  }

  /** Has the radio test itself; {@link #selfTest} has what comes of it. */
  public synchronized TrialAnswer beginSelfTest(boolean transmit, long nowMs) {
    TrialAnswer answer = plans.tryOutForTest(nowMs + SelfTest.TRIAL_MS);
    if (answer instanceof TrialAnswer.Begun(LoraTrial trial)) {
      test = Optional.of(new SelfTest(trial, plans.own(), transmit, nowMs));
      startAnew(nowMs, "testing itself");
    }
    return answer;
  }

  /** Of the test whose trial has that token; empty until that is over, and when another has begun since. */
  public synchronized Optional<SelfTestReport> selfTest(int token) {
    return test.filter(latest -> latest.token() == token && plans.over(token)).flatMap(SelfTest::report);
  }

  /** Follows another plan from now on. */
  public synchronized void adopt(LoraPlan next, long nowMs) {
    plans.adopt(next);
    startAnew(nowMs, "set otherwise");
  }

  public synchronized LoraState state() {
    return life.state();
  }

  /** The radio's own latest measurement. */
  public synchronized OptionalInt noiseDbm() {
    return noiseDbm;
  }

  public synchronized LoraCounters counters() {
    return new LoraCounters(received, garbled, malformed, refused + handedOver.lost(), transmitted,
        life.restarts(), life.failedStarts(), queue.counters());
  }

  /** When may {@code lengthBytes} be sent? */
  public synchronized SendTime earliest(long nowMs, int lengthBytes, Priority priority) {
    return gate.earliest(nowMs, lengthBytes, priority);
  }

  /** Airtime used in the present sub-band within the last hour, microseconds; empty while it may not transmit. */
  public synchronized Optional<Long> usedMicros(long nowMs) {
    return life.state() instanceof LoraState.Up(Transmitter transmitter, Allowance allowance)
        ? Optional.of(meters.usedMicros(transmitter.id(), allowance.subBand(), nowMs))
        : Optional.empty();
  }

  /** What is wrong with the record of its airtime, for people; it sends little or nothing while it is. */
  public synchronized Optional<String> airtimeTrouble(long nowMs) {
    return gate.trouble(nowMs);
  }

  /** Does what is due: takes what the radio has, starts it over, hands it the next frame. */
  public synchronized void poll(Now now) {
    if (now.monoMs() >= plans.endsMs() && plans.onTimeOver()) {
      startAnew(now.monoMs(), "tuned back");
    }
    if (life.beginDue(now.monoMs())) {
      life.onBegun();
      tuned = Optional.empty();
      radio.begin(plans.plan().settings(), now.monoMs());
    }
    meters.onClock(now);
    if (life.state() instanceof LoraState.Up up && meters.freed(up.transmitter().id(), now.monoMs())) {
      startAnew(now.monoMs(), "another program has let go of its airtime record");
    }
    takeHandedOver(now.monoMs());
    radio.poll(now.monoMs());
    drain(now);
    test(now.monoMs());
    talk(now);
    leaveTimes.foresee(gate, profile.mtuBytes(), now.monoMs());
  }

  /** Monotonic time of the next needed {@link #poll}; sooner when the radio signals or something is sent. */
  public synchronized long nextPollMs() {
    long testMs = test.filter(on -> !plans.over(on.token())).map(SelfTest::nextPollMs).orElse(Long.MAX_VALUE);
    long plansMs = Math.min(Math.min(plans.endsMs(), meters.lookMs()), testMs);
    long stationMs = Math.min(Math.min(life.beginMs(), plansMs), gateDueMs);
    return handedOver.isEmpty() ? Math.min(stationMs, radio.nextPollMs()) : 0;
  }

  /** Silences the radio for good. */
  public synchronized void close(Now now) {
    boolean wasUp = life.up();
    life.onClose();
    gate.close(Breach.NO_RADIO);
    radio.end(now.monoMs());
    if (wasUp) {
      listener.onState(this, false, "closed");
    }
  }

  private void startAnew(long nowMs, String why) {
    boolean wasUp = life.up();
    if (!life.onAnotherPlan(nowMs)) {
      return;
    }
    noiseDbm = OptionalInt.empty();
    gate.close(Breach.NO_RADIO);
    if (wasUp) {
      listener.onState(this, false, why);
    }
    waker.run();
  }

  /** Goes on with the radio's test of itself, and ends its trial with it. */
  private void test(long nowMs) {
    if (test.isEmpty()) {
      return;
    }
    SelfTest now = test.get();
    if (plans.stage(now.token()) instanceof TrialStage.Over over) {
      now.onOver(over);
    }
    now.poll(nowMs, gate.earliest(nowMs, SelfTest.FRAME_BYTES, Priority.HIGH)).ifPresent(this::queue);
    if (now.report().isPresent() && plans.revert(now.token())) {
      startAnew(nowMs, "tested itself");
    }
  }

  private void takeHandedOver(long nowMs) {
    for (Optional<Bytes> frame = handedOver.take(); frame.isPresent(); frame = handedOver.take()) {
      try {
        gate.offer(Outbound.of(frame.get(), nowMs), nowMs);
      } catch (MalformedException noFrame) {
        refused++;
      }
    }
  }

  private void queue(Bytes frame) {
    send(LinkEndpoint.EVERYONE, frame);
  }

  private void drain(Now now) {
    for (List<RadioEvent> events = radio.drainEvents(); !events.isEmpty(); events = radio.drainEvents()) {
      for (RadioEvent event : events) {
        onEvent(event, now);
      }
    }
  }

  private void onEvent(RadioEvent event, Now now) {
    switch (event) {
      case RadioEvent.Ready ready -> onReady(ready.transmitter(), now);
      case RadioEvent.Failed failed -> onFailed(failed, now.monoMs());
      case RadioEvent.Received frame -> onReceived(frame);
      case RadioEvent.Garbled garbage -> garbled++;
      case RadioEvent.Noise noise -> {
        noiseDbm = OptionalInt.of(noise.dbm());
        test.flatMap(on -> on.onNoise(noise.dbm(), now.monoMs())).ifPresent(this::queue);
      }
      case RadioEvent.Sensed sensed -> gate.onSensed(sensed.taken(), now.monoMs());
      case RadioEvent.Transmitted left -> {
        transmitted++;
        life.onTransmitted();
        test.ifPresent(SelfTest::onTransmitted);
        gate.onTransmitted(now.monoMs());
      }
    }
  }

  private void onReady(Transmitter transmitter, Now now) {
    Conformance conformance = plans.plan().conformance(transmitter);
    if (!life.onReady(transmitter, conformance, now.monoMs())) {
      return;
    }
    tuned = Optional.of(transmitter);
    plans.onReady();
    test.ifPresent(on -> on.onReady(transmitter, now.monoMs()));
    profile = LoraProfiles.of(name, transmitter, conformance);
    switch (conformance) {
      case Allowance allowance -> {
        AirtimeMeter meter = meters.of(transmitter.id(), now);
        gate.open(transmitter.carrier(allowance.subBand()), meter, entropy, now.monoMs());
      }
      case Breach breach -> gate.close(breach);
    }
    listener.onState(this, true, describe(transmitter, conformance));
  }

  private String describe(Transmitter transmitter, Conformance conformance) {
    return switch (conformance) {
      case Allowance allowance -> transmitter.name() + " at " + transmitter.powerDbm() + " dBm in "
          + allowance.subBand().name()
          + (plans.plan().antennaConfirmed() ? "" : ", lowest power: antenna not confirmed");
      case Breach breach -> transmitter.name() + " only receives: " + breach.message();
    };
  }

  private void onFailed(RadioEvent.Failed failed, long nowMs) {
    // What fails while it is emptied fails with the plan before.
    boolean inTrial = !life.emptying() && plans.onFailed(failed);
    boolean news = life.onFailed(failed, inTrial, nowMs);
    gate.close(Breach.NO_RADIO);
    if (news) {
      listener.onState(this, false, failed.why() + "; " + failed.fault().advice());
    }
  }

  private void onReceived(RadioEvent.Received heard) {
    received++;
    Bytes onAir = heard.frame();
    Optional<Signal> signal = Optional.of(new Signal(heard.rssiDbm(), heard.snrDb()));
    tap.onFrame(name, tuned, false, onAir, signal);
    try {
      if (isBatch(onAir)) {
        Batch.decode(onAir).frames()
            .forEach(frame -> listener.onFrame(this, LinkEndpoint.EVERYONE, frame, signal));
      } else {
        listener.onFrame(this, LinkEndpoint.EVERYONE, onAir, signal);
      }
    } catch (MalformedException notOurs) {
      malformed++;
    }
  }

  private static List<Bytes> framesOf(Bytes transmission) {
    return isBatch(transmission) ? Batch.decode(transmission).frames() : List.of(transmission);
  }

  private static boolean isBatch(Bytes transmission) {
    return FrameHead.peek(transmission).type() == FrameType.BATCH;
  }

  private void holds(Bytes frame, long nowMs) {
    if (life.state() instanceof LoraState.Up(Transmitter transmitter, Conformance conformance)) {
      leaveTimes.onHandedOver(transmitter.airtimeMicros(frame.length()), nowMs);
    }
  }

  private void talk(Now now) {
    gateDueMs = Long.MAX_VALUE;
    while (radio.accepts()) {
      switch (gate.poll(now.monoMs())) {
        case AirGate.Step.Rest rest -> {
          gateDueMs = rest.untilMs();
          return;
        }
        case AirGate.Step.Sense sense -> {
          radio.sense(now.monoMs());
          drain(now);
        }
        case AirGate.Step.Transmit transmit -> {
          test.ifPresent(
              on -> on.onHandedOver(transmit.frame(), framesOf(transmit.frame()), life.inside()));
          radio.transmit(transmit.frame(), now.monoMs());
          life.onHandedOver();
          tap.onFrame(name, tuned, true, transmit.frame(), Optional.empty());
          holds(transmit.frame(), now.monoMs());
          drain(now);
        }
      }
    }
  }
}
