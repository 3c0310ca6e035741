package org.sheratan.edge.http;

import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.edge.access.Permit;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.owner.Owners;

/** What somebody who is not let in is told of how to be: problems, and the field WWW-Authenticate (RFC 6750, section 3). */
final class Challenge {
  private static final String UNAUTHORIZED = "unauthorized";
  private static final String SCOPE = "insufficient-scope";
  private static final String NOT_YOURS = "not-yours";
  private static final String NEEDED = "needed_scope";
  private static final String REALM = "Bearer realm=\"sheratan\"";

  private Challenge() {}

  static Problem unauthorized(String detail) {
    return Problem.of(401, UNAUTHORIZED, "A valid token is needed", detail)
        .fix(
            "the token in the file api-token of the node's data folder, or one made by sheratan token create");
  }

  static Problem tooLittle(Permit held, Scope needed) {
    return Problem.of(403, SCOPE, "The token may not do this",
        "this needs a token of the scope " + needed.word() + ", and " + held.name() + " has "
            + held.scope().word())
        .with(NEEDED, new Json.Text(needed.word())).with("held_scope", new Json.Text(held.scope().word()))
        .fix("sheratan token create NAME --scope " + needed.word());
  }

  static Problem notYours(Permit held, Owners.Foreign foreign) {
    return Problem.of(403, NOT_YOURS, "Somebody else made it",
        foreign.thing() + " came from " + foreign.from() + ", and the token " + held.name()
            + " may change only what it made itself")
        .with(NEEDED, new Json.Text(Scope.OPERATE.word()))
        .with("held_scope", new Json.Text(held.scope().word()))
        .fix("sheratan token create NAME --scope " + Scope.OPERATE.word());
  }

  /** Empty for a problem that no token would have avoided. */
  static Optional<String> field(Problem problem, HttpRequest request) {
    // Who brought none is told of no error (section 3.1).
    boolean brought = !request.head().header("authorization").orElse("").isEmpty();
    return switch (problem.code()) {
      case UNAUTHORIZED -> Optional.of(brought ? REALM + ", error=\"invalid_token\"" : REALM);
      case SCOPE, NOT_YOURS -> problem.more().get(NEEDED) instanceof Json.Text(String needed)
          ? Optional.of(REALM + ", error=\"insufficient_scope\", scope=\"" + needed + "\"")
          : Optional.empty();
      default -> Optional.empty();
    };
  }
}
