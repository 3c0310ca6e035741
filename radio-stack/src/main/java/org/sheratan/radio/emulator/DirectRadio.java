package org.sheratan.radio.emulator;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.Tuning;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.Transmitter;

/**
 * SIMULATION of a transceiver that has no registers to get wrong: what {@link LoraRadio} asks for, straight on an
 * antenna. For measurements with many nodes, where the chips are not the subject. Strict: it never overlaps two
 * transmissions, is deaf while it sends, and refuses calls that the contract forbids.
 */
public final class DirectRadio implements LoraRadio, Antenna.Listener {
  private static final int LONGEST_FRAME_BYTES = 255;
  /** Channel activity detection listens for about two symbols (SX1261/2 datasheet, 8.5). */
  private static final int SENSE_SYMBOLS = 2;
  private static final long MICROS_PER_MS = 1_000;

  private final String transmitter;
  private final Antenna antenna;
  private final Runnable signal;
  private List<RadioEvent> events = new ArrayList<>();
  private Tuning tuning;
  private int powerDbm;
  private boolean sending;
  private boolean sensing;
  private boolean receiving;
  private long leavesMicros;

  /**
   * @param transmitter names the hardware on the air
   * @param signal called when there is something to poll for
   */
  public DirectRadio(String transmitter, Antenna antenna, Runnable signal) {
    this.transmitter = transmitter;
    this.antenna = antenna;
    this.signal = signal;
  }

  @Override
  public void begin(RadioSettings settings, long nowMs) {
    tuning = new Tuning(settings.frequencyHz(), settings.modulation(), RadioSettings.SYNC_WORD, false);
    powerDbm = settings.powerDbm();
    antenna.listen(this);
    sending = false;
    sensing = false;
    listenAgain();
    report(new RadioEvent.Ready(new Transmitter(transmitter, "SIMULATION without a chip",
        settings.frequencyHz(), settings.modulation(), powerDbm, 0, LONGEST_FRAME_BYTES, false)));
  }

  @Override
  public boolean accepts() {
    return tuning != null && !sending && !sensing;
  }

  @Override
  public void transmit(Bytes frame, long nowMs) {
    Check.that(accepts(), "it does not accept a frame now");
    Check.that(frame.length() > 0 && frame.length() <= LONGEST_FRAME_BYTES, "no such frame fits");
    sending = true;
    receiving = false;
    leavesMicros = antenna.nowMicros() + tuning.modulation().airtimeMicros(frame.length());
    antenna.transmit(tuning, powerDbm, frame);
  }

  @Override
  public void sense(long nowMs) {
    Check.that(accepts(), "it cannot sense now");
    sensing = true;
    antenna.after(SENSE_SYMBOLS * tuning.modulation().symbolMicros(), this::sensed);
  }

  @Override
  public void poll(long nowMs) {
    // Everything happens in the antenna's own time.
  }

  @Override
  public long nextPollMs() {
    return events.isEmpty() ? Long.MAX_VALUE : 0;
  }

  @Override
  public List<RadioEvent> drainEvents() {
    List<RadioEvent> drained = events;
    events = new ArrayList<>();
    return drained;
  }

  @Override
  public void end(long nowMs) {
    tuning = null;
    sending = false;
    sensing = false;
    antenna.idle();
  }

  @Override
  public void onPreamble() {
    receiving = true;
  }

  @Override
  public void onReception(Antenna.Reception reception) {
    receiving = false;
    report(reception.intact()
        ? new RadioEvent.Received(reception.frame(), (int) Math.round(reception.rssiDbm()), reception.snrDb())
        : new RadioEvent.Garbled());
  }

  @Override
  public void onTransmitted() {
    Check.that(sending && antenna.nowMicros() == leavesMicros, "a transmission takes its airtime");
    sending = false;
    listenAgain();
    report(new RadioEvent.Transmitted());
  }

  private void sensed() {
    if (sensing) {
      sensing = false;
      boolean taken = receiving || antenna.active(tuning);
      report(new RadioEvent.Sensed(taken, (int) Math.round(antenna.rssiDbm(tuning))));
    }
  }

  private void listenAgain() {
    receiving = false;
    antenna.receive(tuning);
  }

  private void report(RadioEvent event) {
    events.add(event);
    signal.run();
  }
}
