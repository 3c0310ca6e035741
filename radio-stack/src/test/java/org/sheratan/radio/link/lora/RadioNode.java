package org.sheratan.radio.link.lora;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.emulator.AirBench;

/**
 * A driver at its emulated hardware, seated at a bench.
 *
 * @param <N> itself
 */
public abstract class RadioNode<N extends RadioNode<N>> {
  public static final LoraModulation SF8 = new LoraModulation(8, 125_000, 5, 8);
  public static final RadioSettings EUROPE = new RadioSettings(868_100_000, SF8, 14);

  private final AirBench bench;
  private final String name;
  private final int restMs;
  private LoraRadio radio;
  private Transmitter transmitter;

  /** @param restMs how long at most it may accept nothing after it has become ready or a frame has left */
  protected RadioNode(AirBench bench, String name, int restMs) {
    this.bench = bench;
    this.name = name;
    this.restMs = restMs;
  }

  protected final void seat(LoraRadio driver) {
    radio = driver;
    bench.seat(name, driver);
  }

  protected abstract N self();

  /** What connects driver and hardware is gone. */
  public abstract void unplug();

  public abstract void plugIn();

  public final LoraRadio radio() {
    return radio;
  }

  /** As it was ready last. */
  public final Transmitter transmitter() {
    return transmitter;
  }

  public final N begin(RadioSettings settings) {
    radio.begin(settings, bench.nowMs());
    return self();
  }

  public final N ready(RadioSettings settings) {
    begin(settings);
    transmitter = await(RadioEvent.Ready.class).transmitter();
    return self();
  }

  /** Waits until it accepts. */
  public final N rested() {
    for (int waitedMs = 0; waitedMs < restMs && !radio.accepts(); waitedMs++) {
      bench.run(1);
    }
    return self();
  }

  public final void transmit(Bytes frame) {
    radio.transmit(frame, bench.nowMs());
  }

  public final <E extends RadioEvent> E await(Class<E> kind) {
    return bench.await(name, kind);
  }

  /** Sends and waits until it has left. */
  public final void send(Bytes frame) {
    rested().transmit(frame);
    await(RadioEvent.Transmitted.class);
  }

  public final RadioEvent.Sensed sense() {
    rested().radio().sense(bench.nowMs());
    return await(RadioEvent.Sensed.class);
  }

  public final RadioEvent.Failed failure() {
    return await(RadioEvent.Failed.class);
  }
}
