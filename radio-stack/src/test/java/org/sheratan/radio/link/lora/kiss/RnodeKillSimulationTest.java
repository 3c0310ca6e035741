package org.sheratan.radio.link.lora.kiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.air.AntennaPath;
import org.sheratan.radio.air.DutyAudit;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.MemoryMeterStore;
import org.sheratan.radio.air.PowerLimit;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.SubBand;
import org.sheratan.radio.emulator.PlainAir;
import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.emulator.RnodeModem;
import org.sheratan.radio.emulator.SerialCable;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraStation;

/** A station at a board that does not restart when its port is opened, killed and tuned otherwise again and again. */
class RnodeKillSimulationTest {
  private static final int SEEDS = 8;
  private static final long LENGTH_MS = 4 * 3_600_000L;
  private static final long WALL_MS = 1_800_000_000_000L;
  private static final LoraModulation SF10 = new LoraModulation(10, 125_000, 5, 8);
  private static final Region REGION = new Region("test",
      List.of(row(868_000_000, 868_600_000, 10_000), row(869_400_000, 869_650_000, 20_000)));
  private static final LoraPlan PLAN = new LoraPlan("lora0", 869_525_000, SF10, 14, new AntennaPath(2, 0),
      true,
      Optional.of(REGION));

  @Test
  void neverSendsWhatAKilledProcessLeftInsideNorMoreThanTheLawAllows() {
    System.out.println("seeds 1 to " + SEEDS);
    for (long seed = 1; seed <= SEEDS; seed++) {
      new Run(seed).live(seed);
    }
  }

  private static SubBand row(long fromHz, long toHz, int dutyPpm) {
    return new SubBand(fromHz, toHz, new PowerLimit(500, PowerLimit.Reference.ERP), dutyPpm,
        SubBand.ANY_LENGTH_MS, 1, 250_000, Optional.empty(), true, "test");
  }

  /** One seed. */
  private static final class Run {
    private final PlainAir air = new PlainAir();
    private final SerialCable cable = new SerialCable("ttyACM0", () -> {});
    private final MemoryMeterStore meters = new MemoryMeterStore();
    /** What had been sent when each life of the station became ready for the first time. */
    private final List<Integer> sentBefore = new ArrayList<>();
    private final SeededEntropy entropy;
    private LoraStation station;
    private int life;

    private Run(long seed) {
      entropy = new SeededEntropy(seed);
      cable.attach(
          new RnodeModem(air.antenna(), entropy.fork("modem"), RnodeBoard.RAK4631, 1, RnodeFault.NONE,
              cable));
    }

    private final class Ears implements LinkListener {
      @Override
      public void onFrame(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {
        // Nobody else is on the air.
      }

      @Override
      public void onState(Link link, boolean up, String why) {
        while (up && sentBefore.size() <= life) {
          sentBefore.add(air.sent().size());
        }
      }
    }

    private void live(long seed) {
      start();
      for (long nextMs = 0; air.nowMs() < LENGTH_MS; nextMs = air.nowMs() + 1 + entropy.nextInt(4_000)) {
        runUntil(nextMs);
        meddle();
      }
      air.noise(-110);
      runUntil(LENGTH_MS + 120_000);
      judge(seed);
    }

    private void start() {
      station = new LoraStation(PLAN, new Rnode(cable, Desk.INSIDE_MS), meters, entropy.fork("life" + life),
          new Ears());
    }

    private void runUntil(long untilMs) {
      while (air.nowMs() < untilMs) {
        long nextMs = Math.min(air.nextMs(), station.nextPollMs());
        air.advance(Math.min(untilMs, Math.max(nextMs, air.nowMs() + 1)));
        station.poll(new Now(air.nowMs(), WALL_MS + air.nowMs(), WallQuality.NTP));
      }
    }

    private void meddle() {
      int what = entropy.nextInt(1_000);
      if (what < 3) {
        // The process is killed; the system lets go of its port.
        cable.unplug();
        cable.plug();
        life++;
        start();
      } else if (what < 6) {
        station.adopt(PLAN.tuned(entropy.chance(0.5) ? 868_300_000 : PLAN.frequencyHz(), SF10, 14),
            air.nowMs());
      } else if (what < 60) {
        air.noise(-60);
      } else if (what < 200) {
        air.noise(-110);
      } else {
        station.send(LinkEndpoint.EVERYONE, frame());
      }
    }

    /** So long that no two go in one transmission. */
    private Bytes frame() {
      byte[] frame = new byte[140 + entropy.nextInt(100)];
      frame[0] = (byte) (2 << 5 | entropy.nextInt(4) << 3);
      frame[1] = 30;
      frame[5] = (byte) life;
      return Bytes.copyOf(frame);
    }

    private void judge(long seed) {
      DutyAudit audit = new DutyAudit(REGION, PLAN.antenna());
      int since = 0;
      List<PlainAir.Sent> sent = air.sent();
      for (int index = 0; index < sent.size(); index++) {
        PlainAir.Sent one = sent.get(index);
        while (since + 1 < sentBefore.size() && sentBefore.get(since + 1) <= index) {
          since++;
        }
        assertTrue(one.frame().at(1 + 5) >= since,
            "seed " + seed + ": a frame of life " + one.frame().at(1 + 5)
                + " leaves in life " + since + " at " + one.atMicros() / 1_000 + " ms");
        LoraModulation modulation = one.tuning().modulation();
        audit.add(new DutyAudit.Emission("rnode", one.tuning().frequencyHz(), modulation.bandwidthHz(),
            one.powerDbm(), one.atMicros(), one.atMicros() + modulation.airtimeMicros(one.frame().length())));
      }
      assertEquals(List.of(), audit.findings(), "seed " + seed);
      assertTrue(sent.size() > 60 && life > 3, "seed " + seed + ": " + sent.size() + " sent, lives " + life);
    }
  }
}
