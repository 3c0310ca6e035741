package org.sheratan.edge.http.route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;
import org.sheratan.radio.link.FrameTap;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.link.lora.LoraTap;
import org.sheratan.radio.link.lora.Transmitter;

/** The latest frames, while somebody watches and for a while after; otherwise nothing is kept. Any thread. */
public final class PacketLog implements FrameTap, LoraTap {
  public static final int KEPT = 1_024;
  private static final long WATCH_MS = 120_000;

  /**
   * @param number one more for each, from 1
   * @param tuned the settings of the LoRa radio it went by, then; empty on other links
   * @param sent false: it was heard
   */
  public record Packet(long number, Now at, String link, Optional<Transmitter> tuned, boolean sent,
      Bytes frame,
      Optional<Signal> signal) {}

  /** @param missed so many after the number asked for are no longer here */
  public record Page(List<Packet> packets, long next, long missed) {}

  private final Clock clock;
  private final Deque<Packet> latest = new ArrayDeque<>();
  private long lastNumber;
  private long watchedUntilMs = Long.MIN_VALUE;

  public PacketLog(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void onFrame(String link, boolean sent, Bytes frame, Optional<Signal> signal) {
    onFrame(link, Optional.empty(), sent, frame, signal);
  }

  @Override
  public synchronized void onFrame(String link, Optional<Transmitter> tuned, boolean sent, Bytes frame,
      Optional<Signal> signal) {
    Now now = clock.now();
    if (now.monoMs() > watchedUntilMs) {
      latest.clear();
      return;
    }
    lastNumber++;
    latest.add(new Packet(lastNumber, now, link, tuned, sent, frame, signal));
    if (latest.size() > KEPT) {
      latest.removeFirst();
    }
  }

  /** Where a watcher begins who wants only what comes from now on. */
  public synchronized long begin() {
    watch();
    return lastNumber;
  }

  /** What came after {@code number}, at most {@code limit} packets, oldest first. */
  public synchronized Page after(long number, int limit) {
    watch();
    List<Packet> found = new ArrayList<>();
    for (Packet packet : latest) {
      if (packet.number() > number && found.size() < limit) {
        found.add(packet);
      }
    }
    long next = found.isEmpty() ? Math.max(number, lastNumber) : found.getLast().number();
    long missed = found.isEmpty() ? Math.max(0, lastNumber - number) : found.getFirst().number() - number - 1;
    return new Page(found, next, missed);
  }

  private void watch() {
    watchedUntilMs = clock.now().monoMs() + WATCH_MS;
  }
}
