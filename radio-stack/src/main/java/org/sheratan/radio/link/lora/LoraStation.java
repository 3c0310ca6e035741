package org.sheratan.radio.link.lora;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.Now;
import org.sheratan.radio.air.AirGate;
import org.sheratan.radio.air.AirtimeMeter;
import org.sheratan.radio.air.Allowance;
import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.Carrier;
import org.sheratan.radio.air.Conformance;
import org.sheratan.radio.air.MeterStore;
import org.sheratan.radio.air.Outbound;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.air.SubBand;
import org.sheratan.radio.air.TransmitQueue;
import org.sheratan.radio.frame.Batch;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.FrameTap;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.link.Signal;

/**
 * Frames over one LoRa radio: what waits goes through {@link AirGate}, what comes in goes up. Passive: whoever owns
 * it calls {@link #poll}; {@link #send} may be called by anyone and only queues.
 *
 * <pre>
 *           | radio ready           | radio failed                 | retry due | another plan | close
 * starting  | up, or up and silent  | down, retry with back-off    | –         | starting     | closed
 * up        | up                    | down, retry with back-off    | –         | starting     | closed
 * down      | –                     | –                            | starting  | starting     | closed
 * </pre>
 *
 * Up and silent: the region's law, or its absence, forbids to transmit; receiving goes on. Before a radio is started
 * with another plan ({@link PlanInForce}) it sends what it holds, if it does so soon. Failing in a trial leads back to
 * the radio's own plan at once.
 */
public final class LoraStation implements Link {
  private static final int QUEUED_FRAMES = 256;
  private static final int QUEUED_BYTES = 48 * 1024;
  private static final int HANDED_OVER = 256;
  private static final long MICROS_PER_MS = 1_000;
  private static final long FIRST_RETRY_MS = 1_000;
  private static final long LAST_RETRY_MS = 60_000;
  /** Two of the longest frames on the slowest settings people use. */
  private static final long EMPTYING_MS = 10_000;
  /**
   * A modem that takes its own time may report a frame as sent that is still inside. RNode firmware books an hour's
   * airtime in units of 360 ms, 100 millionths, and a presumption goes by no more than one unit and the 15 % that the
   * firmware may book too little: twice the unit is kept back, so that no hour has too much whenever the frame leaves.
   */
  private static final int REPORTED_EARLY_PPM = 200;
  private static final int MARK_VALUES = 1 << 24;
  /** The queue's estimate for a short frame is what everyone is told. */
  private static final int SHORT_FRAME_BYTES = 64;
  private static final int BULK_FRAME_BYTES = 240;

  private final String name;
  private final PlanInForce plans;
  private final LoraRadio radio;
  private final MeterStore meters;
  private final Entropy entropy;
  private final LinkListener listener;
  private final TransmitQueue queue = new TransmitQueue(QUEUED_FRAMES, QUEUED_BYTES);
  private final AirGate gate = new AirGate(queue);
  private final Map<String, AirtimeMeter> meterOf = new TreeMap<>();
  private final ConcurrentLinkedQueue<Bytes> handedOver = new ConcurrentLinkedQueue<>();
  private final AtomicInteger handedOverCount = new AtomicInteger();
  private volatile Runnable waker = () -> {};
  private volatile FrameTap tap = FrameTap.NONE;
  private LoraState state = new LoraState.Down(Optional.empty(), "not started", Optional.of(0L));
  private OptionalInt noiseDbm = OptionalInt.empty();
  private long failuresInARow;
  private long gateDueMs = Long.MAX_VALUE;
  /** When what the radio holds will have left. */
  private long radioFreeMs;
  private boolean sensing;
  /** Handed to the radio and not reported as sent. */
  private int inside;
  /** The plan is another than the radio's settings; until this time the radio may send what it holds. */
  private Optional<Long> anewByMs = Optional.empty();
  private volatile LinkProfile profile;
  private volatile long leavesAtMs;
  private long received;
  private long garbled;
  private long malformed;
  private long refused;
  private long transmitted;
  private long failures;

  /** @param meters where airtime is kept, apart from the node's data folder */
  public LoraStation(LoraPlan plan, LoraRadio radio, MeterStore meters, Entropy entropy,
      LinkListener listener) {
    this.name = plan.name();
    this.plans = new PlanInForce(plan);
    this.radio = radio;
    this.meters = meters;
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
    if (handedOverCount.incrementAndGet() <= HANDED_OVER) {
      handedOver.add(frame);
      waker.run();
    } else {
      handedOverCount.decrementAndGet();
    }
  }

  /** {@code next} sees every transmission from now on, heard or sent, whatever is in it. */
  public void tapBy(FrameTap next) {
    tap = next;
  }

  /** Whoever polls is told by {@code next} that a frame came in. */
  void wakeBy(Runnable next) {
    waker = next;
  }

  @Override
  public long waitMs(long nowMs) {
    return Math.max(0, leavesAtMs - nowMs);
  }

  @Override
  public synchronized long bulkWaitMs(long nowMs) {
    return Math.max(0, leavesAtMs(BULK_FRAME_BYTES, Priority.BULK, nowMs) - nowMs);
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

  /** Why the latest trial ended before its time, if it did. */
  public synchronized Optional<RadioEvent.Failed> trialFailure() {
    return plans.failure();
  }

  /** Follows another plan for a while, or until the radio fails with it. */
  public synchronized void tryOut(LoraTrial trial, long nowMs) {
    plans.tryOut(trial);
    startAnew(nowMs, "tuned otherwise for " + (trial.untilMs() - nowMs) / 1_000 + " s");
  }

  /** Ends a trial before its time. */
  public synchronized void revert(long nowMs) {
    if (plans.revert()) {
      startAnew(nowMs, "tuned back");
    }
  }

  /** Follows another plan from now on. */
  public synchronized void adopt(LoraPlan next, long nowMs) {
    plans.adopt(next);
    startAnew(nowMs, "another plan");
  }

  /**
   * Queues a frame that means nothing to anyone: a mark of no message.
   *
   * @return how long it is
   */
  public synchronized int sendTestFrame() {
    Bytes frame = new CustodyMarks(List.of(entropy.nextInt(MARK_VALUES))).encode();
    send(LinkEndpoint.EVERYONE, frame);
    return frame.length();
  }

  public synchronized LoraState state() {
    return state;
  }

  /** The radio's own latest measurement. */
  public synchronized OptionalInt noiseDbm() {
    return noiseDbm;
  }

  public synchronized LoraCounters counters() {
    return new LoraCounters(received, garbled, malformed, refused, transmitted, failures, queue.counters());
  }

  /** When may {@code lengthBytes} be sent? */
  public synchronized SendTime earliest(long nowMs, int lengthBytes, Priority priority) {
    return gate.earliest(nowMs, lengthBytes, priority);
  }

  /** Airtime used in the present sub-band within the last hour, microseconds; empty while it may not transmit. */
  public synchronized Optional<Long> usedMicros(long nowMs) {
    return state instanceof LoraState.Up(Transmitter transmitter, Allowance allowance)
        ? Optional.of(meterOf.get(transmitter.id()).usedMicros(allowance.subBand(), nowMs))
        : Optional.empty();
  }

  /** Does what is due: takes what the radio has, starts it over, hands it the next frame. */
  public synchronized void poll(Now now) {
    if (now.monoMs() >= plans.endsMs()) {
      revert(now.monoMs());
    }
    if (beginDue(now.monoMs())) {
      state = new LoraState.Starting();
      anewByMs = Optional.empty();
      inside = 0;
      radio.begin(plans.plan().settings(), now.monoMs());
    }
    meterOf.values().forEach(meter -> meter.onClock(now));
    takeHandedOver(now.monoMs());
    radio.poll(now.monoMs());
    drain(now);
    talk(now);
    leavesAtMs = leavesAtMs(SHORT_FRAME_BYTES, Priority.NORMAL, now.monoMs());
  }

  private long leavesAtMs(int lengthBytes, Priority priority, long nowMs) {
    return switch (gate.earliest(nowMs, lengthBytes, priority)) {
      case SendTime.Later later -> later.atMs() + Math.max(0, radioFreeMs - nowMs);
      case SendTime.Immediately immediately -> radioFreeMs;
      case SendTime.Never never -> 0;
    };
  }

  /** Monotonic time of the next needed {@link #poll}; sooner when the radio signals or something is sent. */
  public synchronized long nextPollMs() {
    long retryMs = state instanceof LoraState.Down down
        ? down.retryMs().orElse(Long.MAX_VALUE)
        : Long.MAX_VALUE;
    long anewMs = anewByMs.map(byMs -> inside == 0 ? 0 : byMs).orElse(plans.endsMs());
    long stationMs = Math.min(Math.min(retryMs, anewMs), gateDueMs);
    return handedOver.isEmpty() ? Math.min(stationMs, radio.nextPollMs()) : 0;
  }

  /** Silences the radio for good. */
  public synchronized void close(Now now) {
    boolean wasUp = state instanceof LoraState.Up;
    state = new LoraState.Down(Optional.empty(), "closed", Optional.empty());
    gate.close(Breach.NO_RADIO);
    radio.end(now.monoMs());
    if (wasUp) {
      listener.onState(this, false, "closed");
    }
  }

  private void startAnew(long nowMs, String why) {
    boolean wasUp = state instanceof LoraState.Up;
    boolean closed = state instanceof LoraState.Down down && down.retryMs().isEmpty();
    if (closed) {
      return;
    }
    state = new LoraState.Starting();
    sensing = false;
    noiseDbm = OptionalInt.empty();
    gate.close(Breach.NO_RADIO);
    anewByMs = Optional.of(nowMs + EMPTYING_MS);
    if (wasUp) {
      listener.onState(this, false, why);
    }
    waker.run();
  }

  private boolean beginDue(long nowMs) {
    return anewByMs.filter(byMs -> inside == 0 || byMs <= nowMs).isPresent()
        || state instanceof LoraState.Down down && down.retryMs().filter(due -> due <= nowMs).isPresent();
  }

  private void takeHandedOver(long nowMs) {
    for (Bytes frame = handedOver.poll(); frame != null; frame = handedOver.poll()) {
      handedOverCount.decrementAndGet();
      try {
        gate.offer(Outbound.of(frame, nowMs), nowMs);
      } catch (MalformedException noFrame) {
        refused++;
      }
    }
  }

  private void drain(Now now) {
    for (List<RadioEvent> events = radio.drainEvents(); !events.isEmpty(); events = radio.drainEvents()) {
      events.forEach(event -> onEvent(event, now));
    }
  }

  private void onEvent(RadioEvent event, Now now) {
    switch (event) {
      case RadioEvent.Ready ready -> onReady(ready.transmitter(), now);
      case RadioEvent.Failed failed -> onFailed(failed, now.monoMs());
      case RadioEvent.Received frame -> onReceived(frame);
      case RadioEvent.Garbled garbage -> garbled++;
      case RadioEvent.Noise noise -> noiseDbm = OptionalInt.of(noise.dbm());
      case RadioEvent.Sensed sensed -> {
        sensing = false;
        gate.onSensed(sensed.taken(), now.monoMs());
      }
      case RadioEvent.Transmitted left -> {
        transmitted++;
        inside = Math.max(0, inside - 1);
        gate.onTransmitted(now.monoMs());
      }
    }
  }

  private void onReady(Transmitter transmitter, Now now) {
    failuresInARow = 0;
    sensing = false;
    Conformance conformance = plans.plan().conformance(transmitter);
    state = new LoraState.Up(transmitter, conformance);
    profile = LoraProfiles.of(name, transmitter, conformance);
    switch (conformance) {
      case Allowance allowance -> {
        AirtimeMeter meter = meterOf.computeIfAbsent(transmitter.id(),
            id -> new AirtimeMeter(id, meters, now));
        SubBand subBand = transmitter.ownChannelAccess()
            ? allowance.subBand().keepingBack(REPORTED_EARLY_PPM)
            : allowance.subBand();
        gate.open(new Carrier(subBand, transmitter.modulation(), transmitter.headerBytes(),
            transmitter.maxFrameBytes(), transmitter.ownChannelAccess()), meter, entropy, now.monoMs());
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
    failures++;
    boolean wasUp = state instanceof LoraState.Up;
    anewByMs = Optional.empty();
    inside = 0;
    failuresInARow = plans.onFailed(failed) ? 0 : failuresInARow;
    long retryMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS << Math.min(failuresInARow, 10));
    failuresInARow++;
    sensing = false;
    gate.close(Breach.NO_RADIO);
    String why = failed.why() + "; " + failed.fault().advice();
    boolean news = !(state instanceof LoraState.Down) && (wasUp || failuresInARow == 1);
    state = new LoraState.Down(Optional.of(failed.fault()), failed.why(), Optional.of(nowMs + retryMs));
    if (news) {
      listener.onState(this, false, why);
    }
  }

  private void onReceived(RadioEvent.Received heard) {
    received++;
    Bytes onAir = heard.frame();
    Optional<Signal> signal = Optional.of(new Signal(heard.rssiDbm(), heard.snrDb()));
    tap.onFrame(name, false, onAir, signal);
    try {
      if (FrameHead.peek(onAir).type() == FrameType.BATCH) {
        Batch.decode(onAir).frames()
            .forEach(frame -> listener.onFrame(this, LinkEndpoint.EVERYONE, frame, signal));
      } else {
        listener.onFrame(this, LinkEndpoint.EVERYONE, onAir, signal);
      }
    } catch (MalformedException notOurs) {
      malformed++;
    }
  }

  private void holds(Bytes frame, long nowMs) {
    if (state instanceof LoraState.Up(Transmitter transmitter, Conformance conformance)) {
      long airtimeMs = Math.ceilDiv(transmitter.airtimeMicros(frame.length()), MICROS_PER_MS);
      radioFreeMs = Math.max(radioFreeMs, nowMs) + airtimeMs;
    }
  }

  private void talk(Now now) {
    gateDueMs = Long.MAX_VALUE;
    while (!sensing && radio.accepts()) {
      switch (gate.poll(now.monoMs())) {
        case AirGate.Step.Rest rest -> {
          gateDueMs = rest.untilMs();
          return;
        }
        case AirGate.Step.Sense sense -> {
          sensing = true;
          radio.sense(now.monoMs());
          drain(now);
        }
        case AirGate.Step.Transmit transmit -> {
          radio.transmit(transmit.frame(), now.monoMs());
          inside++;
          tap.onFrame(name, true, transmit.frame(), Optional.empty());
          holds(transmit.frame(), now.monoMs());
          drain(now);
        }
      }
    }
  }
}
