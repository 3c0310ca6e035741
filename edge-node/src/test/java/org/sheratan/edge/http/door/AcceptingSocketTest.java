package org.sheratan.edge.http.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;

class AcceptingSocketTest {
  private static final long HOUR_MS = 3_600_000;
  private final AtomicLong nowMs = new AtomicLong();
  /** An hour passes between the first look at it and the second: nobody has called for so long. */
  private final Clock quietHour = () -> Now.monotonic(nowMs.getAndSet(HOUR_MS));

  /** Under load the sweep came before the request was read, and closed what had just been accepted. */
  @Test
  void shouldNotLetAClientInheritHowLongTheNodeWaitedForIt() throws IOException {
    try (AcceptingSocket server = new AcceptingSocket(quietHour, 5_000)) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
          ClientSocket accepted = (ClientSocket) server.accept()) {
        assertTrue(client.isConnected());
        assertEquals(HOUR_MS, accepted.phase().startMs());
        assertEquals(HOUR_MS + 5_000, accepted.phase().endMs());
      }
    }
  }

  @Test
  void shouldNotSweepAwayAClientThatIsBeingAccepted() throws IOException {
    Executor never = task -> {};
    CloseLog log = new CloseLog(quietHour, pairs -> {});
    ConnectionRunner runner = new ConnectionRunner(4, quietHour, never, log);
    NanoDoor door = new NanoDoor(HttpSettings.loopback(0), quietHour, runner, request -> null, log);
    try (ClientSocket fresh = new ClientSocket(quietHour)) {
      runner.exec(new ClientConnection(door, fresh, new GuardedInput(fresh, HttpSettings.loopback(0), log)));
      runner.sweep(100 * HOUR_MS);
      assertTrue(!fresh.isClosed());
    }
  }
}
