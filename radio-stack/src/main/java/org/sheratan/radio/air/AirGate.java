package org.sheratan.radio.air;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Entropy;
import org.sheratan.radio.frame.Priority;

/**
 * The only way from the queue to the radio: what passes is allowed by the region, paid for in airtime, and the channel
 * was found clear. Whoever asks when something may be sent, asks here.
 *
 * <p>A link opens it when its radio is ready, calls {@link #poll} whenever the radio takes a frame, and reports what the
 * radio says.
 */
public final class AirGate {
  private static final long MICROS_PER_MS = 1_000;
  private static final long STORE_RETRY_MS = 10_000;
  private static final Step NOTHING_WAITS = new Step.Rest(Long.MAX_VALUE);

  /** What to do next. */
  public sealed interface Step {
    /** Nothing before {@code untilMs} unless something happens; {@link Long#MAX_VALUE} when nothing waits. */
    record Rest(long untilMs) implements Step {}

    /** Have the radio sense the channel, and report to {@link AirGate#onSensed}. */
    record Sense() implements Step {}

    /** Hand this to the radio now: it has been charged. */
    record Transmit(Bytes frame) implements Step {}
  }

  private final TransmitQueue queue;
  private Optional<OpenGate> open = Optional.empty();
  private Breach closed = Breach.NO_RADIO;
  private long storeRetryMs;
  /** Since the latest frame that was to be charged. */
  private boolean unsaved;

  public AirGate(TransmitQueue queue) {
    this.queue = queue;
  }

  /** The radio stands ready, with nothing inside. */
  public void open(Carrier carrier, AirtimeMeter meter, Entropy entropy, long nowMs) {
    meter.onReset(nowMs);
    open = Optional.of(new OpenGate(carrier, meter, entropy));
    storeRetryMs = nowMs;
  }

  /** Nothing may be sent from now on. Where that is for good, and not for a moment, what waits is dropped. */
  public void close(Breach why) {
    open = Optional.empty();
    closed = why;
    if (why.rule() != Rule.NO_RADIO) {
      queue.refuseAll();
    }
  }

  /** Takes a frame for sending, as {@link TransmitQueue#offer} does. */
  public void offer(Outbound outbound, long nowMs) {
    if (open.isEmpty() && closed.rule() != Rule.NO_RADIO) {
      queue.refuse();
    } else {
      queue.offer(outbound, nowMs);
    }
  }

  /** When may I send {@code lengthBytes}? */
  public SendTime earliest(long nowMs, int lengthBytes, Priority priority) {
    if (open.isEmpty()) {
      return new SendTime.Never(closed);
    }
    if (nowMs < storeRetryMs) {
      return new SendTime.Later(storeRetryMs, SendTime.Reason.STORE);
    }
    return open.get().earliest(nowMs, lengthBytes, priority, queue);
  }

  /** What is wrong with the record of airtime, for people; nothing but perhaps emergencies is sent while it is. */
  public Optional<String> trouble(long nowMs) {
    return open.flatMap(gate -> gate.silencing(nowMs).map(why -> gate.meter().taken()
        ? why + "; nothing is sent before that lets go"
        : "the airtime record cannot be read, so the hour since the start counts as used up: " + why))
        .or(() -> open.isPresent() && unsaved
            ? Optional.of("the airtime record cannot be saved, so nothing is sent: see to radio.airtime_dir")
            : Optional.empty());
  }

  /** To be called while the radio takes a frame. */
  public Step poll(long nowMs) {
    if (open.isEmpty()) {
      return NOTHING_WAITS;
    }
    OpenGate gate = open.get();
    Optional<Transmission> next = queue.frames() == 0 ? Optional.empty() : queue.next(nowMs, gate.at(nowMs));
    if (next.isEmpty()) {
      return NOTHING_WAITS;
    }
    long mayMs = Math.max(storeRetryMs, next.get().beginMs());
    if (mayMs > nowMs) {
      return new Step.Rest(Math.min(mayMs, next.get().carried().getFirst().deadlineMs() + 1));
    }
    return gate.access().map(access -> listen(access, gate, next.get(), nowMs))
        .orElseGet(() -> talk(gate, next.get(), nowMs));
  }

  public void onSensed(boolean taken, long nowMs) {
    open.flatMap(OpenGate::access).ifPresent(access -> access.onSensed(taken, nowMs));
  }

  /** The frame handed over first among those inside has left. */
  public void onTransmitted(long nowMs) {
    open.ifPresent(gate -> gate.meter().onTransmitted(nowMs));
  }

  private Step listen(ChannelAccess access, OpenGate gate, Transmission next, long nowMs) {
    access.onWant(nowMs);
    if (access.poll(nowMs)) {
      return new Step.Sense();
    }
    return access.state() == ChannelAccess.State.CLEAR
        ? talk(gate, next, nowMs)
        : new Step.Rest(access.dueMs());
  }

  private Step talk(OpenGate gate, Transmission transmission, long nowMs) {
    AirtimeMeter.Charge charge = gate.charge(transmission, nowMs);
    unsaved = charge == AirtimeMeter.Charge.NOT_SAVED;
    if (unsaved) {
      storeRetryMs = nowMs + STORE_RETRY_MS;
      return new Step.Rest(storeRetryMs);
    }
    Check.that(charge == AirtimeMeter.Charge.CHARGED, "what was permitted is charged");
    gate.access().ifPresent(ChannelAccess::onSent);
    queue.onSent(transmission);
    return new Step.Transmit(transmission.onAir());
  }

  static long ceilMs(long micros) {
    return Math.ceilDiv(micros, MICROS_PER_MS);
  }
}
