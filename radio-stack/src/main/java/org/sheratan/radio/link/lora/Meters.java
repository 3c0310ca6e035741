package org.sheratan.radio.link.lora;

import java.util.Map;
import java.util.TreeMap;

import org.sheratan.kernel.Now;
import org.sheratan.radio.air.AirtimeMeter;
import org.sheratan.radio.air.MeterStore;
import org.sheratan.radio.air.SubBand;

/** The meter of each transmitter that stood ready on one link, and whether another program has let go of its record. */
final class Meters {
  private static final long LOOK_MS = 10_000;

  private final MeterStore store;
  private final Map<String, AirtimeMeter> byTransmitter = new TreeMap<>();
  private long lookMs = Long.MAX_VALUE;

  Meters(MeterStore store) {
    this.store = store;
  }

  /** Of what stands ready now. */
  AirtimeMeter of(String transmitterId, Now now) {
    AirtimeMeter meter = byTransmitter.computeIfAbsent(transmitterId, id -> new AirtimeMeter(id, store, now));
    lookMs = meter.taken() ? now.monoMs() + LOOK_MS : Long.MAX_VALUE;
    return meter;
  }

  long usedMicros(String transmitterId, SubBand subBand, long nowMs) {
    return byTransmitter.get(transmitterId).usedMicros(subBand, nowMs);
  }

  void onClock(Now now) {
    byTransmitter.values().forEach(meter -> meter.onClock(now));
  }

  /** When {@link #freed} is worth asking. */
  long lookMs() {
    return lookMs;
  }

  /**
   * Whether another program had the record and has let go of it. Then it is ours, and the next meter counts what that
   * program left in it; the radio has to be begun anew before, for what that handed it may still be inside.
   */
  boolean freed(String transmitterId, long nowMs) {
    if (nowMs < lookMs) {
      return false;
    }
    boolean free = !(store.load(transmitterId) instanceof MeterStore.Loaded.Taken);
    lookMs = free ? Long.MAX_VALUE : nowMs + LOOK_MS;
    if (free) {
      byTransmitter.remove(transmitterId);
    }
    return free;
  }
}
