package org.sheratan.edge.http.door;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

import org.sheratan.kernel.Clock;

/**
 * One accepted connection and how long its present phase may last. Reads end by the deadline whatever arrives, so a
 * byte now and then buys no time; {@link ConnectionRunner} closes what overstays otherwise. Writes go in pieces, and a
 * client that does not take one is waited for like one that does not speak. After {@link #handshake} what is read and written goes through TLS, whose own reads keep the
 * same deadline.
 */
final class ClientSocket extends Socket {
  /** Connected, and not a byte came yet. */
  static final String SILENT = "silent";
  private static final String HANDSHAKE = "handshake";
  private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};
  private static final int LINGER_MS = 1_000;
  private static final int MAX_LINGER_BYTES = 256 * 1024;

  /** Who says or takes nothing for so long is the delay, not we; everybody has that long in a flood. */
  private static final long STUCK_MS = 250;
  private static final int PIECE_BYTES = 8 * 1024;
  /** So that a client that reads nothing is soon known, and ties up little memory. */
  private static final int SEND_BUFFER_BYTES = 64 * 1024;

  /** Content type of a TLS record that begins a handshake (RFC 8446 section 5.1). */
  private static final int TLS_HANDSHAKE = 22;

  private final Clock clock;
  private final InputStream deadlined = new DeadlinedInput();
  private volatile Phase phase;
  private InputStream content = deadlined;
  private Optional<SSLSocket> tls = Optional.empty();

  /**
   * @param startMs monotonic time since when nothing has moved; while writing, since the last piece that was taken
   * @param evictableMs from then on a newer connection may take this one's place
   * @param endMs by then it must be over
   */
  record Phase(String name, long startMs, long evictableMs, long endMs) {
    boolean evictable() {
      return evictableMs != Long.MAX_VALUE;
    }
  }

  /** Not accepted yet: that may take hours. */
  ClientSocket(Clock clock) {
    this.clock = clock;
    this.phase = new Phase("accepting", clock.now().monoMs(), Long.MAX_VALUE, Long.MAX_VALUE / 2);
  }

  Phase phase() {
    return phase;
  }

  void enter(String name, boolean evictable, long lengthMs) {
    long nowMs = clock.now().monoMs();
    phase = new Phase(name, nowMs, evictable ? nowMs + STUCK_MS : Long.MAX_VALUE, nowMs + lengthMs);
  }

  /** @param lengthMs for the client to take all of it */
  void enterWriting(String name, long lengthMs) {
    long nowMs = clock.now().monoMs();
    phase = new Phase(name, nowMs, nowMs + STUCK_MS, nowMs + lengthMs);
  }

  private void onPieceTaken() {
    Phase present = phase;
    long nowMs = clock.now().monoMs();
    long evictableMs = present.evictableMs() == Long.MAX_VALUE ? Long.MAX_VALUE : nowMs + STUCK_MS;
    phase = new Phase(present.name(), nowMs, evictableMs, present.endMs());
  }

  /**
   * Lets the client begin TLS; one that speaks something else is read on as it speaks.
   *
   * @throws IOException when the handshake fails, or does not end in time
   */
  void handshake(TlsSettings terms) throws IOException {
    byte[] first = new byte[1];
    if (readBefore(first, 0, 1) < 0) {
      throw new EOFException("nothing was said");
    }
    InputStream again = new ByteArrayInputStream(first);
    if (first[0] != TLS_HANDSHAKE) {
      content = new SequenceInputStream(again, deadlined);
      return;
    }
    enter(HANDSHAKE, true, terms.handshakeDeadlineMs());
    SSLSocket sealed = (SSLSocket) terms.context().getSocketFactory().createSocket(this, again, true);
    sealed.setEnabledProtocols(TLS_VERSIONS);
    sealed.startHandshake();
    content = sealed.getInputStream();
    tls = Optional.of(sealed);
  }

  /** Of what has been written the system keeps so much for a client that does not read. */
  void boundSending() throws IOException {
    setSendBufferSize(SEND_BUFFER_BYTES);
  }

  /** Whether the client speaks TLS. */
  boolean sealed() {
    return tls.isPresent();
  }

  /** Whether the present phase is over. */
  boolean overdue() {
    return clock.now().monoMs() >= phase.endMs();
  }

  /** @throws SocketTimeoutException when the phase is over */
  int readBefore(byte[] target, int from, int length) throws IOException {
    return content.read(target, from, length);
  }

  /** To the client. */
  OutputStream output() throws IOException {
    return new PieceOutput(tls.isPresent() ? tls.get().getOutputStream() : getOutputStream());
  }

  /**
   * Ends our half and reads on for a moment: closing with unread bytes would reset the connection and could destroy
   * the response on its way (RFC 9112 section 9.6).
   */
  void linger() {
    enter("linger", true, LINGER_MS);
    try {
      if (tls.isPresent()) {
        tls.get().shutdownOutput();
      } else {
        shutdownOutput();
      }
      byte[] dropped = new byte[8192];
      int total = 0;
      for (int read = 0; read >= 0 && total < MAX_LINGER_BYTES; total += read) {
        read = deadlined.read(dropped, 0, dropped.length);
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

  /** What came over the wire; for TLS. NanoHTTPD gets {@link GuardedInput} instead. */
  @Override
  public InputStream getInputStream() {
    return deadlined;
  }

  private final class PieceOutput extends FilterOutputStream {
    PieceOutput(OutputStream whole) {
      super(whole);
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
      for (int done = 0; done < length; done += PIECE_BYTES) {
        out.write(source, from + done, Math.min(PIECE_BYTES, length - done));
        onPieceTaken();
      }
    }
  }

  private final class DeadlinedInput extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      long leftMs = phase.endMs() - clock.now().monoMs();
      if (leftMs <= 0) {
        throw new SocketTimeoutException(phase.name());
      }
      setSoTimeout((int) leftMs);
      return ClientSocket.super.getInputStream().read(target, from, length);
    }
  }
}
