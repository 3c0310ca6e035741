package org.sheratan.edge.clock;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.LongPredicate;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * Listens to gpsd (gpsd(8), TCP, JSON). Connects again {@link #RETRY_MS} after every end, whatever ended it; a daemon that
 * says nothing for {@link #SILENCE_MS}, having no receiver, is asked anew in the same way. Blocks a thread of its own.
 */
public final class GpsdClient implements Runnable, AutoCloseable {
  static final long RETRY_MS = 10_000;
  static final int SILENCE_MS = 60_000;
  private static final int CONNECT_MS = 5_000;
  private static final byte[] WATCH = "?WATCH={\"enable\":true,\"json\":true};\n"
      .getBytes(StandardCharsets.US_ASCII);

  private final String host;
  private final int port;
  private final LongPredicate pause;
  private final GpsdListener listener;
  private volatile boolean closed;
  private volatile Socket socket = new Socket();
  private boolean found;
  private boolean lostTold;

  /**
   * @param address {@code host:port} or {@code [ipv6]:port}
   * @param pause waits for so many milliseconds; false when the process is stopping
   */
  public GpsdClient(String address, LongPredicate pause, GpsdListener listener) {
    int colon = address.lastIndexOf(':');
    this.host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
    this.port = Integer.parseInt(address.substring(colon + 1));
    this.pause = pause;
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
      opened.setSoTimeout(SILENCE_MS);
      opened.getOutputStream().write(WATCH);
      InputStream in = new BufferedInputStream(opened.getInputStream());
      while (true) {
        onLine(line(in));
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

  private static Bytes line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("gpsd closed the connection");
      }
      if (line.size() == GpsdLine.MAX_BYTES) {
        throw new MalformedException("line", GpsdLine.MAX_BYTES, "longer than that");
      }
      line.write(next);
    }
    return Bytes.copyOf(line.toByteArray());
  }
}
