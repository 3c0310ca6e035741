package org.sheratan.radio.link.lora.kiss;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;

/** What the drivers of both kinds of modem share: a serial line, what happened on it, and that it may be lost. */
abstract class KissModem implements LoraRadio {
  /** So long the own USB of a restarting board may be away, bootloader included. */
  static final long AWAY_MS = 10_000;
  static final long OPEN_AGAIN_MS = 250;

  final ModemLine line;
  final Queue<RadioEvent> events = new ArrayDeque<>();

  /** Until then the port may be away, because the board restarts. */
  long backByMs;
  long polledMs;

  KissModem(ModemLine line) {
    this.line = line;
  }

  @Override
  public final List<RadioEvent> drainEvents() {
    List<RadioEvent> drained = List.copyOf(events);
    events.clear();
    return drained;
  }

  /** Does something with the line; losing it meanwhile is a failure. */
  final void guarded(Runnable work) {
    try {
      work.run();
    } catch (BusLostException gone) {
      onLost(gone.getMessage());
    }
  }

  /** The port is gone under it. */
  void onLost(String why) {
    fail(new RadioEvent.Failed(RadioFault.LOST, why));
  }

  /** Tells it upward, lets go of the line, and does nothing more before the next begin. */
  abstract void fail(RadioEvent.Failed failed);
}
