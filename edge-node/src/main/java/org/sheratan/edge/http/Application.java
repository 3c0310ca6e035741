package org.sheratan.edge.http;

import java.util.function.Function;

import org.tinylog.Logger;

import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.JsonBody;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.AccessToken;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Router;
import org.sheratan.edge.http.route.Scope;
import org.sheratan.edge.http.session.SessionCheck;
import org.sheratan.kernel.Clock;

/** What every request passes, in this order: who calls whom, token or session, path and method, media type, handler. */
final class Application implements Function<HttpRequest, HttpResponse> {
  private final CallerCheck callers;
  private final Router router;
  private final AccessToken token;
  private final SessionCheck sessions;
  private final TokenThrottle throttle = new TokenThrottle();
  private final Clock clock;

  Application(CallerCheck callers, Router router, AccessToken token, SessionCheck sessions, Clock clock) {
    this.callers = callers;
    this.router = router;
    this.token = token;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public HttpResponse apply(HttpRequest request) {
    try {
      boolean guarded = request.path().getFirst().equals("api") && !request.method().equals("OPTIONS");
      callers.check(request.head(), guarded);
      if (guarded) {
        checkRight(request);
      }
      Router.Handler handler = router.find(request);
      JsonBody.check(request);
      return handler.handle(request);
    } catch (HttpRefusal refused) {
      HttpResponse response = HttpResponse.problem(refused.problem());
      return refused.problem().status() == 401
          ? response.with("WWW-Authenticate", "Bearer realm=\"sheratan\"")
          : response;
    }
  }

  /** A program brings the token; a browser with somebody signed in his cookie. */
  private void checkRight(HttpRequest request) throws HttpRefusal {
    boolean program = request.head().header("authorization").isPresent();
    Scope needed = router.operation(request).map(Operation::scope).orElse(Scope.READ);
    if (program || needed != Scope.NONE && !sessions.signedIn(request)) {
      checkToken(request);
    }
  }

  /** The right token always passes, so that a stranger's wrong ones lock nobody out (docs/decisions/0071). */
  private void checkToken(HttpRequest request) throws HttpRefusal {
    String field = request.head().header("authorization").orElse("");
    if (field.isEmpty()) {
      throw new HttpRefusal(unauthorized("this path needs the header Authorization: Bearer TOKEN"));
    }
    boolean bearer = field.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
    if (bearer && token.matches(field.substring("Bearer ".length()).strip())) {
      return;
    }
    int waitS = throttle.wrong(request.caller(), clock.now().monoMs());
    if (waitS > 0) {
      throw new HttpRefusal(Problem.of(429, "too-many-wrong-tokens", "Too many wrong tokens",
          "wrong token again; try in " + waitS + " s").retryAfter(waitS));
    }
    Logger.warn("wrong API token from {}", request.caller());
    throw new HttpRefusal(unauthorized("the token is wrong"));
  }

  private static Problem unauthorized(String detail) {
    return Problem.of(401, "unauthorized", "A valid token is needed", detail)
        .fix("the token in the file api-token of the node's data folder");
  }
}
