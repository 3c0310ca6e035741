package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.air.AirtimeMeter.Charge;
import org.sheratan.radio.frame.Priority;

class AirtimeMeterTest {
  private static final SubBand BAND = Samples.ONE_PERCENT;
  private static final long LIMIT = 36_000_000;
  private static final long NORMAL_CAP = LIMIT - LIMIT / 20;
  private static final long WINDOW_MS = Stretches.WINDOW_MICROS / 1_000;
  private static final long YEAR_MS = 365L * 24 * 3_600_000;

  private final MemoryMeterStore store = new MemoryMeterStore();

  @Test
  void shouldAllowAnHourShareAndNoMore() {
    AirtimeMeter meter = meter(0);
    send(meter, 0, 18_000, Priority.EMERGENCY);
    send(meter, 18_000, 18_000, Priority.EMERGENCY);
    assertEquals(LIMIT, meter.usedMicros(BAND, 36_000));
    assertEquals(Charge.NOT_YET, meter.charge(BAND, 1_000, Priority.EMERGENCY, 36_000));
    assertEquals(WINDOW_MS, meter.earliestMs(BAND, 0, 1_000, Priority.EMERGENCY, 36_000));
    assertEquals(WINDOW_MS + 9_000 - 10_000 + 1_000,
        meter.earliestMs(BAND, 0, 10_000_000, Priority.EMERGENCY, 36_000));
  }

  @Test
  void shouldLeaveAShareToEmergencies() {
    AirtimeMeter meter = meter(0);
    send(meter, 0, 34_000, Priority.NORMAL);
    assertEquals(34_000, meter.earliestMs(BAND, 0, NORMAL_CAP - 34_000_000, Priority.HIGH, 34_000));
    assertTrue(
        meter.earliestMs(BAND, 0, NORMAL_CAP - 34_000_000 + 1, Priority.HIGH, 34_000) > WINDOW_MS - 201);
    assertEquals(34_000, meter.earliestMs(BAND, 0, 2_000_000, Priority.EMERGENCY, 34_000));
    assertEquals(AirtimeMeter.NEVER, meter.earliestMs(BAND, 0, NORMAL_CAP + 1, Priority.HIGH, 34_000));
    assertEquals(AirtimeMeter.NEVER, meter.earliestMs(BAND, 0, LIMIT + 1, Priority.EMERGENCY, 34_000));
  }

  @Test
  void shouldCountInFullWhatIsInsideTheRadio() {
    AirtimeMeter meter = meter(0);
    assertEquals(Charge.CHARGED, meter.charge(BAND, 30_000_000, Priority.NORMAL, 0));
    assertEquals(30_000_000, meter.usedMicros(BAND, 10 * WINDOW_MS));
    assertTrue(meter.radioFull(BAND, 1));
    assertEquals(Charge.NOT_YET, meter.charge(BAND, 1, Priority.NORMAL, 10 * WINDOW_MS));
    meter.onTransmitted(10 * WINDOW_MS);
    assertEquals(30_000_000, meter.usedMicros(BAND, 11 * WINDOW_MS - 30_000));
    assertEquals(29_000_000, meter.usedMicros(BAND, 11 * WINDOW_MS - 29_000));
    assertEquals(0, meter.usedMicros(BAND, 11 * WINDOW_MS));
  }

  @Test
  void shouldHoldAtMostOneBlockInsideTheRadio() {
    AirtimeMeter meter = meter(0);
    long frame = LIMIT / 64 / 3;
    for (int index = 0; index < 3; index++) {
      assertEquals(Charge.CHARGED, meter.charge(BAND, frame, Priority.NORMAL, 0));
    }
    assertEquals(Charge.NOT_YET, meter.charge(BAND, frame, Priority.NORMAL, 0));
    meter.onTransmitted(100);
    assertEquals(Charge.CHARGED, meter.charge(BAND, frame, Priority.NORMAL, 100));
  }

  @Test
  void shouldReserveInBlocksBeforeUse() {
    AirtimeMeter meter = meter(0);
    long frame = LIMIT / 64 / 4;
    for (int index = 0; index < 4; index++) {
      send(meter, index * 1_000, frame / 1_000, Priority.NORMAL);
    }
    assertEquals(1, store.saves);
    send(meter, 4_000, frame / 1_000, Priority.NORMAL);
    assertEquals(2, store.saves);
    MeterRecord record = MeterRecord.decode(store.records.get("t"), "t");
    assertEquals(LIMIT / 64, record.spent().getFirst().openMicros());
    assertEquals(4 * (frame / 1_000 * 1_000), record.spent().getFirst().aged().getFirst().airtimeMicros());
  }

  @Test
  void shouldSendNothingThatIsNotOnDisk() {
    AirtimeMeter meter = meter(0);
    store.failing = true;
    assertEquals(Charge.NOT_SAVED, meter.charge(BAND, 1_000, Priority.EMERGENCY, 0));
    assertEquals(0, meter.usedMicros(BAND, 0));
    store.failing = false;
    assertEquals(Charge.CHARGED, meter.charge(BAND, 1_000, Priority.EMERGENCY, 0));
  }

  @Test
  void shouldTakeEverythingOnDiskAsSentAtTheStart() {
    AirtimeMeter meter = meter(0);
    send(meter, 0, 20_000, Priority.NORMAL);
    send(meter, 1_800_000, 5_000, Priority.NORMAL);
    AirtimeMeter restarted = meter(500);
    assertEquals(25_000_000, restarted.usedMicros(BAND, 500));
    assertEquals(25_000_000, restarted.usedMicros(BAND, 500 + WINDOW_MS - 25_000));
    assertEquals(0, restarted.usedMicros(BAND, 500 + WINDOW_MS));
  }

  @Test
  void shouldBelieveVerifiedClocksOnly() {
    for (WallQuality quality : WallQuality.values()) {
      MemoryMeterStore own = new MemoryMeterStore();
      AirtimeMeter meter = new AirtimeMeter("t", own, new Now(0, 1_000_000_000, quality));
      send(meter, 0, 20_000, Priority.NORMAL);
      send(meter, 30_000, 10_000, Priority.NORMAL);
      AirtimeMeter restarted = new AirtimeMeter("t", own, new Now(7, 1_000_000_000 + 2 * WINDOW_MS, quality));
      assertEquals(quality.verified() ? 10_000_000 : 30_000_000, restarted.usedMicros(BAND, 7),
          quality.name());
    }
  }

  @Test
  void shouldCreditTheAbsenceWhenTheClockIsVerifiedLater() {
    AirtimeMeter meter = new AirtimeMeter("t", store, Samples.ntp(0, 1_000_000_000));
    send(meter, 0, 20_000, Priority.NORMAL);
    send(meter, 30_000, 10_000, Priority.NORMAL);
    AirtimeMeter restarted = meter(0);
    assertEquals(30_000_000, restarted.usedMicros(BAND, 60_000));
    restarted.onClock(Samples.ntp(60_000, 1_000_000_000 + 2 * WINDOW_MS));
    assertEquals(10_000_000, restarted.usedMicros(BAND, 60_000));
  }

  @Test
  void shouldNotFreeAirtimeForClocksThatJumpAYear() {
    for (long jumpMs : new long[]{-YEAR_MS, YEAR_MS}) {
      MemoryMeterStore own = new MemoryMeterStore();
      AirtimeMeter meter = new AirtimeMeter("t", own, Samples.ntp(0, 10 * YEAR_MS));
      send(meter, 0, 20_000, Priority.NORMAL);
      meter.onClock(Samples.ntp(20_000, 10 * YEAR_MS + jumpMs));
      assertEquals(20_000_000, meter.usedMicros(BAND, 30_000));
      send(meter, 30_000, 10_000, Priority.NORMAL);
      AirtimeMeter restarted = new AirtimeMeter("t", own, Samples.ntp(0, 10 * YEAR_MS + 60_000));
      assertEquals(30_000_000, restarted.usedMicros(BAND, 0));
      AirtimeMeter jumped = new AirtimeMeter("t", own, Samples.ntp(0, 10 * YEAR_MS + 2 * jumpMs));
      assertEquals(30_000_000, jumped.usedMicros(BAND, 0));
    }
  }

  @Test
  void shouldTakeDamageForAFullHour() {
    send(meter(0), 0, 1_000, Priority.NORMAL);
    store.records.put("t", store.records.get("t").slice(1));
    AirtimeMeter meter = meter(0);
    assertTrue(meter.damage(WINDOW_MS - 1).isPresent());
    assertEquals(Optional.empty(), meter.damage(WINDOW_MS), "over with the hour");
    assertEquals(3_600_000_000L, meter.usedMicros(BAND, 0));
    assertEquals(3_600_000_000L, meter.usedMicros(Samples.TEN_PERCENT, 0));
    assertEquals(WINDOW_MS - 36_000, meter.earliestMs(BAND, 0, 1_000_000, Priority.EMERGENCY, 0));
  }

  @Test
  void shouldRememberDamageOverFurtherRestarts() {
    store.records.put("t", Bytes.hex("00"));
    AirtimeMeter damaged = meter(0);
    long freeMs = damaged.earliestMs(BAND, 0, 1_000, Priority.EMERGENCY, 0);
    assertEquals(Charge.CHARGED, damaged.charge(BAND, 1_000, Priority.EMERGENCY, freeMs));
    assertTrue(meter(0).usedMicros(Samples.TEN_PERCENT, 0) >= 3_600_000_000L);
  }

  @Test
  void shouldTakeWhatCannotBeReadForAFullHour() {
    MeterStore unreadable = new MeterStore() {
      @Override
      public Loaded load(String transmitterId) {
        return new Loaded.Unreadable("no permission");
      }

      @Override
      public boolean save(String transmitterId, Bytes record) {
        return false;
      }
    };
    AirtimeMeter meter = new AirtimeMeter("t", unreadable, Now.monotonic(0));
    assertEquals(Optional.of("no permission"), meter.damage(0));
    assertEquals(Charge.NOT_YET, meter.charge(BAND, 1_000, Priority.EMERGENCY, 0));
  }

  @Test
  void shouldBelongToTheTransmitter() {
    send(meter(0), 0, 20_000, Priority.NORMAL);
    AirtimeMeter other = new AirtimeMeter("other", store, Now.monotonic(0));
    assertEquals(0, other.usedMicros(BAND, 0));
    assertEquals(Optional.empty(), other.damage(0));
    assertThrows(IllegalStateException.class,
        () -> new AirtimeMeter("x".repeat(129), store, Now.monotonic(0)));
  }

  @Test
  void shouldCountOverlappingSubBandsTogether() {
    AirtimeMeter meter = meter(0);
    send(meter, 0, 30_000, Priority.NORMAL);
    SubBand wider = Samples.band(863_000_000, 870_000_000, 10_000);
    assertEquals(30_000_000, meter.usedMicros(wider, 30_000));
    assertEquals(0, meter.usedMicros(Samples.TEN_PERCENT, 30_000));
  }

  @Test
  void shouldMeterNothingWhereTheLawDoesNot() {
    AirtimeMeter meter = meter(0);
    assertEquals(0, meter.earliestMs(Samples.ALWAYS, 0, 3_600_000_000L, Priority.BULK, 0));
    assertEquals(Charge.CHARGED, meter.charge(Samples.ALWAYS, 5_000_000, Priority.BULK, 0));
    assertEquals(0, store.saves);
    assertTrue(meter.radioFull(Samples.ALWAYS, 2_000_000));
    meter.onTransmitted(5_000);
    assertFalse(meter.radioFull(Samples.ALWAYS, 2_000_000));
  }

  @Test
  void shouldSettleWhatAResetRadioHeld() {
    AirtimeMeter meter = meter(0);
    assertEquals(Charge.CHARGED, meter.charge(BAND, 10_000_000, Priority.NORMAL, 0));
    meter.onReset(60_000);
    assertFalse(meter.radioFull(BAND, 1));
    assertEquals(10_000_000, meter.usedMicros(BAND, 60_000));
    meter.onTransmitted(60_001);
    assertEquals(10_000_000, meter.usedMicros(BAND, 60_001));
    assertEquals(0, meter.usedMicros(BAND, 60_000 + WINDOW_MS));
  }

  @Test
  void shouldForecastBehindWhatGoesFirst() {
    AirtimeMeter meter = meter(0);
    assertEquals(10_000, meter.earliestMs(BAND, 10_000_000, 1_000_000, Priority.NORMAL, 0));
    assertEquals(WINDOW_MS, meter.earliestMs(BAND, NORMAL_CAP, 1_000_000, Priority.NORMAL, 0), 36_000);
    assertTrue(meter.earliestMs(BAND, 3 * NORMAL_CAP, 1_000_000, Priority.NORMAL, 0) >= 3 * WINDOW_MS);
  }

  @Test
  void shouldRefuseMoreSubBandsThanItCanRemember() {
    AirtimeMeter meter = meter(0);
    for (int index = 0; index < 16; index++) {
      SubBand band = Samples.band(1_000 + index, 1_001 + index, 10_000);
      assertEquals(Charge.CHARGED, meter.charge(band, 1_000, Priority.NORMAL, index));
      meter.onTransmitted(index);
    }
    SubBand oneMore = Samples.band(5_000, 5_001, 10_000);
    assertEquals(Charge.NOT_SAVED, meter.charge(oneMore, 1_000, Priority.NORMAL, 20));
    assertEquals(Charge.CHARGED, meter.charge(oneMore, 1_000, Priority.NORMAL, 20 + WINDOW_MS));
  }

  private AirtimeMeter meter(long nowMs) {
    return new AirtimeMeter("t", store, Now.monotonic(nowMs));
  }

  private static void send(AirtimeMeter meter, long startMs, long airtimeMs, Priority priority) {
    assertEquals(Charge.CHARGED, meter.charge(BAND, airtimeMs * 1_000, priority, startMs));
    meter.onTransmitted(startMs + airtimeMs);
  }
}
