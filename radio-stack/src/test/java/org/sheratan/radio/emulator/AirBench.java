package org.sheratan.radio.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.Airwaves;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;

/** Radios side by side on one air, polled as their poller would: when they asked for it, and when a line rose. */
public final class AirBench {
  private static final int MICROS_PER_MS = 1_000;
  private static final long PATIENCE_MS = 600_000;
  private static final double METERS_APART = 10;

  private static final class Seat {
    private LoraRadio radio;
    private boolean woken;
    private final List<RadioEvent> events = new ArrayList<>();
  }

  private final Airwaves air;
  private final Map<String, Seat> seats = new LinkedHashMap<>();

  public AirBench(long seed) {
    air = new Airwaves(new SeededEntropy(seed), PathLoss.COUNTRY);
  }

  public Airwaves air() {
    return air;
  }

  public Antenna antenna(String name) {
    Antenna antenna = air.attach(name, name, new Position(METERS_APART * seats.size(), 0));
    seats.put(name, new Seat());
    return antenna;
  }

  /** What a chip's interrupt line does. */
  public Runnable wake(String name) {
    return () -> seats.get(name).woken = true;
  }

  public void seat(String name, LoraRadio radio) {
    seats.get(name).radio = radio;
  }

  public long nowMs() {
    return air.nowMicros() / MICROS_PER_MS;
  }

  /** What a radio reported since it was last asked. */
  public List<RadioEvent> events(String name) {
    collect();
    List<RadioEvent> taken = List.copyOf(seats.get(name).events);
    seats.get(name).events.clear();
    return taken;
  }

  public void run(long forMs) {
    long untilMs = nowMs() + forMs;
    while (step(untilMs * MICROS_PER_MS)) {
      collect();
    }
  }

  /**
   * Runs until the radio reports such an event, and takes it and everything before it.
   *
   * @throws AssertionError when it does not come
   */
  public <E extends RadioEvent> E await(String name, Class<E> kind) {
    long limitMicros = (nowMs() + PATIENCE_MS) * MICROS_PER_MS;
    List<RadioEvent> events = seats.get(name).events;
    do {
      collect();
      while (!events.isEmpty()) {
        RadioEvent event = events.removeFirst();
        if (kind.isInstance(event)) {
          return kind.cast(event);
        }
        if (event instanceof RadioEvent.Failed failed) {
          throw new AssertionError(name + " failed: " + failed);
        }
      }
    } while (step(limitMicros));
    throw new AssertionError("no " + kind.getSimpleName() + " from " + name);
  }

  private void collect() {
    for (Seat seat : seats.values()) {
      if (seat.radio != null) {
        seat.events.addAll(seat.radio.drainEvents());
      }
    }
  }

  /** Goes on to what comes next; false when that is after the limit, which then is now. */
  private boolean step(long limitMicros) {
    long nextMicros = air.nextDueMicros();
    for (Seat seat : seats.values()) {
      if (seat.radio != null) {
        nextMicros = Math.min(nextMicros, seat.woken ? air.nowMicros() : dueMicros(seat));
      }
    }
    boolean within = nextMicros <= limitMicros;
    air.advance(Math.max(air.nowMicros(), Math.min(nextMicros, limitMicros)));
    for (Seat seat : seats.values()) {
      if (seat.radio != null && (seat.woken || dueMicros(seat) <= air.nowMicros())) {
        seat.woken = false;
        seat.radio.poll(nowMs());
      }
    }
    return within;
  }

  private static long dueMicros(Seat seat) {
    long dueMs = seat.radio.nextPollMs();
    return dueMs == Long.MAX_VALUE ? Long.MAX_VALUE : dueMs * MICROS_PER_MS;
  }
}
