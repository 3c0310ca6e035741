package org.sheratan.edge.http;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.daemon.LogTail;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.event.EventPaths;
import org.sheratan.edge.http.node.BuildVersion;
import org.sheratan.edge.http.openapi.OpenApiPath;
import org.sheratan.edge.http.owner.Owners;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;
import org.sheratan.edge.http.session.SessionCheck;
import org.sheratan.edge.http.session.SessionPaths;
import org.sheratan.edge.http.session.Sessions;
import org.sheratan.edge.web.PagePaths;
import org.sheratan.kernel.SecureRandomness;

/**
 * The API and the status page, all but the sockets.
 *
 * @param router everything that is served
 * @param events answers within the process, for those who listen
 */
record WholeApi(Application application, Router router, NodeDesk desk, LocalApi events)
    implements
      AutoCloseable {

  /** As {@link HttpServer#start}. */
  static WholeApi of(HttpSettings settings, ApiParts parts, Access access, SecureRandomness random) {
    NodeDesk desk = new NodeDesk(parts.gate(), settings.answerDeadlineMs());
    LocalApi local = new LocalApi(parts);
    Router router = ApiRouter.of(desk, settings, parts);
    Sessions sessions = new Sessions(access, random, parts.clock());
    SessionCheck check = new SessionCheck(sessions);
    TokenCheck tokens = new TokenCheck(parts.token(), parts.tokens(), parts.clock());
    new EventPaths(desk, settings, parts.clock(), request -> tokens.lasts(request) || check.lasts(request),
        local::get, LogTail::from).addTo(router);
    new SessionPaths(access, sessions, settings.tls().isPresent()).addTo(router);
    new PagePaths().addTo(router);
    new OpenApiPath(router, BuildVersion.text()).addTo(router);
    return new WholeApi(
        new Application(new CallerCheck(settings), router, tokens, check, new Owners(desk)),
        router, desk, local);
  }

  /** Ends whatever waits. */
  @Override
  public void close() {
    desk.close();
    events.close();
  }
}
