package org.sheratan.edge.http;

import java.util.Optional;

import org.sheratan.edge.access.AccessToken;
import org.sheratan.edge.access.NamedToken;
import org.sheratan.edge.access.Permit;
import org.sheratan.edge.access.TokenBook;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.kernel.Clock;

/** What the field Authorization lets somebody do (RFC 6750): by the node's own token, or by a named one. */
final class TokenCheck {
  private static final String BEARER = "Bearer ";

  private final AccessToken own;
  private final TokenBook named;
  private final TokenThrottle throttle = new TokenThrottle();
  private final Clock clock;

  TokenCheck(AccessToken own, TokenBook named, Clock clock) {
    this.own = own;
    this.named = named;
    this.clock = clock;
  }

  /** A right token always passes, so that a stranger's wrong ones lock nobody out (docs/decisions/0071). */
  Permit check(HttpRequest request) throws HttpRefusal {
    if (request.head().header("authorization").orElse("").isEmpty()) {
      throw new HttpRefusal(Challenge.unauthorized("this path needs the header Authorization: Bearer TOKEN"));
    }
    Optional<String> presented = presented(request);
    if (presented.filter(own::matches).isPresent()) {
      return Permit.WHOLE;
    }
    Optional<Permit> permit = presented.flatMap(named::permit);
    if (permit.isPresent()) {
      return permit.get();
    }
    throw refused(request, presented.flatMap(named::whose));
  }

  /** Whether a request that was let in by a token would still be. */
  boolean lasts(HttpRequest request) {
    return presented(request).filter(token -> own.matches(token) || named.lasts(token)).isPresent();
  }

  private HttpRefusal refused(HttpRequest request, Optional<NamedToken> ended) {
    int waitS = throttle.wrong(request.caller(), clock.now().monoMs());
    if (waitS > 0) {
      return new HttpRefusal(Problem.of(429, "too-many-wrong-tokens", "Too many wrong tokens",
          "wrong token again; try in " + waitS + " s").retryAfter(waitS));
    }
    if (ended.isEmpty()) {
      Log.warn("token-wrong", "from", request.caller());
      return new HttpRefusal(Challenge.unauthorized("the token is wrong"));
    }
    String state = ended.get().state().word();
    Log.warn("token-ended", "name", ended.get().name(), "state", state, "from", request.caller());
    // Whoever has the secret may know what became of it.
    return new HttpRefusal(Challenge.unauthorized("the token " + ended.get().name() + " is " + state));
  }

  private static Optional<String> presented(HttpRequest request) {
    return request.head().header("authorization")
        .filter(field -> field.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(field -> field.substring(BEARER.length()).strip());
  }
}
