package org.sheratan.edge.dev;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.hardware.SerialPorts;
import org.sheratan.radio.link.lora.kiss.ModemFinder;

/** A real driver on a real port, driven by the test's thread. */
final class LiveRadio {
  private static final Executor WRITERS = task -> Thread.ofPlatform().daemon().start(task);
  private static final long PATIENCE_MS = 60_000;
  private static final RadioSettings SETTINGS = new RadioSettings(869_525_000,
      new LoraModulation(7, 125_000, 5, 8), 14);

  private final SystemClock clock;
  private final Semaphore news;
  final LoraRadio radio;
  final List<RadioEvent> events = new ArrayList<>();

  LiveRadio(Path port, SystemClock clock, Semaphore news) {
    this.clock = clock;
    this.news = news;
    this.radio = new ModemFinder(SerialPorts.source(port.toString(), news::release, WRITERS),
        2_000);
  }

  void begin() {
    radio.begin(SETTINGS, clock.monoMs());
  }

  boolean has(Class<? extends RadioEvent> type) {
    return events.stream().anyMatch(type::isInstance);
  }

  /** Polls all until {@code done}. */
  static void until(SystemClock clock, Semaphore news, List<LiveRadio> radios,
      Predicate<List<LiveRadio>> done)
      throws InterruptedException {
    long endMs = clock.monoMs() + PATIENCE_MS;
    while (!done.test(radios)) {
      if (clock.monoMs() >= endMs) {
        throw new AssertionError("not within a minute: " + radios.stream().map(each -> each.events).toList());
      }
      long nextMs = endMs;
      for (LiveRadio each : radios) {
        each.radio.poll(clock.monoMs());
        each.events.addAll(each.radio.drainEvents());
        nextMs = Math.min(nextMs, each.radio.nextPollMs());
      }
      if (!done.test(radios)) {
        news.tryAcquire(Math.max(0, nextMs - clock.monoMs()), TimeUnit.MILLISECONDS);
        news.drainPermits();
      }
    }
  }
}
