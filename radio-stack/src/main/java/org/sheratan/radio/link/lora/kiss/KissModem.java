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
  final ModemLine line;
  final Queue<RadioEvent> events = new ArrayDeque<>();

  KissModem(ModemLine line) {
    this.line = line;
  }

  @Override
  public final List<RadioEvent> drainEvents() {
    List<RadioEvent> drained = List.copyOf(events);
    events.clear();
    return drained;
  }

  /** @return whether the line could be opened; if not, that has been told upward */
  final boolean opened() {
    String refused = line.open();
    if (!refused.isEmpty()) {
      events.add(new RadioEvent.Failed(RadioFault.ABSENT, refused));
    }
    return refused.isEmpty();
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
