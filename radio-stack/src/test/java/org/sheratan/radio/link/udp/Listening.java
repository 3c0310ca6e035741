package org.sheratan.radio.link.udp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.link.udp.UdpCounts.Count;

/** A link on loopback, what it heard, and a clock that stands still until told. Closing ends everything. */
final class Listening implements LinkListener, AutoCloseable {
  private static final int PATIENCE_MS = 10_000;
  private static final int GLANCE_MS = 20;

  record Heard(LinkEndpoint from, Bytes frame) {}

  record State(boolean up, String why) {}

  final BlockingQueue<Heard> frames = new LinkedBlockingQueue<>();
  final BlockingQueue<State> states = new LinkedBlockingQueue<>();
  final AtomicLong nowMs = new AtomicLong(1);
  final ExecutorService executor = Executors.newCachedThreadPool();
  UdpLink link;

  private Listening() {}

  static Listening on(UdpConfig config) throws IOException {
    return on(config, LocalInterface::scan);
  }

  static Listening on(UdpConfig config, UdpLink.InterfaceSource interfaces) throws IOException {
    Listening listening = new Listening();
    listening.link = UdpLink.open(config, () -> Now.monotonic(listening.nowMs.get()), listening.executor,
        listening, interfaces);
    return listening;
  }

  /** A port nothing used a moment ago. */
  static int freePort() throws IOException {
    try (DatagramSocket probe = new DatagramSocket()) {
      return probe.getLocalPort();
    }
  }

  LinkEndpoint endpoint() throws IOException {
    return new LinkEndpoint("127.0.0.1:" + link.unicastPort());
  }

  Heard next() throws InterruptedException {
    Heard heard = frames.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
    assertTrue(heard != null, "nothing heard in " + PATIENCE_MS + " ms");
    return heard;
  }

  /** Repeats {@code send} until {@code frame} is heard: sockets may drop. */
  Heard hearsAgain(Runnable send, Bytes frame) throws InterruptedException {
    for (int attempt = 0; attempt < PATIENCE_MS / GLANCE_MS; attempt++) {
      send.run();
      Heard heard = frames.poll(GLANCE_MS, TimeUnit.MILLISECONDS);
      while (heard != null && !heard.frame().equals(frame)) {
        heard = frames.poll(GLANCE_MS, TimeUnit.MILLISECONDS);
      }
      if (heard != null) {
        return heard;
      }
    }
    throw new AssertionError("never heard");
  }

  void awaitCount(Count count, long atLeast) throws InterruptedException {
    BlockingQueue<Object> never = new LinkedBlockingQueue<>();
    for (int glance = 0; link.counts().of(count) < atLeast; glance++) {
      assertTrue(glance < PATIENCE_MS / GLANCE_MS, count + " stays at " + link.counts().of(count));
      never.poll(GLANCE_MS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void onFrame(Link from, LinkEndpoint endpoint, Bytes frame, Optional<Signal> signal) {
    frames.add(new Heard(endpoint, frame));
  }

  @Override
  public void onState(Link from, boolean up, String why) {
    states.add(new State(up, why));
  }

  @Override
  public void close() throws IOException {
    link.close();
    executor.shutdownNow();
  }
}
