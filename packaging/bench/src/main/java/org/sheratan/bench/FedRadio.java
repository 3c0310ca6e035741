package org.sheratan.bench;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.Transmitter;

/** SIMULATION of a transceiver that receives what it is fed, and sends at once to nobody. */
final class FedRadio implements LoraRadio {
  private static final int LONGEST_FRAME_BYTES = 255;

  private List<RadioEvent> events = new ArrayList<>();
  private List<RadioEvent> fed = List.of();

  /** Whoever measures makes the list beforehand, so that nothing of this radio is measured. */
  void feed(List<RadioEvent> received) {
    fed = received;
  }

  @Override
  public void begin(RadioSettings settings, long nowMs) {
    events.add(
        new RadioEvent.Ready(new Transmitter("fed", "SIMULATION without an antenna", settings.frequencyHz(),
            settings.modulation(), settings.powerDbm(), 0, LONGEST_FRAME_BYTES, true)));
  }

  @Override
  public boolean accepts() {
    return true;
  }

  @Override
  public void transmit(Bytes frame, long nowMs) {
    events.add(new RadioEvent.Transmitted());
  }

  @Override
  public void sense(long nowMs) {
    throw new IllegalStateException("it has its own channel access");
  }

  @Override
  public void poll(long nowMs) {
    // Fed from outside.
  }

  @Override
  public long nextPollMs() {
    return Long.MAX_VALUE;
  }

  @Override
  public List<RadioEvent> drainEvents() {
    List<RadioEvent> drained = fed;
    fed = List.of();
    if (drained.isEmpty() && !events.isEmpty()) {
      drained = events;
      events = new ArrayList<>();
    }
    return drained;
  }

  @Override
  public void end(long nowMs) {
    events.clear();
  }
}
