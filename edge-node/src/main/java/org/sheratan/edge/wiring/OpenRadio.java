package org.sheratan.edge.wiring;

import java.io.IOException;
import java.time.Duration;

import org.sheratan.edge.config.Config;
import org.sheratan.edge.daemon.Threads;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Entropy;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.lora.Doorbell;
import org.sheratan.radio.link.lora.LoraLoop;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraStation;
import org.sheratan.radio.link.lora.MeterFolder;

/** The LoRa radio of a running node, with the thread that drives it. A board that is missing is a state, no refusal. */
final class OpenRadio implements AutoCloseable {
  private static final Duration SILENCING = Duration.ofSeconds(3);

  private static final long LOOK_MS = 5_000;

  private final LoraStation station;
  private final LoraLoop loop;
  private final MeterFolder meters;
  private final Thread thread;

  private OpenRadio(LoraStation station, LoraLoop loop, MeterFolder meters, Thread thread) {
    this.station = station;
    this.loop = loop;
    this.meters = meters;
    this.thread = thread;
  }

  /** @throws StartRefusal when the configuration cannot mean any radio */
  static OpenRadio open(Config.Radio config, Clock clock, Threads threads, Entropy entropy,
      LinkListener listener)
      throws StartRefusal {
    Doorbell doorbell = new Doorbell();
    LoraPlan plan = RadioChoices.plan(config);
    MeterFolder meters = new MeterFolder(config.airtimeFolder());
    LoraStation station = new LoraStation(plan, RadioChoices.radio(config, doorbell, threads.links()),
        meters, entropy,
        listener);
    threads.every(LOOK_MS, new AirtimeWatch(() -> station.airtimeTrouble(clock.now().monoMs())));
    LoraLoop loop = new LoraLoop(station, doorbell, clock);
    return new OpenRadio(station, loop, meters, threads.start("radio", loop));
  }

  LoraStation station() {
    return station;
  }

  /** Silences the radio, then lets other programs use it. */
  @Override
  public void close() throws IOException {
    loop.close();
    try {
      thread.join(SILENCING);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    meters.close();
  }
}
