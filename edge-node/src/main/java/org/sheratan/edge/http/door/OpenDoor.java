package org.sheratan.edge.http.door;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.sheratan.kernel.Clock;

/** One application on one port, until it is closed. */
public final class OpenDoor implements AutoCloseable {
  private static final int NO_TIMEOUT_OF_ITS_OWN = 0;

  private final NanoDoor door;
  private final ConnectionRunner runner;
  private final InetSocketAddress address;

  private OpenDoor(NanoDoor door, ConnectionRunner runner, InetSocketAddress address) {
    this.door = door;
    this.runner = runner;
    this.address = address;
  }

  /**
   * Binds and serves.
   *
   * @param executor runs one task per connection, which may block
   * @param log of connections closed without an answer
   * @throws IOException when the address cannot be bound, a port already taken above all
   */
  public static OpenDoor open(HttpSettings settings, Clock clock, Executor executor, CloseLog log,
      Function<HttpRequest, HttpResponse> application) throws IOException {
    NanoLog.bridge();
    ConnectionRunner runner = new ConnectionRunner(settings.maxConnections(), clock, executor, log);
    NanoDoor door = new NanoDoor(settings, clock, runner, application, log);
    door.start(NO_TIMEOUT_OF_ITS_OWN, true);
    runner.startSweeping();
    return new OpenDoor(door, runner,
        new InetSocketAddress(InetAddress.getByName(settings.bindAddress()), door.getListeningPort()));
  }

  /** Where it listens; the port is the real one even if 0 was asked for. */
  public InetSocketAddress address() {
    return address;
  }

  public int openConnections() {
    return runner.openConnections();
  }

  /** Closes every connection and the port. */
  @Override
  public void close() {
    door.stop();
  }
}
