package org.sheratan.edge.http.token;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.access.Issue;
import org.sheratan.edge.access.NamedToken;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.access.TokenBook;
import org.sheratan.edge.access.TokenList;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.EntityTag;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.Router;

/** {@code /api/v1/tokens} and below. A token's secret is in one answer only: that to who made it. */
public final class TokenPaths {
  private static final int NAME_SEGMENT = 3;
  private static final int MAX_SCOPE_CHARS = 16;
  private static final double MIN_LIFETIME_S = 1;
  private static final double MAX_LIFETIME_S = 10 * 366 * 86_400d;
  private static final List<String> MEMBERS = List.of("name", "scope", "expires_in_s");
  private static final List<String> SCOPES = Arrays.stream(Scope.values())
      .filter(scope -> scope != Scope.NONE).map(Scope::word).toList();

  private final TokenBook tokens;

  public TokenPaths(ApiParts parts) {
    this.tokens = parts.tokens();
  }

  public void addTo(Router router) {
    router.on(TokenOperations.LIST, request -> list()).on(TokenOperations.CREATE, this::create)
        .on(TokenOperations.SHOW, this::show).on(TokenOperations.REVOKE, this::revoke);
  }

  private HttpResponse list() {
    return HttpResponse.json(200,
        Json.Obj.EMPTY.with("tokens", new Json.Arr(tokens.all().stream().<Json>map(this::shape).toList())));
  }

  private HttpResponse create(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(MEMBERS);
    String name = fields.text("name", NamedToken.MAX_NAME_CHARS);
    if (!NamedToken.NAME.matcher(name).matches()) {
      throw fields.malformed("name", "expected a-z, 0-9, - and _, a letter first");
    }
    Scope scope = Scope.of(fields.text("scope", MAX_SCOPE_CHARS))
        .orElseThrow(() -> fields.malformed("scope", "expected one of " + String.join(", ", SCOPES)));
    Optional<Long> lifetimeMs = fields.has("expires_in_s")
        ? Optional.of(Math.round(1000 * fields.number("expires_in_s", MIN_LIFETIME_S, MAX_LIFETIME_S)))
        : Optional.empty();
    try {
      return switch (tokens.create(name, scope, lifetimeMs)) {
        case Issue.Made made -> {
          Log.info("token-created", "name", name, "scope", scope.word(), "from", request.caller());
          yield tagged(201, made.token(), shape(made.token()).with("token", made.secret().secret()))
              .with("Location", TokenOperations.TOKENS + "/" + name);
        }
        case Issue.NameTaken() -> throw conflict("an active token is called " + name,
            "sheratan token revoke " + name);
        case Issue.TooMany() -> throw conflict(TokenList.MOST + " tokens are active, as many as are kept",
            "sheratan token list");
      };
    } catch (IOException unkept) {
      throw new HttpRefusal(Problem.of(507, "storage", "It cannot be kept",
          "the token cannot be kept, so there is none: " + unkept.getMessage()));
    }
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    NamedToken token = find(request);
    return EntityTag.of(stable(token)).answer(request, shape(token));
  }

  private HttpResponse revoke(HttpRequest request) throws HttpRefusal {
    NamedToken token = find(request);
    EntityTag.of(stable(token)).check(request, "token " + token.name(), "sheratan token list");
    try {
      NamedToken revoked = tokens.revoke(token.name()).orElseThrow(() -> unknown(token.name()));
      Log.info("token-revoked", "name", token.name(), "from", request.caller());
      return tagged(200, revoked, shape(revoked));
    } catch (IOException unkept) {
      throw new HttpRefusal(Problem.of(507, "storage", "It cannot be kept",
          "the token is good no more, but only until the node starts again: " + unkept.getMessage())
          .fix("sheratan token revoke " + token.name()));
    }
  }

  private NamedToken find(HttpRequest request) throws HttpRefusal {
    String name = request.path().get(NAME_SEGMENT);
    return tokens.all().stream().filter(token -> token.name().equals(name)).findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static HttpRefusal unknown(String name) {
    return new HttpRefusal(Problem.of(404, "not-found", "There is no such thing here",
        "no token is called " + Fields.shown(name)).fix("sheratan token list"));
  }

  private static HttpRefusal conflict(String detail, String fix) {
    return new HttpRefusal(
        Problem.of(409, "conflict", "In conflict with what is here already", detail).fix(fix));
  }

  private HttpResponse tagged(int status, NamedToken token, Json.Obj shape) {
    return HttpResponse.json(status, shape).with("ETag", EntityTag.of(stable(token)).text());
  }

  private Json.Obj shape(NamedToken token) {
    return stable(token)
        .with("expires_in_s",
            token.leftMs().map(ms -> JsonWords.seconds(ms / 1_000 * 1_000)).orElse(JsonWords.NULL))
        .with("last_used_s",
            tokens.unusedMs(token.name()).map(ms -> JsonWords.seconds(ms / 60_000 * 60_000))
                .orElse(JsonWords.NULL));
  }

  /** What does not change by itself but for its state. */
  private static Json.Obj stable(NamedToken token) {
    return Json.Obj.EMPTY.with("name", token.name()).with("scope", token.scope().word())
        .with("state", token.state().word()).with("created_at", JsonWords.time(token.createdWallMs()))
        .with("created_clock", JsonWords.word(token.quality()))
        .with("expires_at", JsonWords.time(token.endsWallMs()));
  }
}
