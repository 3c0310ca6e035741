package org.sheratan.radio.link.lora;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.Signal;

/** A radio that does what the test says. */
final class ScriptedRadio implements LoraRadio {
  static final Signal SIGNAL = new Signal(-90, 5);

  final List<Bytes> onAir = new ArrayList<>();
  final List<RadioSettings> begun = new ArrayList<>();
  final List<RadioEvent> events = new ArrayList<>();
  boolean accepting;
  boolean ended;
  int sensed;

  void ready(String id, RadioSettings settings, boolean ownChannelAccess) {
    accepting = true;
    events.add(
        new RadioEvent.Ready(new Transmitter(id, "scripted", settings.frequencyHz(), settings.modulation(),
            settings.powerDbm(), 0, 255, ownChannelAccess)));
  }

  void fail(RadioFault fault) {
    accepting = false;
    events.add(new RadioEvent.Failed(fault, "scripted"));
  }

  void hear(Bytes frame) {
    events.add(new RadioEvent.Received(frame, SIGNAL.rssiDbm(), SIGNAL.snrDb()));
  }

  @Override
  public void begin(RadioSettings settings, long nowMs) {
    begun.add(settings);
  }

  @Override
  public boolean accepts() {
    return accepting;
  }

  @Override
  public void transmit(Bytes frame, long nowMs) {
    onAir.add(frame);
    accepting = false;
  }

  /** What was handed over has left. */
  void sent() {
    accepting = true;
    events.add(new RadioEvent.Transmitted());
  }

  @Override
  public void sense(long nowMs) {
    sensed++;
  }

  @Override
  public void poll(long nowMs) {
    // Events are put in by the test.
  }

  @Override
  public long nextPollMs() {
    return Long.MAX_VALUE;
  }

  @Override
  public List<RadioEvent> drainEvents() {
    List<RadioEvent> drained = List.copyOf(events);
    events.clear();
    return drained;
  }

  @Override
  public void end(long nowMs) {
    ended = true;
  }
}
