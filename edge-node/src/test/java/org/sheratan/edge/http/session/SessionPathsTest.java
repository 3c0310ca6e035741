package org.sheratan.edge.http.session;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.node.Command;
import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.AccessRecord;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawClient;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.RequestHead;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Bytes;

/** Signing in as a browser does, and what a browser can be made to do. */
class SessionPathsTest {
  private static final String PATH = "/api/v1/session";
  private static final String PASSWORD = "correct horse";
  private static final String[] OWN_PAGE = {"Host: localhost:8081", "Origin: http://localhost:8081",
      "Sec-Fetch-Site: same-origin", "X-Sheratan-Page: 1"};
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);

  /** Without the token; {@code headers} as they are. */
  private RawResponse browser(String method, String target, String body, String... headers)
      throws IOException {
    List<String> all = new ArrayList<>(Arrays.asList(headers));
    try (RawClient client = api.connect()) {
      String text = RawClient.request(method, target, body, all.toArray(String[]::new));
      client.send(text.replaceFirst("Authorization: [^\r]*\r\n", ""));
      return client.response(method.equals("HEAD"));
    }
  }

  private static String[] and(String[] some, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(some));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  private RawResponse signIn(String body) throws IOException {
    return browser("POST", PATH, body, OWN_PAGE);
  }

  private String cookie() throws IOException {
    api.access().setPassword(PASSWORD, api.access().passwordsSet());
    return "Cookie: " + signIn("{\"password\":\"" + PASSWORD + "\"}").header("set-cookie").split(";")[0];
  }

  @Test
  void shouldLetTheSetupCodeSetThePasswordOnce() throws IOException {
    assertEquals("{\"password_set\":false,\"scope\":\"none\",\"signed_in\":false}\n",
        browser("GET", PATH, "").body().toUtf8());
    String code = api.post(PATH + "/setup-code", "{}").text("setup_code");
    RawResponse in = signIn("{\"setup_code\":\"" + code + "\",\"new_password\":\"" + PASSWORD + "\"}");
    assertEquals(201, in.status());
    assertTrue(in.header("set-cookie").matches(
        "sheratan_8081=[\\w-]{43}; Path=/api/; HttpOnly; SameSite=Strict; Max-Age=86400"),
        in.header("set-cookie"));
    assertEquals(409, api.post(PATH + "/setup-code", "{}").status());
    assertEquals(409,
        signIn("{\"setup_code\":\"" + code + "\",\"new_password\":\"" + PASSWORD + "\"}").status());
    assertEquals(201, signIn("{\"password\":\"" + PASSWORD + "\"}").status());
  }

  @Test
  void shouldGiveTheSetupCodeToTheTokenOnly() throws IOException {
    assertEquals(401, browser("POST", PATH + "/setup-code", "{}", OWN_PAGE).status());
    assertEquals(405, api.get(PATH + "/setup-code").status());
  }

  @Test
  void shouldNotUseTheCodeUpForAPasswordThatIsTooShort() throws IOException {
    String code = api.access().setupCode().orElseThrow();
    assertEquals(400, signIn("{\"setup_code\":\"" + code + "\",\"new_password\":\"short\"}").status());
    assertEquals(400, signIn("{\"setup_code\":\"" + code + "\"}").status());
    assertFalse(api.access().passwordSet());
    assertEquals(code, api.access().setupCode().orElseThrow());
  }

  @Test
  void shouldServeWhoIsSignedInUntilHeLeaves() throws IOException {
    String cookie = cookie();
    assertEquals(401, browser("GET", "/api/v1/status", "").status());
    assertEquals(200, browser("GET", "/api/v1/status", "", "Host: localhost:8081", cookie).status());
    assertEquals(201, browser("POST", "/api/v1/jobs", "{\"kind\":\"ping\"}", and(OWN_PAGE, cookie)).status());
    assertTrue(browser("GET", PATH, "", "Host: localhost:8081", cookie).body().toUtf8()
        .contains("\"signed_in\":true"));
    RawResponse out = browser("DELETE", PATH, "", and(OWN_PAGE, cookie));
    assertTrue(out.header("set-cookie").endsWith("Max-Age=0"), out.header("set-cookie"));
    assertEquals(401, browser("GET", "/api/v1/status", "", "Host: localhost:8081", cookie).status());
  }

  @Test
  void shouldKnowACookieOnlyUnderItsPort() throws IOException {
    String cookie = cookie();
    assertEquals(401, browser("GET", "/api/v1/status", "", "Host: localhost:8082", cookie).status());
    assertEquals(200, browser("GET", "/api/v1/status", "", "Host: localhost:8081",
        cookie.replace("Cookie: ", "Cookie: sheratan_8081=tossed; other=1; ")).status());
  }

  @Test
  void shouldThrottleWrongTriesInTheBookOfTheConsole() throws IOException {
    api.access().setPassword(PASSWORD, api.access().passwordsSet());
    for (int count = 0; count < 3; count++) {
      assertEquals(403, signIn("{\"password\":\"wrong\"}").status());
    }
    RawResponse soon = signIn("{\"password\":\"" + PASSWORD + "\"}");
    assertEquals(429, soon.status());
    assertEquals("too-soon", soon.code());
    assertTrue(Integer.parseInt(soon.header("retry-after")) >= 1);
    assertEquals("TooSoon", api.access().tryPassword(PASSWORD).getClass().getSimpleName());
    assertEquals(200, api.get("/api/v1/status").status());
  }

  @Test
  void shouldThrottleWrongSetupCodes() throws IOException {
    String code = api.access().setupCode().orElseThrow();
    for (int count = 0; count < 3; count++) {
      assertEquals(403,
          signIn("{\"setup_code\":\"AAAA-AAAA\",\"new_password\":\"" + PASSWORD + "\"}").status());
    }
    assertEquals(429,
        signIn("{\"setup_code\":\"" + code + "\",\"new_password\":\"" + PASSWORD + "\"}").status());
    assertFalse(api.access().passwordSet());
  }

  @Test
  void shouldRefuseWhatOtherSitesMakeABrowserSend() throws IOException {
    String cookie = cookie();
    String job = "{\"kind\":\"ping\"}";
    String[][] forged = {
        {"Host: localhost:8081", cookie},
        {"Host: localhost:8081", "Origin: http://localhost:8081", cookie},
        {"Host: localhost:8081", "X-Sheratan-Page: 1", cookie},
        {"Host: localhost:8081", "Origin: http://evil.example", "X-Sheratan-Page: 1", cookie},
        {"Host: localhost:8081", "Origin: http://localhost:3000", "X-Sheratan-Page: 1", cookie},
        {"Host: localhost:8081", "Origin: null", "X-Sheratan-Page: 1", cookie},
        {"Host: localhost:8081", "Sec-Fetch-Site: same-site", "X-Sheratan-Page: 1", cookie},
        {"Host: localhost:8081", "Sec-Fetch-Site: none", "X-Sheratan-Page: 1", cookie}};
    for (String[] headers : forged) {
      assertEquals(403, browser("POST", "/api/v1/jobs", job, headers).status(), String.join(" ", headers));
    }
    assertEquals(421, browser("POST", "/api/v1/jobs", job, "Host: evil.example:8081",
        "Origin: http://evil.example:8081", "X-Sheratan-Page: 1", cookie).status(), "a rebound name");
    assertTrue(node.asked().stream().noneMatch(Command.Submit.class::isInstance));
    assertEquals(403,
        browser("POST", PATH, "{\"password\":\"" + PASSWORD + "\"}", "Host: localhost:8081").status(),
        "signing a stranger in is refused as well");
    assertEquals(403, browser("DELETE", PATH, "", "Host: localhost:8081", cookie).status());
    assertEquals(200, browser("GET", "/api/v1/status", "", "Host: localhost:8081", cookie).status());
  }

  @Test
  void shouldLetNobodyInWhereTheFileCannotBeBelieved() throws IOException {
    Access barred = Access.barred(new Access.Barred("/secret/place: broken", "remove it"),
        length -> Bytes.EMPTY, RunningApi.CLOCK);
    Router router = new Router();
    new SessionPaths(barred, new Sessions(barred, length -> Bytes.EMPTY, RunningApi.CLOCK), false)
        .addTo(router);
    TreeMap<String, String> fields = new TreeMap<>(
        Map.of("origin", "http://localhost", "x-sheratan-page", "1"));
    for (String target : List.of(PATH, PATH + "/setup-code")) {
      HttpRequest request = HttpRequest.of(new RequestHead("POST", target, 1, "localhost", fields, 2),
          Bytes.utf8("{}"), "127.0.0.1");
      HttpRefusal refused = assertThrows(HttpRefusal.class, () -> router.find(request).handle(request));
      assertEquals(507, refused.problem().status());
      assertFalse(refused.problem().detail().contains("secret"));
    }
  }

  /** Who signs in again and again with a password that leaked must not come through its reset. */
  @Test
  void shouldNotLetASignInOutliveAPasswordSetMeanwhile() throws Exception {
    Access access = new Access(record -> {}, AccessRecord.FRESH, length -> Bytes.copyOf(new byte[length]),
        RunningApi.CLOCK);
    access.setPassword(PASSWORD, access.passwordsSet());
    boolean[] reset = {false};
    Sessions sessions = new Sessions(access, length -> Bytes.copyOf(new byte[length]), () -> {
      if (!reset[0]) {
        reset[0] = true;
        assertDoesNotThrow(() -> access.setPassword("known to the owner only", access.passwordsSet()));
      }
      return RunningApi.CLOCK.now();
    });
    Router router = new Router();
    new SessionPaths(access, sessions, false).addTo(router);
    HttpRequest request = HttpRequest.of(new RequestHead("POST", PATH, 1, "localhost:8081",
        new TreeMap<>(Map.of("origin", "http://localhost:8081", "x-sheratan-page", "1")), 2),
        Bytes.utf8("{\"password\":\"" + PASSWORD + "\"}"), "127.0.0.1");
    String cookie = router.find(request).handle(request).headers().get("Set-Cookie");
    assertTrue(reset[0]);
    assertFalse(sessions.holds(cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'))));
  }

  @Test
  void shouldRefuseBodiesOfAnotherShape() throws IOException {
    for (String body : List.of("{}", "{\"password\":7}", "{\"password\":\"" + "x".repeat(200) + "\"}",
        "{\"password\":\"x\",\"more\":1}", "{\"password\":\"" + PASSWORD + "\",\"new_password\":7}", "[]",
        "")) {
      assertEquals(400, signIn(body).status(), body);
    }
    assertEquals(415,
        browser("POST", PATH, "password=x", and(OWN_PAGE, "Content-Type: text/plain")).status());
  }
}
