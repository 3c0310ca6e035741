package org.sheratan.radio.air;

import java.util.Optional;

import org.sheratan.kernel.Entropy;
import org.sheratan.radio.frame.Priority;

/** What one ready radio may send, and when. */
final class OpenGate {
  private static final SendTime IMMEDIATELY = new SendTime.Immediately();

  private final Carrier carrier;
  private final AirtimeMeter meter;
  private final Optional<ChannelAccess> access;
  private final int longestFrameBytes;
  private final BulkPace bulk = new BulkPace();

  OpenGate(Carrier carrier, AirtimeMeter meter, Entropy entropy) {
    this.carrier = carrier;
    this.meter = meter;
    this.access = carrier.ownChannelAccess()
        ? Optional.empty()
        : Optional.of(new ChannelAccess(entropy, carrier.modulation()));
    this.longestFrameBytes = carrier.longestFrameBytes();
  }

  /** Why the hour counts as used up though nobody knows; empty where it counts by what was sent. */
  Optional<String> damage(long nowMs) {
    return carrier.subBand().dutyLimited() ? meter.damage(nowMs) : Optional.empty();
  }

  /** The same while nothing ordinary is sent for that. */
  Optional<String> silencing(long nowMs) {
    return carrier.subBand().dutyLimited()
        ? meter.silencing(carrier.subBand(), nowMs)
        : Optional.empty();
  }

  AirtimeMeter meter() {
    return meter;
  }

  /** Empty when the radio sees to it itself. */
  Optional<ChannelAccess> access() {
    return access;
  }

  AirRules at(long nowMs) {
    return new AirRules() {
      @Override
      public int maxFrameBytes() {
        return longestFrameBytes;
      }

      @Override
      public long airtimeMicros(int lengthBytes) {
        return carrier.airtimeMicros(lengthBytes);
      }

      @Override
      public long mayBeginMs(long airtimeMicros, Priority priority) {
        return meter.radioFull(carrier.subBand(), airtimeMicros)
            ? Long.MAX_VALUE
            : allowedMs(0, airtimeMicros, priority, nowMs);
      }
    };
  }

  /** By the law, and by what bulk leaves to others. */
  private long allowedMs(long aheadMicros, long airtimeMicros, Priority priority, long nowMs) {
    long lawfulMs = meter.earliestMs(carrier.subBand(), aheadMicros, airtimeMicros, priority, nowMs);
    return priority == Priority.BULK
        ? Math.max(lawfulMs, bulk.earliestMs(meter, carrier.subBand(), aheadMicros, airtimeMicros, nowMs))
        : lawfulMs;
  }

  AirtimeMeter.Charge charge(Transmission transmission, long nowMs) {
    AirtimeMeter.Charge charge = meter.charge(carrier.subBand(), transmission.airtimeMicros(),
        transmission.priority(), nowMs);
    if (charge == AirtimeMeter.Charge.CHARGED && transmission.priority() == Priority.BULK) {
      bulk.onSent(nowMs);
    }
    return charge;
  }

  SendTime earliest(long nowMs, int lengthBytes, Priority priority, TransmitQueue queue) {
    if (lengthBytes > carrier.maxFrameBytes()) {
      return new SendTime.Never(new Breach(Rule.LENGTH, lengthBytes + " bytes in one frame",
          "at most " + carrier.maxFrameBytes() + " bytes", "send it as a message, which is cut to fit"));
    }
    long airtimeMicros = carrier.airtimeMicros(lengthBytes);
    return lengthBytes > longestFrameBytes
        ? new SendTime.Never(carrier.tooLong(lengthBytes).orElseThrow())
        : later(nowMs, airtimeMicros, priority, queue);
  }

  private SendTime later(long nowMs, long airtimeMicros, Priority priority, TransmitQueue queue) {
    long aloneMs = allowedMs(0, airtimeMicros, priority, nowMs);
    long aheadMicros = queue.frames() == 0 ? 0 : queue.airtimeAheadMicros(priority, at(nowMs));
    long behindMs = aheadMicros == 0
        ? aloneMs
        : allowedMs(aheadMicros, airtimeMicros, priority, nowMs);
    if (aloneMs > nowMs) {
      return new SendTime.Later(behindMs,
          damage(nowMs).isPresent() ? SendTime.Reason.RECORD : SendTime.Reason.DUTY_CYCLE);
    }
    if (behindMs > nowMs) {
      return new SendTime.Later(behindMs, SendTime.Reason.QUEUE);
    }
    if (meter.radioFull(carrier.subBand(), airtimeMicros)) {
      return new SendTime.Later(nowMs + AirGate.ceilMs(meter.insideMicros()), SendTime.Reason.RADIO);
    }
    return access.isPresent() && access.get().taken()
        ? new SendTime.Later(Math.max(nowMs, access.get().dueMs()), SendTime.Reason.CHANNEL)
        : IMMEDIATELY;
  }
}
