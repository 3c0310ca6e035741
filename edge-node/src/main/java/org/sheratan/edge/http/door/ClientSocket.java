package org.sheratan.edge.http.door;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import org.sheratan.kernel.Clock;

/**
 * One accepted connection and how long its present phase may last. Reads end by the deadline whatever arrives, so a
 * byte now and then buys no time; {@link ConnectionRunner} closes what overstays otherwise, such as a client that
 * does not take its response.
 */
final class ClientSocket extends Socket {
  /** Connected, and not a byte came yet. */
  static final String SILENT = "silent";
  private static final int LINGER_MS = 1_000;
  private static final int MAX_LINGER_BYTES = 256 * 1024;

  private final Clock clock;
  private volatile Phase phase;

  /**
   * @param evictable whether a newer connection may take this one's place
   * @param endMs monotonic time by which it must be over
   */
  record Phase(String name, boolean evictable, long startMs, long endMs) {}

  /** Not accepted yet: that may take hours. */
  ClientSocket(Clock clock) {
    this.clock = clock;
    this.phase = new Phase("accepting", false, clock.now().monoMs(), Long.MAX_VALUE / 2);
  }

  Phase phase() {
    return phase;
  }

  void enter(String name, boolean evictable, long lengthMs) {
    long nowMs = clock.now().monoMs();
    phase = new Phase(name, evictable, nowMs, nowMs + lengthMs);
  }

  /** @throws SocketTimeoutException when the phase is over */
  int readBefore(byte[] target, int from, int length) throws IOException {
    long leftMs = phase.endMs() - clock.now().monoMs();
    if (leftMs <= 0) {
      throw new SocketTimeoutException(phase.name());
    }
    setSoTimeout((int) leftMs);
    return super.getInputStream().read(target, from, length);
  }

  /**
   * Ends our half and reads on for a moment: closing with unread bytes would reset the connection and could destroy
   * the response on its way (RFC 9112 section 9.6).
   */
  void linger() {
    enter("linger", true, LINGER_MS);
    try {
      shutdownOutput();
      byte[] dropped = new byte[8192];
      int total = 0;
      for (int read = 0; read >= 0 && total < MAX_LINGER_BYTES; total += read) {
        read = readBefore(dropped, 0, dropped.length);
      }
    } catch (IOException gone) {
      // The client left first, or does not stop sending: either way we are done with it.
    }
  }

  /** Numeric address of the other end; empty once it is closed. */
  String caller() {
    InetAddress address = super.getInetAddress();
    return address == null ? "" : address.getHostAddress();
  }

  void closeQuietly() {
    try {
      close();
    } catch (IOException alreadyGone) {
      // Nothing is left to release.
    }
  }

  /** Named by its number: NanoHTTPD asks for the host name, which would otherwise be a DNS query per connection. */
  @Override
  public InetAddress getInetAddress() {
    InetAddress address = super.getInetAddress();
    try {
      return address == null
          ? null
          : InetAddress.getByAddress(address.getHostAddress(), address.getAddress());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** NanoHTTPD gets {@link GuardedInput} instead. */
  @Override
  public InputStream getInputStream() {
    return InputStream.nullInputStream();
  }
}
