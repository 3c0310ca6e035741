package org.sheratan.edge.http.door;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;

import org.sheratan.kernel.Clock;

/**
 * Accepts {@link ClientSocket}s, whose time begins when they are accepted; while the system has no descriptors left
 * it waits instead of spinning.
 */
final class AcceptingSocket extends ServerSocket {
  private static final long PAUSE_MS = 100;
  /** In a flood newcomers wait here for {@link ConnectionRunner}, the honest ones among them. */
  private static final int QUEUE = 256;

  private final Clock clock;
  private final long firstByteMs;

  /** @param firstByteMs how long an accepted client may take to say something */
  AcceptingSocket(Clock clock, long firstByteMs) throws IOException {
    this.clock = clock;
    this.firstByteMs = firstByteMs;
  }

  @Override
  public void bind(SocketAddress endpoint, int unusedBacklog) throws IOException {
    super.bind(endpoint, QUEUE);
  }

  @Override
  public Socket accept() throws IOException {
    ClientSocket accepted = new ClientSocket(clock);
    try {
      implAccept(accepted);
      // Not before: between two clients this method waits, and a client must not inherit how long.
      accepted.boundSending();
      accepted.enter(ClientSocket.SILENT, true, firstByteMs);
      return accepted;
    } catch (IOException failed) {
      accepted.closeQuietly();
      pause();
      throw failed;
    }
  }

  private synchronized void pause() {
    try {
      if (!isClosed()) {
        wait(PAUSE_MS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
