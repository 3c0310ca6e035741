package org.sheratan.edge.http.route;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.edge.http.door.HttpRequest;

/**
 * Who a request of the API is said to come from: the console, the page, which brings a cookie, or a program with a token. Who brings a
 * named one is known by its name, wherever he calls from; anybody else by his address, which no name looks like.
 */
public final class RequestOrigin {
  /** The caller of what comes without a socket: no address is empty. */
  public static final String IN_PROCESS = "";

  private RequestOrigin() {}

  /** @param request let in already */
  public static Origin of(HttpRequest request) {
    if (request.caller().equals(IN_PROCESS)) {
      return new Origin(Zone.CONSOLE, "");
    }
    boolean token = request.head().header("authorization").isPresent();
    return new Origin(token ? Zone.API : Zone.PAGE,
        request.token().isEmpty() ? request.caller() : request.token());
  }

  /**
   * How a request asks for something new.
   *
   * @param body all of it
   */
  public static Asking asking(HttpRequest request, Json.Obj body) {
    return new Asking(of(request), IdempotencyKey.naming(request, body));
  }

  /** Whether whoever brings the named token {@code token} made what came from {@code origin}, whatever he said of it. */
  public static boolean made(String token, Origin origin) {
    return origin.name().equals(token) && (origin.zone() == Zone.API || origin.zone() == Zone.OUTPUT);
  }
}
