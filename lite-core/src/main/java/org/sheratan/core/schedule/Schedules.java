package org.sheratan.core.schedule;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.RequestKey;
import org.sheratan.core.mission.RequestKeys;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.Now;

/**
 * The schedules of a node, each a named record:
 *
 * <pre>
 * schedule/&lt;number, 10 digits&gt;   see {@link ScheduleCodec}
 * schedule-key/&lt;hash&gt;              see {@link RequestKeys}; the epoch is 0, the sequence the number
 * schedules/number                 the latest number given, varint
 * </pre>
 */
public final class Schedules {
  public static final int MAX = 64;
  private static final String PREFIX = "schedule/";
  private static final String NUMBER = "schedules/number";
  private static final String KEYS = "schedule-key";
  private static final String UPTIME = "schedules/uptime";
  /** After a start nobody has been heard yet, so that every job would be refused. */
  private static final long SETTLE_MS = 60_000;
  /** The wall clock may be set at any time. */
  private static final long LOOK_EVERY_MS = 30_000;

  private final Durable durable;
  private final RequestKeys keys;
  private final UptimeMeter.Room uptime;
  private final NavigableMap<Long, Schedule> byNumber = new TreeMap<>();
  private long latestNumber;
  private final long settledMs;
  private long nextPollMs;

  public Schedules(Durable durable, UptimeMeter uptime, long nowMs) {
    this.durable = durable;
    this.keys = new RequestKeys(durable, KEYS, RequestKeys.MOST);
    this.uptime = uptime.room(UPTIME);
    this.settledMs = nowMs + SETTLE_MS;
    this.nextPollMs = settledMs;
    Bytes number = durable.under(NUMBER).get(NUMBER);
    this.latestNumber = number == null ? 0 : new ByteReader(number).varint("schedule number", Long.MAX_VALUE);
    durable.under(PREFIX).values().forEach(value -> {
      Schedule schedule = ScheduleCodec.decode(value);
      byNumber.put(schedule.number(), schedule);
    });
  }

  public boolean full() {
    return byNumber.size() >= MAX;
  }

  /** Its first slot is a period from now. */
  public Schedule add(String text, Plan plan, Asking asking, Now now) {
    Due first = Due.first(plan.everyMs(), now, uptime.totalMs(now.monoMs()));
    Schedule added = new Schedule(++latestNumber, asking.by(), text, plan, now.vouchedWallMs(), first, 0, 0,
        0,
        Optional.empty(), false, "");
    durable.put(NUMBER, new ByteWriter().varint(latestNumber).toBytes());
    uptime.save(now.monoMs());
    put(added);
    asking.key().ifPresent(key -> keys.add(key, made(added.number()), any -> false));
    nextPollMs = Math.max(settledMs, now.monoMs());
    return added;
  }

  /** Which one was added under that key. */
  public Optional<RequestKeys.Known> find(RequestKey key) {
    return keys.find(key);
  }

  private static RequestKeys.Made made(long number) {
    return new RequestKeys.Made(0, number);
  }

  /** In the order in which they were added. */
  public List<Schedule> all() {
    return List.copyOf(byNumber.values());
  }

  public Optional<Schedule> find(long number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  public void remove(long number) {
    byNumber.remove(number);
    keys.forget(made(number));
    durable.remove(name(number));
  }

  /** How long until its next slot; not positive when that is now. */
  public long leftMs(Schedule schedule, Now now) {
    return schedule.due().leftMs(now, uptime.totalMs(now.monoMs()));
  }

  /** Those whose slot is now, with the next one already planned; each is to be told what became of it. */
  public List<Schedule> due(Now now) {
    if (byNumber.isEmpty() || now.monoMs() < nextPollMs) {
      return List.of();
    }
    if (now.vouchedWallMs() == 0 && now.monoMs() >= uptime.nextSaveMs()) {
      uptime.save(now.monoMs());
    }
    long upMs = uptime.totalMs(now.monoMs());
    nextPollMs = now.monoMs() + LOOK_EVERY_MS;
    return all().stream().map(schedule -> turned(schedule, now, upMs)).flatMap(Optional::stream).toList();
  }

  private Optional<Schedule> turned(Schedule schedule, Now now, long upMs) {
    Due.Turn turn = schedule.due().at(schedule.plan().everyMs(), now, upMs);
    nextPollMs = Math.min(nextPollMs, now.monoMs() + Math.max(1, turn.next().leftMs(now, upMs)));
    Schedule next = schedule.due(turn.next()).missed(turn.missed(), "");
    if (!next.equals(schedule)) {
      // What is due by uptime means nothing without the uptime it was counted from.
      uptime.save(now.monoMs());
      put(next);
    }
    return turn.now() ? Optional.of(next) : Optional.empty();
  }

  /** It became {@code job}. */
  public void ran(Schedule schedule, JobId job) {
    put(schedule.ran(job));
  }

  /** Nothing became of this slot. */
  public void missed(Schedule schedule, String why) {
    put(schedule.missed(1, why));
  }

  /** Those that wait for their job to end; none in the first minute after a start. */
  public List<Schedule> watching(long nowMs) {
    return nowMs < settledMs || byNumber.isEmpty()
        ? List.of()
        : byNumber.values().stream().filter(Schedule::watched).toList();
  }

  /**
   * Its job has ended.
   *
   * @param met whether something followed
   * @param problem for people; empty when there is none
   */
  public void seen(Schedule schedule, boolean met, String problem) {
    put(schedule.seen(met, problem));
  }

  public long nextPollMs() {
    return byNumber.isEmpty() ? Long.MAX_VALUE : nextPollMs;
  }

  private void put(Schedule schedule) {
    byNumber.put(schedule.number(), schedule);
    durable.put(name(schedule.number()), ScheduleCodec.encode(schedule));
  }

  private static String name(long number) {
    return PREFIX + "%010d".formatted(number);
  }
}
