package org.sheratan.edge.http;

import java.io.IOException;
import java.net.InetSocketAddress;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.daemon.LogTail;
import org.sheratan.edge.http.door.CloseLog;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.OpenDoor;
import org.sheratan.edge.http.event.EventPaths;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;
import org.sheratan.edge.http.session.SessionCheck;
import org.sheratan.edge.http.session.SessionPaths;
import org.sheratan.edge.http.session.Sessions;
import org.sheratan.edge.web.PagePaths;
import org.sheratan.kernel.SecureRandomness;

/** The API and the status page, listening. */
public final class HttpServer implements AutoCloseable {
  private final OpenDoor door;
  private final NodeDesk desk;
  private final LocalApi events;

  private HttpServer(OpenDoor door, NodeDesk desk, LocalApi events) {
    this.door = door;
    this.desk = desk;
    this.events = events;
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
    NodeDesk desk = new NodeDesk(parts.gate(), settings.answerDeadlineMs());
    CloseLog log = new CloseLog(parts.clock(), pairs -> Log.warn("http-closed", pairs));
    LocalApi local = new LocalApi(parts);
    Router router = ApiRouter.of(desk, settings, parts);
    Sessions sessions = new Sessions(access, random, parts.clock());
    SessionCheck check = new SessionCheck(sessions);
    new EventPaths(desk, settings, parts.clock(), check::lasts, local::get, LogTail::from).addTo(router);
    new SessionPaths(access, sessions, settings.tls().isPresent()).addTo(router);
    new PagePaths().addTo(router);
    Application application = new Application(new CallerCheck(settings), router, parts.token(),
        check, parts.clock());
    return new HttpServer(OpenDoor.open(settings, parts.clock(), parts.executor(), log, application), desk,
        local);
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
    desk.close();
    events.close();
    door.close();
  }
}
