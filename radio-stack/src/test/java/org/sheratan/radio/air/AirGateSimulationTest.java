package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Priority;

/** Queue, gate, channel access and meter together, before a radio that sends one frame at a time. */
class AirGateSimulationTest {
  private static final int SEEDS = 40;
  private static final long HOUR_MS = 3_600_000;

  /** One life of a gate under more traffic than the law lets through. */
  private static final class Life {
    final Entropy entropy;
    final SubBand subBand;
    final TransmitQueue queue = new TransmitQueue(32, 4_096);
    final AirGate gate = new AirGate(queue);
    final MemoryMeterStore store = new MemoryMeterStore();
    final DutyAudit audit;
    AirtimeMeter meter;
    long nowMs;
    int serial;

    Life(long seed) {
      entropy = new SeededEntropy(seed);
      subBand = Samples.band(869_400_000, 869_650_000,
          List.of(1_000, 10_000, 100_000).get(entropy.nextInt(3)));
      audit = new DutyAudit(new Region("TEST", List.of(subBand)), new AntennaPath(0, 0));
      restart();
    }

    void restart() {
      meter = new AirtimeMeter("t", store, Now.monotonic(nowMs));
      open();
    }

    void open() {
      gate.open(new Carrier(subBand, Samples.SF8, entropy.nextInt(2), 254, entropy.chance(0.5)), meter,
          entropy,
          nowMs);
    }

    void step() {
      if (entropy.chance(0.5)) {
        offer();
      }
      if (entropy.chance(0.002)) {
        gate.close(Breach.NO_RADIO);
        nowMs += entropy.nextLong(60_000);
        open();
      } else if (entropy.chance(0.000_2)) {
        restart();
      }
      store.failing = entropy.chance(0.01);
      switch (gate.poll(nowMs)) {
        case AirGate.Step.Sense sense -> {
          nowMs += entropy.nextLong(30);
          gate.onSensed(entropy.chance(0.3), nowMs);
        }
        case AirGate.Step.Transmit transmit -> transmit(transmit.frame().length());
        case AirGate.Step.Rest rest -> nowMs = Math.max(nowMs + 1, Math.min(rest.untilMs(), nowMs + 2_000));
      }
    }

    void offer() {
      Priority priority = entropy.chance(0.02) ? Priority.EMERGENCY : Priority.of(entropy.nextInt(3));
      gate.offer(
          new Outbound(Samples.frame(priority, entropy.nextInt(4), 10 + entropy.nextInt(100), serial++),
              priority, "" + entropy.nextInt(4), nowMs + 1_000 + entropy.nextLong(600_000)),
          nowMs);
    }

    void transmit(int lengthBytes) {
      long airtimeMicros = Samples.SF8.airtimeMicros(lengthBytes);
      audit.add(new DutyAudit.Emission("t", 869_525_000, 125_000, 10, nowMs * 1_000,
          nowMs * 1_000 + airtimeMicros));
      nowMs += airtimeMicros / 1_000 + 2;
      gate.onTransmitted(nowMs);
    }
  }

  @Test
  void neverBreaksALawNorLosesCount() {
    QueueCounters all = new QueueCounters(0, 0, 0, 0, 0, 0, 0, 0, 0);
    for (long seed = 1; seed <= SEEDS; seed++) {
      Life life = new Life(seed);
      while (life.nowMs < 2 * HOUR_MS) {
        life.step();
      }
      assertEquals(List.of(), life.audit.findings(), "seed " + seed);
      QueueCounters now = life.queue.counters();
      assertEquals(now.offered(), now.coalesced() + now.full() + now.evicted() + now.expired() + now.tooLong()
          + now.refused() + now.sent() + life.queue.frames(), "seed " + seed);
      all = new QueueCounters(all.offered() + now.offered(), 0, 0, 0, 0, 0, 0, all.sent() + now.sent(),
          all.transmissions() + now.transmissions());
    }
    assertTrue(10 * all.sent() > 13 * all.transmissions(), "small frames travel together: " + all);
    assertTrue(all.sent() < all.offered(), "more is offered than the law lets through: " + all);
  }

  @Test
  void canAlwaysSendAFewEmergencies() {
    Life life = new Life(4);
    life.gate.open(Samples.carrier(Samples.ONE_PERCENT), new AirtimeMeter("e", life.store, Now.monotonic(0)),
        life.entropy, 0);
    while (life.nowMs < 2 * HOUR_MS) {
      Outbound bulk = new Outbound(Samples.frame(Priority.BULK, 1, 200, life.serial++), Priority.BULK, "1",
          life.nowMs + 60_000);
      life.gate.offer(bulk, life.nowMs);
      if (life.serial % 300 == 0) {
        life.gate
            .offer(new Outbound(Samples.frame(Priority.EMERGENCY, 2, 40, life.serial++), Priority.EMERGENCY,
                "2", life.nowMs + 60_000), life.nowMs);
        AirGate.Step step = life.gate.poll(life.nowMs);
        assertTrue(step instanceof AirGate.Step.Transmit(var frame) && frame.length() == 40,
            "at " + life.nowMs + ": " + step);
        life.nowMs += 200;
        life.gate.onTransmitted(life.nowMs);
      }
      if (life.gate.poll(life.nowMs) instanceof AirGate.Step.Transmit) {
        life.nowMs += 700;
        life.gate.onTransmitted(life.nowMs);
      }
      life.nowMs += 2_000;
    }
  }
}
