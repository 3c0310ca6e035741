package org.sheratan.radio.link.lora.kiss;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.emulator.PlainAir;
import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.emulator.RnodeModem;
import org.sheratan.radio.emulator.SerialCable;
import org.sheratan.radio.ether.Tuning;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.SerialPortSource;
import org.sheratan.radio.link.lora.Transmitter;

/** Drivers and emulated modems in one virtual time. */
final class Desk {
  static final RadioSettings SETTINGS = new RadioSettings(869_525_000, new LoraModulation(8, 125_000, 5, 8),
      14);
  static final long INSIDE_MS = 2_000;
  private static final int MAX_POLLS_PER_MS = 60;

  final PlainAir air = new PlainAir();
  final List<Seat> seats = new ArrayList<>();
  private boolean woken;

  /** One driver with its cable and everything it said. */
  static final class Seat {
    final LoraRadio radio;
    final SerialCable cable;
    final List<RadioEvent> events = new ArrayList<>();
    RnodeModem modem;

    Seat(LoraRadio radio, SerialCable cable) {
      this.radio = radio;
      this.cable = cable;
    }

    <T extends RadioEvent> List<T> all(Class<T> type) {
      return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    boolean ready() {
      return !all(RadioEvent.Ready.class).isEmpty();
    }

    Transmitter transmitter() {
      return all(RadioEvent.Ready.class).getLast().transmitter();
    }

    Tuning onAir() {
      return new Tuning(transmitter().frequencyHz(), transmitter().modulation(), RadioSettings.SYNC_WORD,
          false);
    }

    RadioEvent.Failed failure() {
      return all(RadioEvent.Failed.class).getLast();
    }

    boolean failed(RadioFault fault) {
      return all(RadioEvent.Failed.class).stream().anyMatch(failed -> failed.fault() == fault);
    }

    List<Bytes> received() {
      return all(RadioEvent.Received.class).stream().map(RadioEvent.Received::frame).toList();
    }
  }

  Seat rnode(RnodeBoard board, RnodeFault fault) {
    return rnode(board, fault, INSIDE_MS);
  }

  Seat rnode(RnodeBoard board, RnodeFault fault, long airtimeInsideMs) {
    SerialCable cable = cable("ttyTEST" + seats.size());
    Seat seat = seat(new Rnode(cable, airtimeInsideMs), cable);
    seat.modem = new RnodeModem(air.antenna(), new SeededEntropy(seats.size()), board, seats.size(), fault,
        cable);
    cable.attach(seat.modem);
    return seat;
  }

  /** A driver and its modem, after the time that a start takes. */
  Seat started(RnodeBoard board, RnodeFault fault) {
    Seat seat = rnode(board, fault);
    beginAndRun();
    return seat;
  }

  /** Another RNode's transmission. */
  void say(Seat hearer, Bytes packet) {
    air.say(hearer.onAir(), Bytes.hex("70").concat(packet));
  }

  SerialCable cable(String name) {
    return new SerialCable(name, () -> woken = true);
  }

  Seat seat(LoraRadio radio, SerialCable cable) {
    Seat seat = new Seat(radio, cable);
    seats.add(seat);
    return seat;
  }

  /** A driver whose port never opens. */
  static SerialPortSource refusing(String why) {
    return () -> new SerialPortSource.Opening.Refused(why);
  }

  Desk begin() {
    seats.forEach(seat -> seat.radio.begin(SETTINGS, air.nowMs()));
    return this;
  }

  Desk beginAndRun() {
    begin();
    run(10_000);
    return this;
  }

  void run(long forMs) {
    runUntil(air.nowMs() + forMs, desk -> false);
  }

  /** Goes from event to event; every driver is polled at each of them and when it asks for it. */
  void runUntil(long untilMs, Predicate<Desk> done) {
    int pollsInThisMs = 0;
    while (air.nowMs() < untilMs && !done.test(this)) {
      long nextMs = air.nextMs();
      for (Seat seat : seats) {
        nextMs = Math.min(nextMs, seat.radio.nextPollMs());
      }
      nextMs = woken ? air.nowMs() : nextMs;
      woken = false;
      pollsInThisMs = nextMs <= air.nowMs() ? pollsInThisMs + 1 : 0;
      if (pollsInThisMs > MAX_POLLS_PER_MS) {
        throw new AssertionError("a driver wants to be polled again and again at " + air.nowMs() + " ms");
      }
      air.advance(Math.min(untilMs, Math.max(nextMs, air.nowMs())));
      for (Seat seat : seats) {
        seat.radio.poll(air.nowMs());
        seat.events.addAll(seat.radio.drainEvents());
      }
    }
  }

  void send(Seat seat, Bytes frame) {
    runUntil(air.nowMs() + 60_000, desk -> seat.radio.accepts());
    seat.radio.transmit(frame, air.nowMs());
  }

  static Bytes bytes(int length, int from) {
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) (from + index);
    }
    return Bytes.copyOf(bytes);
  }
}
