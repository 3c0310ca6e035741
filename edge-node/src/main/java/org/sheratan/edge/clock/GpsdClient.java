package org.sheratan.edge.clock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.LongPredicate;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;

/**
 * Listens to gpsd (gpsd(8), TCP, JSON). Connects again {@link #RETRY_MS} after every end, whatever ended it; a daemon that
 * says no whole line for {@link GpsdLines#SILENCE_MS}, having no receiver, or says more than a receiver can, is asked anew in
 * the same way. Blocks a thread of its own.
 */
public final class GpsdClient implements Runnable, AutoCloseable {
  static final long RETRY_MS = 10_000;
  private static final int CONNECT_MS = 5_000;
  private static final byte[] WATCH = "?WATCH={\"enable\":true,\"json\":true};\n"
      .getBytes(StandardCharsets.US_ASCII);

  private final String host;
  private final int port;
  private final LongPredicate pause;
  private final Clock clock;
  private final GpsdListener listener;
  private volatile boolean closed;
  private volatile Socket socket = new Socket();
  private boolean found;
  private boolean lostTold;

  /**
   * @param address {@code host:port} or {@code [ipv6]:port}
   * @param pause waits for so many milliseconds; false when the process is stopping
   */
  public GpsdClient(String address, LongPredicate pause, Clock clock, GpsdListener listener) {
    int colon = address.lastIndexOf(':');
    this.host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
    this.port = Integer.parseInt(address.substring(colon + 1));
    this.pause = pause;
    this.clock = clock;
    this.listener = listener;
  }

  @Override
  public void run() {
    do {
      try {
        listen();
      } catch (IOException ended) {
        onEnd(String.valueOf(ended.getMessage()));
      } catch (MalformedException noReport) {
        onEnd(noReport.getMessage());
      }
    } while (!closed && pause.test(RETRY_MS));
  }

  @Override
  public void close() throws IOException {
    closed = true;
    socket.close();
  }

  private void listen() throws IOException {
    try (Socket opened = new Socket()) {
      socket = opened;
      if (closed) {
        return;
      }
      opened.connect(new InetSocketAddress(InetAddress.getByName(host), port), CONNECT_MS);
      opened.getOutputStream().write(WATCH);
      GpsdLines lines = new GpsdLines(opened, clock);
      while (true) {
        onLine(lines.next());
      }
    }
  }

  private void onLine(Bytes line) {
    GpsdLine.wallMs(line).ifPresent(listener::onTime);
    if (!found) {
      found = true;
      lostTold = false;
      listener.onFound();
    }
  }

  private void onEnd(String why) {
    found = false;
    if (!lostTold && !closed) {
      lostTold = true;
      listener.onLost(why);
    }
  }
}
