package org.sheratan.radio.air;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.Priority;

/**
 * Keeps one transmitter within its duty cycle: in any hour, whenever it begins, in every sub-band, across restarts.
 *
 * <p>Airtime is on disk before it is used: it is reserved in blocks, and charged when a frame is handed to the radio.
 * Until the radio reports the frame as sent it counts in full. What a former boot left on disk counts as sent when
 * this one began, unless verified wall time tells how long ago it was saved; the block that was open then counts
 * as sent at the start in any case. Within a boot only monotonic time counts. A damaged record counts as an hour
 * of transmitting without a break, in every sub-band.
 */
public final class AirtimeMeter {
  /** {@link #earliestMs}: more than an hour allows. */
  public static final long NEVER = Long.MAX_VALUE;
  /** One part in so many of the allowance is left to emergencies. */
  static final int EMERGENCY_SHARE = 20;
  private static final int BLOCKS_AN_HOUR = 64;
  /** Bounds what is inside a radio where the law sets no duty cycle. */
  private static final long FREE_BLOCK_MICROS = 6_000_000;
  private static final long MICROS_PER_MS = 1_000;
  private static final long HOUR_MICROS = 3_600_000_000L;
  /** A longer absence is no better than this one, and a clock that jumped by years does not pass for one. */
  private static final long LONGEST_ABSENCE_MS = 7L * 24 * 3_600_000;
  /** How far two verified readings may disagree. */
  private static final long WALL_DOUBT_MS = 5_000;
  private static final long WHOLE_SPECTRUM_HZ = 0xffff_ffffL;

  /** Of {@link #charge}. */
  public enum Charge {
    CHARGED, NOT_YET,
    /** The reservation could not be made durable: the frame must not leave. */
    NOT_SAVED
  }

  /** @param account null where the law sets no duty cycle */
  private record Inside(Account account, long airtimeMicros) {}

  private final String transmitterId;
  private final MeterStore store;
  private final long bootMicros;
  private final List<Account> accounts = new ArrayList<>();
  private final Deque<Inside> inside = new ArrayDeque<>();
  private final Optional<String> damage;
  private boolean taken;
  private Optional<MeterRecord> former = Optional.empty();
  private Now clock;

  /**
   * To be made when the transmitter stands ready: by then nothing of a former boot is inside it any more, for a driver
   * resets its radio before it sets it, modems too.
   *
   * @param transmitterId at most 128 bytes; the same for the same piece of hardware
   */
  public AirtimeMeter(String transmitterId, MeterStore store, Now now) {
    Check.that(MeterRecord.fits(transmitterId), "transmitter id too long");
    this.transmitterId = transmitterId;
    this.store = store;
    this.bootMicros = now.monoMs() * MICROS_PER_MS;
    this.clock = now;
    this.damage = load();
    onClock(now);
  }

  /** Why the record of former boots counts as an hour of transmitting, while it does. */
  public Optional<String> damage(long nowMs) {
    return damage.filter(why -> nowMs * MICROS_PER_MS - bootMicros < Stretches.WINDOW_MICROS);
  }

  /** The same as long as that leaves nothing in {@code subBand} to what is no emergency. */
  public Optional<String> silencing(SubBand subBand, long nowMs) {
    long leftMicros = bootMicros + Stretches.WINDOW_MICROS - nowMs * MICROS_PER_MS;
    return damage.filter(why -> taken || leftMicros > capMicros(subBand, Priority.NORMAL));
  }

  /** Another program had the record when this meter was made: nothing can be charged to it, only to one made later. */
  public boolean taken() {
    return taken;
  }

  /** To be told of the clock now and then, and at once when its quality changes. */
  public void onClock(Now now) {
    clock = now;
    if (former.isPresent() && now.quality().verified()) {
      credit(former.get(), now);
      former = Optional.empty();
    }
  }

  /**
   * When a transmission may begin; {@code nowMs} when at once, {@link #NEVER} when it is too long for any hour.
   *
   * @param aheadMicros airtime of what goes first
   */
  public long earliestMs(SubBand subBand, long aheadMicros, long airtimeMicros, Priority priority,
      long nowMs) {
    long aheadMs = ceilMs(aheadMicros);
    if (!subBand.dutyLimited()) {
      return nowMs + aheadMs;
    }
    long capMicros = capMicros(subBand, priority);
    if (airtimeMicros > capMicros) {
      return NEVER;
    }
    long wantedMicros = aheadMicros + airtimeMicros;
    long fullHours = (wantedMicros - 1) / capMicros;
    long restMicros = wantedMicros - fullHours * capMicros;
    long endMicros = firstEndMicros(subBand, capMicros, restMicros, nowMs * MICROS_PER_MS)
        + fullHours * Stretches.WINDOW_MICROS;
    return Math.max(nowMs + aheadMs, ceilMs(endMicros - airtimeMicros));
  }

  /** True while the radio holds as much as it may: at most one block, or one frame. */
  public boolean radioFull(SubBand subBand, long airtimeMicros) {
    return !inside.isEmpty() && insideMicros() + airtimeMicros > blockMicros(subBand);
  }

  /** To be called right before a frame is handed over; only when CHARGED may it be. */
  public Charge charge(SubBand subBand, long airtimeMicros, Priority priority, long nowMs) {
    if (radioFull(subBand, airtimeMicros) || earliestMs(subBand, 0, airtimeMicros, priority, nowMs) > nowMs) {
      return Charge.NOT_YET;
    }
    if (!subBand.dutyLimited()) {
      inside.addLast(new Inside(null, airtimeMicros));
      return Charge.CHARGED;
    }
    Optional<Account> account = account(subBand, nowMs);
    if (account.isEmpty() || !reserve(account.get(), subBand, airtimeMicros, nowMs)) {
      return Charge.NOT_SAVED;
    }
    account.get().reservedMicros -= airtimeMicros;
    account.get().insideMicros += airtimeMicros;
    inside.addLast(new Inside(account.get(), airtimeMicros));
    return Charge.CHARGED;
  }

  /** The frame handed over first among those inside has left. */
  public void onTransmitted(long nowMs) {
    Inside first = inside.pollFirst();
    if (first != null && first.account != null) {
      first.account.insideMicros -= first.airtimeMicros;
      first.account.sent.add(nowMs * MICROS_PER_MS, first.airtimeMicros);
    }
  }

  /** The radio was reset and holds nothing any more; what it held may have left until now. */
  public void onReset(long nowMs) {
    while (!inside.isEmpty()) {
      onTransmitted(nowMs);
    }
  }

  /** Airtime that counts at {@code nowMs}: sent within the hour, or possibly. */
  public long usedMicros(SubBand subBand, long nowMs) {
    long sum = 0;
    for (Account account : touching(subBand)) {
      account.forget(nowMs * MICROS_PER_MS);
      sum += account.insideMicros + account.past.withinMicros(nowMs * MICROS_PER_MS)
          + account.sent.withinMicros(nowMs * MICROS_PER_MS);
    }
    return sum;
  }

  /** What the hour has for frames of this priority, used or not. */
  public static long capMicros(SubBand subBand, Priority priority) {
    long limitMicros = subBand.microsPerHour();
    return priority == Priority.EMERGENCY ? limitMicros : limitMicros - emergencyOnlyMicros(subBand);
  }

  /** What of the hour is kept back for emergencies. */
  public static long emergencyOnlyMicros(SubBand subBand) {
    return subBand.microsPerHour() / EMERGENCY_SHARE;
  }

  /** When {@code airtimeMicros} without a break could have ended, the hour before that being kept. */
  private long firstEndMicros(SubBand subBand, long capMicros, long airtimeMicros, long nowMicros) {
    long heldMicros = 0;
    long totalMicros = 0;
    for (Account account : accounts) {
      if (subBand.overlaps(account.fromHz, account.toHz)) {
        account.forget(nowMicros);
        heldMicros += account.insideMicros;
        totalMicros += account.past.totalMicros() + account.sent.totalMicros();
      }
    }
    long roomMicros = capMicros - airtimeMicros - heldMicros;
    if (totalMicros <= roomMicros) {
      return nowMicros + airtimeMicros;
    }
    List<Stretches> counted = new ArrayList<>();
    for (Account account : touching(subBand)) {
      counted.add(account.past);
      counted.add(account.sent);
    }
    if (roomMicros < 0) {
      // What is inside has to leave first, and then to age.
      Stretches inRadio = new Stretches();
      inRadio.add(nowMicros + heldMicros, heldMicros);
      counted.add(inRadio);
      roomMicros += heldMicros;
    }
    return Stretches.merged(counted).firstWindowMicros(roomMicros, nowMicros + airtimeMicros);
  }

  private boolean reserve(Account account, SubBand subBand, long airtimeMicros, long nowMs) {
    if (account.reservedMicros >= airtimeMicros) {
      return true;
    }
    long blockMicros = Math.max(blockMicros(subBand), airtimeMicros);
    List<MeterRecord.Spent> spent = new ArrayList<>();
    for (Account one : accounts) {
      one.forget(nowMs * MICROS_PER_MS);
      long openMicros = one.insideMicros + (one == account ? blockMicros : one.reservedMicros);
      spent.add(one.save(nowMs * MICROS_PER_MS, openMicros));
    }
    MeterRecord record = new MeterRecord(transmitterId, savedWallMs(nowMs), spent);
    if (!store.save(transmitterId, record.encode())) {
      return false;
    }
    account.reservedMicros = blockMicros;
    return true;
  }

  /** Empty when too many sub-bands were used within the hour to be remembered. */
  private Optional<Account> account(SubBand subBand, long nowMs) {
    for (Account account : accounts) {
      if (account.fromHz == subBand.fromHz() && account.toHz == subBand.toHz()) {
        return Optional.of(account);
      }
    }
    accounts.forEach(account -> account.forget(nowMs * MICROS_PER_MS));
    accounts.removeIf(Account::idle);
    if (accounts.size() >= MeterRecord.MAX_SUB_BANDS) {
      return Optional.empty();
    }
    Account account = new Account(subBand.fromHz(), subBand.toHz());
    accounts.add(account);
    return Optional.of(account);
  }

  private List<Account> touching(SubBand subBand) {
    List<Account> touching = new ArrayList<>(accounts.size());
    for (Account account : accounts) {
      if (subBand.overlaps(account.fromHz, account.toHz)) {
        touching.add(account);
      }
    }
    return touching;
  }

  private Optional<String> load() {
    switch (store.load(transmitterId)) {
      case MeterStore.Loaded.Nothing nothing -> {
        return Optional.empty();
      }
      case MeterStore.Loaded.Saved saved -> {
        try {
          restore(MeterRecord.decode(saved.record(), transmitterId));
          return Optional.empty();
        } catch (MalformedException damaged) {
          return Optional.of(fullHour(damaged.getMessage()));
        }
      }
      case MeterStore.Loaded.Unreadable unreadable -> {
        return Optional.of(fullHour(unreadable.why()));
      }
      case MeterStore.Loaded.Taken other -> {
        taken = true;
        return Optional.of(fullHour(other.why()));
      }
    }
  }

  private void restore(MeterRecord record) {
    for (MeterRecord.Spent spent : record.spent()) {
      Account account = new Account(spent.fromHz(), spent.toHz());
      long agedMicros = spent.aged().stream().mapToLong(MeterRecord.Aged::airtimeMicros).sum();
      account.past.add(bootMicros, agedMicros + spent.openMicros());
      accounts.add(account);
    }
    former = record.wallMs() == MeterRecord.NO_WALL ? Optional.empty() : Optional.of(record);
  }

  private String fullHour(String why) {
    Account everywhere = new Account(0, WHOLE_SPECTRUM_HZ);
    everywhere.past.add(bootMicros, HOUR_MICROS);
    accounts.add(everywhere);
    return why;
  }

  private void credit(MeterRecord record, Now now) {
    long wallAtBootMs = now.wallMs() - (now.monoMs() - bootMicros / MICROS_PER_MS);
    long absentMs = wallAtBootMs - record.wallMs() - WALL_DOUBT_MS;
    if (absentMs < 0 || absentMs > LONGEST_ABSENCE_MS) {
      return;
    }
    long savedMicros = bootMicros - absentMs * MICROS_PER_MS;
    for (MeterRecord.Spent spent : record.spent()) {
      accounts.stream().filter(account -> account.fromHz == spent.fromHz() && account.toHz == spent.toHz())
          .forEach(account -> account.restore(spent, savedMicros, bootMicros));
    }
  }

  private long savedWallMs(long nowMs) {
    long wallMs = clock.wallMs() + nowMs - clock.monoMs();
    return clock.quality().verified() && wallMs > 0 ? wallMs : MeterRecord.NO_WALL;
  }

  /** Handed to the radio and not reported as sent. */
  long insideMicros() {
    return inside.stream().mapToLong(Inside::airtimeMicros).sum();
  }

  private static long blockMicros(SubBand subBand) {
    return subBand.dutyLimited() ? subBand.microsPerHour() / BLOCKS_AN_HOUR : FREE_BLOCK_MICROS;
  }

  private static long ceilMs(long micros) {
    return Math.ceilDiv(micros, MICROS_PER_MS);
  }
}
