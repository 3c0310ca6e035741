package org.sheratan.edge.http;

import java.util.Optional;
import java.util.function.Function;

import org.sheratan.edge.access.Permit;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.JsonBody;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.owner.Owners;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Router;
import org.sheratan.edge.http.session.SessionCheck;

/** What every request passes, in this order: who calls whom, token or session, its scope, whose things it changes, path and method, media type, handler. */
final class Application implements Function<HttpRequest, HttpResponse> {
  private final CallerCheck callers;
  private final Router router;
  private final TokenCheck tokens;
  private final SessionCheck sessions;
  private final Owners owners;

  Application(CallerCheck callers, Router router, TokenCheck tokens, SessionCheck sessions,
      Owners owners) {
    this.callers = callers;
    this.router = router;
    this.tokens = tokens;
    this.sessions = sessions;
    this.owners = owners;
  }

  @Override
  public HttpResponse apply(HttpRequest request) {
    boolean guarded = request.path().getFirst().equals("api") && !request.method().equals("OPTIONS");
    try {
      callers.check(request.head(), guarded);
      return guarded ? guarded(request) : served(request);
    } catch (HttpRefusal refused) {
      return told(refused.problem(), request);
    }
  }

  private HttpResponse guarded(HttpRequest request) throws HttpRefusal {
    Scope needed = needed(request);
    Permit permit = permit(request, needed);
    if (!permit.scope().includes(needed)) {
      throw new HttpRefusal(Challenge.tooLittle(permit, needed));
    }
    HttpRequest known = request.by(permit.name());
    if (!permit.scope().includes(Scope.OPERATE)) {
      checkOwner(permit, known);
    }
    HttpResponse response = served(known);
    if (request.isRead() && !permit.name().isEmpty() && !tokens.lasts(request)) {
      // It was revoked while the answer was waited for.
      throw new HttpRefusal(Challenge.unauthorized("the token " + permit.name() + " is good no more"));
    }
    return response;
  }

  /** Who may hand in work may change what he handed in himself. */
  private void checkOwner(Permit permit, HttpRequest request) throws HttpRefusal {
    Optional<Operation> operation = router.operation(request);
    Optional<Owners.Foreign> foreign = operation.isEmpty()
        ? Optional.empty()
        : owners.foreign(operation.get(), request);
    if (foreign.isPresent()) {
      throw new HttpRefusal(Challenge.notYours(permit, foreign.get()));
    }
  }

  /** What is not there is told to whoever may look. */
  private Scope needed(HttpRequest request) {
    return router.operation(request).map(Operation::scope).orElse(Scope.READ);
  }

  private HttpResponse served(HttpRequest request) throws HttpRefusal {
    Router.Handler handler = router.find(request);
    JsonBody.check(request);
    return handler.handle(request);
  }

  /** A program brings a token; a browser with somebody signed in his cookie. */
  private Permit permit(HttpRequest request, Scope needed) throws HttpRefusal {
    boolean program = request.head().header("authorization").isPresent();
    return !program && (sessions.signedIn(request) || needed == Scope.NONE)
        ? Permit.WHOLE
        : tokens.check(request);
  }

  private static HttpResponse told(Problem problem, HttpRequest request) {
    HttpResponse response = HttpResponse.problem(problem);
    return Challenge.field(problem, request).map(field -> response.with("WWW-Authenticate", field))
        .orElse(response);
  }
}
