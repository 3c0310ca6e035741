package org.sheratan.radio.emulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.Tuning;

/** The least of an air: everyone hears everyone, what overlaps is lost, time is virtual. */
public final class PlainAir {
  private record Event(long atMicros, long order, Runnable action) {}

  /** A transmission as the air saw it. */
  public record Sent(long atMicros, Tuning tuning, double powerDbm, Bytes frame) {}

  private final PriorityQueue<Event> events = new PriorityQueue<>(
      Comparator.comparingLong(Event::atMicros).thenComparingLong(Event::order));
  private final List<Aerial> aerials = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private long nowMicros;
  private long nextOrder;
  private double noiseDbm = -110;
  private double signalDbm = -80;
  private double snrDb = 7.25;

  public Antenna antenna() {
    Aerial aerial = new Aerial();
    aerials.add(aerial);
    return aerial;
  }

  public List<Sent> sent() {
    return sent;
  }

  public void noise(double dbm) {
    noiseDbm = dbm;
  }

  public void signal(double dbm, double snr) {
    signalDbm = dbm;
    snrDb = snr;
  }

  public long nowMs() {
    return nowMicros / 1_000;
  }

  /** When something happens next, rounded up. */
  public long nextMs() {
    return events.isEmpty() ? Long.MAX_VALUE : (events.peek().atMicros + 999) / 1_000;
  }

  public void advance(long toMs) {
    while (!events.isEmpty() && events.peek().atMicros <= toMs * 1_000) {
      Event event = events.poll();
      nowMicros = event.atMicros;
      event.action.run();
    }
    nowMicros = Math.max(nowMicros, toMs * 1_000);
  }

  /** A stranger's transmission, heard by all that listen on {@code tuning}. */
  public void say(Tuning tuning, Bytes frame) {
    new Aerial().transmit(tuning, 14, frame);
  }

  private void at(long delayMicros, Runnable action) {
    events.add(new Event(nowMicros + delayMicros, nextOrder++, action));
  }

  private static boolean agree(Tuning one, Tuning other) {
    return one != null && other != null && one.frequencyHz() == other.frequencyHz()
        && one.syncWord() == other.syncWord()
        && one.modulation().spreadingFactor() == other.modulation().spreadingFactor()
        && one.modulation().bandwidthHz() == other.modulation().bandwidthHz();
  }

  private final class Aerial implements Antenna {
    private Listener listener;
    private Tuning receiving;
    private Tuning sending;
    private int heard;
    private boolean spoiled;
    private int turn;

    @Override
    public void listen(Listener next) {
      listener = next;
    }

    @Override
    public void receive(Tuning tuning) {
      turn++;
      receiving = tuning;
      sending = null;
      heard = 0;
    }

    @Override
    public void idle() {
      turn++;
      receiving = null;
      sending = null;
      heard = 0;
    }

    @Override
    public void transmit(Tuning tuning, double powerDbm, Bytes frame) {
      idle();
      sending = tuning;
      int mine = turn;
      sent.add(new Sent(nowMicros, tuning, powerDbm, frame));
      long airtimeMicros = tuning.modulation().airtimeMicros(frame.length());
      List<Aerial> hearers = aerials.stream()
          .filter(other -> other != this && agree(other.receiving, tuning)).toList();
      List<Integer> turns = hearers.stream().map(Aerial::hear).toList();
      at(airtimeMicros, () -> {
        for (int index = 0; index < hearers.size(); index++) {
          hearers.get(index).end(turns.get(index), frame);
        }
        if (mine == turn) {
          idle();
          if (listener != null) {
            listener.onTransmitted();
          }
        }
      });
    }

    private int hear() {
      heard++;
      spoiled = heard > 1;
      if (!spoiled) {
        listener.onPreamble();
      }
      return turn;
    }

    private void end(int began, Bytes frame) {
      if (began == turn && --heard == 0) {
        listener.onReception(new Reception(frame, signalDbm, snrDb, !spoiled));
      }
    }

    @Override
    public double rssiDbm(Tuning tuning) {
      return active(tuning) ? signalDbm : noiseDbm;
    }

    @Override
    public boolean active(Tuning tuning) {
      return aerials.stream().anyMatch(other -> other != this && agree(other.sending, tuning));
    }

    @Override
    public long nowMicros() {
      return nowMicros;
    }

    @Override
    public void after(long delayMicros, Runnable action) {
      at(delayMicros, action);
    }
  }
}
