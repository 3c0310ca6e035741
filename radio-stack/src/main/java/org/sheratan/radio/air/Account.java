package org.sheratan.radio.air;

import java.util.ArrayList;
import java.util.List;

/** What one transmitter has sent in one sub-band, and what it may have. Times are microseconds of this boot. */
final class Account {
  private static final long MICROS_PER_MS = 1_000;
  /** Sent within the same minute is kept on disk as one, as young as its youngest. */
  private static final long AGE_STEP_MS = 60_000;

  final long fromHz;
  final long toHz;
  /** From before this boot. */
  Stretches past = new Stretches();
  /** Known to have been sent in this boot. */
  final Stretches sent = new Stretches();
  /** Handed to the radio; when it leaves, or whether, is not known yet. */
  long insideMicros;
  /** Reserved on disk and not handed over. */
  long reservedMicros;

  Account(long fromHz, long toHz) {
    this.fromHz = fromHz;
    this.toHz = toHz;
  }

  void forget(long nowMicros) {
    past.forget(nowMicros);
    sent.forget(nowMicros);
  }

  boolean idle() {
    return past.totalMicros() == 0 && sent.totalMicros() == 0 && insideMicros == 0;
  }

  /**
   * Takes over what an earlier boot saved.
   *
   * @param savedMicros when it was saved, in this boot's time; later than possible counts longer
   * @param bootMicros whatever was still open then is sent by now
   */
  void restore(MeterRecord.Spent spent, long savedMicros, long bootMicros) {
    past = new Stretches();
    for (MeterRecord.Aged aged : spent.aged()) {
      past.add(Math.min(bootMicros, savedMicros - aged.ageMs() * MICROS_PER_MS), aged.airtimeMicros());
    }
    if (spent.openMicros() > 0) {
      past.add(bootMicros, spent.openMicros());
    }
  }

  /** @param openMicros to be reserved, in the radio or not */
  MeterRecord.Spent save(long nowMicros, long openMicros) {
    List<MeterRecord.Aged> aged = new ArrayList<>();
    for (Stretches.Stretch stretch : Stretches.merged(List.of(past, sent)).all()) {
      long ageMs = Math.max(0, (nowMicros - stretch.endMicros()) / MICROS_PER_MS);
      MeterRecord.Aged last = aged.isEmpty() ? null : aged.getLast();
      if (last != null && last.ageMs() / AGE_STEP_MS == ageMs / AGE_STEP_MS) {
        aged.set(aged.size() - 1, new MeterRecord.Aged(ageMs, last.airtimeMicros() + stretch.lengthMicros()));
      } else {
        aged.add(new MeterRecord.Aged(ageMs, stretch.lengthMicros()));
      }
    }
    return new MeterRecord.Spent(fromHz, toHz, openMicros, List.copyOf(aged));
  }
}
