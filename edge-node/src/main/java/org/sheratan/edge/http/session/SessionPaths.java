package org.sheratan.edge.http.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.access.Verdict;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.MalformedException;

/** {@code /api/v1/session}: signing in and out. Tries are counted in one book with those at the console. */
public final class SessionPaths {
  private static final String PATH = "/api/v1/session";
  private static final String SHAPE = "Session";
  private static final String COOKIE = "Set-Cookie";
  private static final Operation SHOW = Operation
      .get(PATH, "getSession", "Whether this browser is signed in, and whether anybody could.").open()
      .gives(200, SHAPE);
  private static final Operation SIGN_IN = Operation
      .post(Scope.NONE, PATH, "signIn", "Signs in, or sets the first password by the setup code.")
      .takes("SignIn").gives(201, SHAPE, COOKIE).refuses(409, 429);
  private static final Operation SIGN_OUT = Operation
      .delete(Scope.NONE, PATH, "signOut", "Signs this browser out.").gives(200, SHAPE, COOKIE);
  private static final Operation SETUP_CODE = Operation
      .post(Scope.ADMIN, PATH + "/setup-code", "makeSetupCode",
          "A code for setting the first password, good once.")
      .gives(200, "SetupCode").refuses(409);
  private static final int MAX_CODE_CHARS = 32;

  private final Access access;
  private final Sessions sessions;
  private final boolean tls;

  /** @param tls callers speak it */
  public SessionPaths(Access access, Sessions sessions, boolean tls) {
    this.access = access;
    this.sessions = sessions;
    this.tls = tls;
  }

  public void addTo(Router router) {
    router.on(SHOW, this::show).on(SIGN_IN, this::signIn).on(SIGN_OUT, this::signOut)
        .on(SETUP_CODE, request -> setupCode());
  }

  private HttpResponse show(HttpRequest request) {
    return HttpResponse.json(200, shape(held(request)));
  }

  private HttpResponse signIn(HttpRequest request) throws HttpRefusal {
    SessionCheck.checkFromPage(request);
    checkNotBarred();
    Fields fields = Fields.of(JsonReader.readObject(request.body()));
    boolean first = fields.has("setup_code");
    fields.only(first ? List.of("setup_code", "new_password") : List.of("password"));
    int passwordsSet;
    try {
      if (first) {
        String password = newPassword(fields);
        int shown = judge(request, access.tryCode(fields.text("setup_code", MAX_CODE_CHARS)));
        passwordsSet = judge(request, access.setPassword(password, shown));
        Log.info("page-password");
      } else {
        passwordsSet = judge(request, access.tryPassword(fields.text("password", Access.MAX_PASSWORD_CHARS)));
      }
    } catch (IOException unkept) {
      throw new HttpRefusal(Problem.of(507, "storage", "It cannot be kept",
          "the password cannot be kept: " + unkept.getMessage()).fix(Access.MAKE_ROOM));
    }
    Log.info("page-login", "from", request.caller());
    return HttpResponse.json(201, shape(true))
        .with(COOKIE, SessionCookie.set(request, sessions.open(passwordsSet), tls));
  }

  private HttpResponse signOut(HttpRequest request) throws HttpRefusal {
    SessionCheck.checkFromPage(request);
    SessionCookie.read(request).forEach(sessions::end);
    return HttpResponse.json(200, shape(false)).with(COOKIE, SessionCookie.clear(request));
  }

  /** Only with the token, whose holder may do everything anyway: once somebody can be signed in there is no code. */
  private HttpResponse setupCode() throws HttpRefusal {
    checkNotBarred();
    Optional<String> code = access.setupCode();
    return HttpResponse.json(200, Json.Obj.EMPTY.with("setup_code", code.orElseThrow(() -> new HttpRefusal(
        Problem.of(409, "conflict", "In conflict with what is here already", "a password is set")
            .fix("signing in with it, or reset-password at the console")))));
  }

  /** Why is for the log and the console: this is said to anyone who asks. */
  private void checkNotBarred() throws HttpRefusal {
    if (access.barred().isPresent()) {
      throw new HttpRefusal(Problem.of(507, "storage", "Nobody can sign in",
          "what is kept of passwords cannot be read; the log says why"));
    }
  }

  /** A session is that of the password, so it may do everything (docs/decisions/0196). */
  private Json.Obj shape(boolean signedIn) {
    return Json.Obj.EMPTY.with("signed_in", signedIn).with("password_set", access.passwordSet())
        .with("scope", (signedIn ? Scope.ADMIN : Scope.NONE).word());
  }

  private boolean held(HttpRequest request) {
    return SessionCookie.read(request).stream().anyMatch(sessions::holds);
  }

  /** Before the code is used up. */
  private static String newPassword(Fields fields) {
    String password = fields.text("new_password", Access.MAX_PASSWORD_CHARS);
    if (password.length() < Access.MIN_PASSWORD_CHARS) {
      throw new MalformedException("new_password", MalformedException.NO_OFFSET,
          "expected " + Access.MIN_PASSWORD_CHARS + " to " + Access.MAX_PASSWORD_CHARS + " characters");
    }
    return password;
  }

  /** @return how often the password had been set when it was right */
  private static int judge(HttpRequest request, Verdict verdict) throws HttpRefusal {
    return switch (verdict) {
      case Verdict.Right(int passwordsSet) -> passwordsSet;
      case Verdict.Wrong(long waitS) -> {
        Log.warn("page-login-wrong", "from", request.caller());
        throw new HttpRefusal(Problem.of(403, "wrong-password", "Wrong password or setup code",
            waitS == 0 ? "it is not this one" : "it is not this one; next try in " + waitS + " s")
            .retryAfter((int) waitS));
      }
      case Verdict.TooSoon(long waitS) -> throw new HttpRefusal(Problem.of(429, "too-soon",
          "Too soon after wrong tries", "next try in " + waitS + " s").retryAfter((int) waitS));
      case Verdict.Uncounted(String why, long waitS) -> throw new HttpRefusal(Problem.of(507, "storage",
          "The try cannot be counted",
          "the disk does not take it: " + why + "; one is looked at all the same in "
              + waitS + " s")
          .retryAfter((int) waitS).fix(Access.MAKE_ROOM));
      case Verdict.NotNow() -> throw new HttpRefusal(Problem.of(409, "conflict",
          "In conflict with what is here already", "a password was set meanwhile, or none is set yet"));
    };
  }
}
