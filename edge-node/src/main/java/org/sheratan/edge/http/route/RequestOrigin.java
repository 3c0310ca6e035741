package org.sheratan.edge.http.route;

import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.edge.http.door.HttpRequest;

/** Who a request of the API is said to come from: the page, which brings a cookie, or a program with the token. */
public final class RequestOrigin {
  private RequestOrigin() {}

  /** @param request let in already */
  public static Origin of(HttpRequest request) {
    boolean token = request.head().header("authorization").isPresent();
    return new Origin(token ? Zone.API : Zone.PAGE, request.caller());
  }
}
