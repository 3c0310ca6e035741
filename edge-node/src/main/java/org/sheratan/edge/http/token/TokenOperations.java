package org.sheratan.edge.http.token;

import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Parameter;

/** What can be asked about tokens given to others. Looking at them is the admin's too: a list of names tells whom to imitate. */
final class TokenOperations {
  static final String TOKENS = "/api/v1/tokens";
  private static final String TOKEN = TOKENS + "/{token}";
  private static final String SHAPE = "Token";
  private static final String TAG = "ETag";

  static final Operation LIST = Operation.get(TOKENS, "listTokens", "The tokens given out, the oldest first.")
      .needs(Scope.ADMIN).gives(200, "TokenList");
  static final Operation CREATE = Operation
      .post(Scope.ADMIN, TOKENS, "createToken", "A new token; its secret is in this answer only.")
      .takes("TokenRequest").gives(201, "NewToken", TAG, "Location").refuses(409);
  static final Operation SHOW = Operation.get(TOKEN, "getToken", "One token.").needs(Scope.ADMIN)
      .gives(200, SHAPE, TAG).tagged().refuses(404);
  static final Operation REVOKE = Operation
      .delete(Scope.ADMIN, TOKEN, "revokeToken", "Ends a token at once; whatever listens with it is cut off.")
      .with(Parameter.IF_MATCH).gives(200, SHAPE, TAG).refuses(404, 412);

  private TokenOperations() {}
}
