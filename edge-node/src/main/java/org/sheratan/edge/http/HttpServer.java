package org.sheratan.edge.http;

import java.io.IOException;
import java.net.InetSocketAddress;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.http.door.CloseLog;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.OpenDoor;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.kernel.SecureRandomness;

/** The API and the status page, listening. */
public final class HttpServer implements AutoCloseable {
  private final OpenDoor door;
  private final WholeApi api;

  private HttpServer(OpenDoor door, WholeApi api) {
    this.door = door;
    this.api = api;
  }

  /**
   * Binds and serves until closed.
   *
   * @param access who may sign in with a browser
   * @param random for what a browser is known by then
   * @throws IOException when the address cannot be bound, a port already taken above all
   */
  public static HttpServer start(HttpSettings settings, ApiParts parts, Access access,
      SecureRandomness random) throws IOException {
    CloseLog log = new CloseLog(parts.clock(), pairs -> Log.warn("http-closed", pairs));
    WholeApi api = WholeApi.of(settings, parts, access, random);
    return new HttpServer(
        OpenDoor.open(settings, parts.clock(), parts.executor(), log, api.application()), api);
  }

  /** Where it listens; the port is the real one even if 0 was asked for. */
  public InetSocketAddress address() {
    return door.address();
  }

  public int openConnections() {
    return door.openConnections();
  }

  /** Ends long polls and streams, then closes every connection and the port. */
  @Override
  public void close() {
    api.close();
    door.close();
  }
}
