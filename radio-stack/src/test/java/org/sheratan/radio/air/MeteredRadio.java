package org.sheratan.radio.air;

import java.util.ArrayDeque;
import java.util.Deque;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;

/**
 * One transmitter in true time: a modem that sends what it was given when it likes, a host that crashes, clocks that
 * drift, jump by years and lie, a disk that fails and rots. What really was on the air goes to a {@link DutyAudit}.
 */
final class MeteredRadio {
  static final int BANDWIDTH_HZ = 125_000;
  private static final String ID = "t";
  private static final long YEAR_MS = 365L * 24 * 3_600_000;
  private static final long SECOND = 1_000_000;

  private record Inside(long airtimeMicros) {}

  private final Entropy entropy;
  private final SubBand subBand;
  private final LoraModulation modulation;
  private final DutyAudit audit;
  private final MemoryMeterStore store = new MemoryMeterStore();
  private final Deque<Inside> inside = new ArrayDeque<>();
  private final Deque<Long> unreported = new ArrayDeque<>();
  long trueMicros;
  long onAirMicros;
  int restarts;
  int frames;
  private long sendingUntilMicros;
  private long bootTrueMicros;
  private long bootMonoMs;
  private long driftPpm;
  private long wallErrorMs;
  private WallQuality quality = WallQuality.NONE;
  private AirtimeMeter meter;

  MeteredRadio(long seed, SubBand subBand, LoraModulation modulation, DutyAudit audit) {
    this.entropy = new SeededEntropy(seed);
    this.subBand = subBand;
    this.modulation = modulation;
    this.audit = audit;
    this.trueMicros = 1_000 * YEAR_MS;
    boot();
  }

  /** Everything at random until {@code untilMicros} of true time. */
  void live(long lengthMicros) {
    long untilMicros = trueMicros + lengthMicros;
    while (trueMicros < untilMicros) {
      int what = entropy.nextInt(1_000);
      if (what < 25) {
        crash();
      } else if (what < 35) {
        jump();
      } else if (what < 40) {
        store.failing = entropy.chance(0.3);
      } else if (what < 75) {
        pass(entropy.nextLong(1_200 * SECOND));
      } else {
        traffic();
      }
    }
  }

  /** One attempt, then what the modem takes for it. */
  boolean attempt(int lengthBytes, Priority priority) {
    long airtimeMicros = modulation.airtimeMicros(lengthBytes);
    boolean charged = meter.charge(subBand, airtimeMicros, priority, monoMs()) == AirtimeMeter.Charge.CHARGED;
    if (charged) {
      inside.addLast(new Inside(airtimeMicros));
      frames++;
    }
    return charged;
  }

  long earliestInMs(int lengthBytes, Priority priority) {
    return meter.earliestMs(subBand, 0, modulation.airtimeMicros(lengthBytes), priority, monoMs()) - monoMs();
  }

  /** True time goes on; the modem sends and reports. */
  void pass(long lengthMicros) {
    long untilMicros = trueMicros + lengthMicros;
    while (!inside.isEmpty() && sendingUntilMicros < untilMicros) {
      long startMicros = Math.max(trueMicros, sendingUntilMicros)
          + entropy.nextLong(2) * entropy.nextLong(SECOND / 2);
      if (startMicros >= untilMicros) {
        break;
      }
      send(startMicros, inside.removeFirst().airtimeMicros);
    }
    trueMicros = untilMicros;
    while (!unreported.isEmpty() && unreported.peekFirst() <= trueMicros) {
      unreported.removeFirst();
      meter.onTransmitted(monoMs());
    }
    if (entropy.chance(0.5)) {
      meter.onClock(now());
    }
  }

  private void traffic() {
    Priority priority = Priority.of(entropy.nextInt(4));
    for (int burst = 1 + entropy.nextInt(40); burst > 0; burst--) {
      attempt(1 + entropy.nextInt(255), priority);
      pass(entropy.nextLong(2 * SECOND));
    }
    if (entropy.chance(0.3)) {
      long waitMs = earliestInMs(255, Priority.EMERGENCY);
      if (waitMs > 0 && waitMs < 4_000_000) {
        pass(waitMs * 1_000);
      }
    }
  }

  private void send(long startMicros, long airtimeMicros) {
    sendingUntilMicros = startMicros + airtimeMicros;
    onAirMicros += airtimeMicros;
    audit.add(
        new DutyAudit.Emission(ID, (subBand.fromHz() + subBand.toHz()) / 2, BANDWIDTH_HZ, 10, startMicros,
            sendingUntilMicros));
    unreported.addLast(sendingUntilMicros);
  }

  /** The host dies, perhaps between reservation and use; the modem goes on until the next host resets it. */
  private void crash() {
    restarts++;
    if (entropy.chance(0.3)) {
      meter.charge(subBand, modulation.airtimeMicros(40), Priority.EMERGENCY, monoMs());
    }
    long offMicros = entropy.chance(0.5) ? entropy.nextLong(5 * SECOND) : entropy.nextLong(7_200 * SECOND);
    long untilMicros = trueMicros + offMicros;
    while (!inside.isEmpty() && Math.max(trueMicros, sendingUntilMicros) < untilMicros) {
      send(Math.max(trueMicros, sendingUntilMicros), inside.removeFirst().airtimeMicros);
    }
    trueMicros = Math.max(untilMicros, sendingUntilMicros);
    inside.clear();
    unreported.clear();
    if (entropy.chance(0.05) && store.records.containsKey(ID)) {
      store.records.put(ID, store.records.get(ID).slice(entropy.nextInt(8)));
    }
    boot();
  }

  private void boot() {
    bootTrueMicros = trueMicros;
    bootMonoMs = entropy.nextLong(1_000_000);
    driftPpm = entropy.nextInt(201) - 100;
    jump();
    meter = new AirtimeMeter(ID, store, now());
  }

  /** A verified clock is right, or wrong by a year; others are anything. */
  private void jump() {
    quality = WallQuality.of(entropy.nextInt(4));
    long years = entropy.nextInt(3) - 1;
    wallErrorMs = years * YEAR_MS
        + (quality.verified() ? entropy.nextInt(2_001) - 1_000 : entropy.nextLong(YEAR_MS));
  }

  private long monoMs() {
    long sinceBootMicros = trueMicros - bootTrueMicros;
    return bootMonoMs + (sinceBootMicros + sinceBootMicros / 1_000_000 * driftPpm) / 1_000;
  }

  private Now now() {
    return new Now(monoMs(), trueMicros / 1_000 + wallErrorMs, quality);
  }
}
