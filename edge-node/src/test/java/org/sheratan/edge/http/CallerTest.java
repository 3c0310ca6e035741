package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.RequestHead;

/** Who may call: token, Host, Origin, media type. */
class CallerTest {
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node,
      HttpSettings.loopback(0).withBind("127.0.0.1", List.of("Node-A1.local")));

  @Test
  void shouldRefuseRequestsWithoutTheToken() throws IOException {
    for (String field : List.of("Authorization:", "Authorization: Bearer", "Authorization: Bearer wrong",
        "Authorization: Basic dGVzdA==", "Authorization: " + RunningApi.TOKEN.secret())) {
      RawResponse response = api.call("GET", "/api/v1/status", "", field);
      assertEquals(401, response.status(), field);
      assertEquals(
          "Bearer realm=\"sheratan\"" + (field.equals("Authorization:") ? "" : ", error=\"invalid_token\""),
          response.header("www-authenticate"));
      assertTrue(response.text("fix").contains("api-token"));
    }
    assertEquals(401, api.call("GET", "/api/v1/nothing", "", "Authorization: Bearer x").status());
    assertTrue(node.asked().isEmpty());
  }

  @Test
  void shouldThrottleWrongTokensButNeverTheRightOne() throws IOException {
    int refused = 0;
    for (int count = 0; count < 15; count++) {
      RawResponse response = api.call("GET", "/api/v1/status", "", "Authorization: Bearer wrong");
      if (response.status() == 429) {
        refused++;
        assertTrue(Integer.parseInt(response.header("retry-after")) >= 1);
      }
    }
    assertTrue(refused >= 4);
    assertEquals(200, api.get("/api/v1/status").status());
  }

  @Test
  void shouldAnswerHealthWithoutATokenAndWithoutDetails() throws IOException {
    RawResponse alive = api.call("GET", "/healthz", "", "Authorization:");
    RawResponse ready = api.call("GET", "/readyz", "", "Authorization:");
    assertEquals("{\"alive\":true}\n", alive.body().toUtf8());
    assertEquals("{\"ready\":true}\n", ready.body().toUtf8());
    node.degraded();
    RawResponse not = api.call("GET", "/readyz", "", "Authorization:");
    assertEquals(503, not.status());
    assertEquals("{\"ready\":false}\n", not.body().toUtf8());
  }

  @Test
  void shouldKnowItsNamesOnly() throws IOException {
    for (String host : List.of("localhost", "LOCALHOST:1", "127.0.0.1:8081", "[::1]:8081", "node-a1.local")) {
      assertEquals(200, api.call("GET", "/healthz", "", "Host: " + host).status(), host);
    }
    for (String host : List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1",
        "localhost:", "", "localhost:80:80", "user@localhost")) {
      assertEquals(421, api.call("GET", "/healthz", "", "Host: " + host).status(), host);
    }
  }

  @Test
  void shouldTakeAnyAddressWhenItListensOnAllOfThem() throws HttpRefusal {
    CallerCheck check = new CallerCheck(HttpSettings.loopback(0).withBind("0.0.0.0", List.of()));
    check.check(head("10.1.2.3:8081"), true);
    check.check(head("[fe80::1]"), true);
    org.junit.jupiter.api.Assertions.assertThrows(HttpRefusal.class,
        () -> check.check(head("evil.example"), true));
  }

  private static RequestHead head(String host) {
    return new RequestHead("GET", "/", 1, host, new java.util.TreeMap<>(), 0);
  }

  @Test
  void shouldRefuseRequestsOfOtherSites() throws IOException {
    for (String field : List.of("Origin: http://evil.example", "Origin: null", "Origin: http://localhost:1",
        "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site")) {
      RawResponse response = api.call("GET", "/healthz", "", "Host: localhost:8081", field);
      assertEquals(403, response.status(), field);
      assertEquals("", response.header("access-control-allow-origin"));
    }
    assertEquals(200,
        api.call("GET", "/healthz", "", "Host: localhost:8081", "Origin: http://localhost:8081").status());
  }

  @Test
  void shouldLetLinksElsewhereLeadToThePage() throws HttpRefusal {
    CallerCheck check = new CallerCheck(HttpSettings.loopback(0));
    java.util.TreeMap<String, String> visit = new java.util.TreeMap<>(
        java.util.Map.of("sec-fetch-site", "cross-site", "sec-fetch-mode", "navigate"));
    RequestHead link = new RequestHead("GET", "/", 1, "localhost", visit, 0);
    check.check(link, false);
    org.junit.jupiter.api.Assertions.assertThrows(HttpRefusal.class, () -> check.check(link, true));
    visit.put("sec-fetch-mode", "no-cors");
    org.junit.jupiter.api.Assertions.assertThrows(HttpRefusal.class, () -> check.check(link, false));
  }

  @Test
  void shouldTakeJsonOnly() throws IOException {
    String body = "{\"kind\":\"ping\"}";
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=latin1")) {
      assertEquals(415, api.post("/api/v1/jobs", body, "Content-Type: " + type).status(), type);
    }
    assertEquals(201,
        api.post("/api/v1/jobs", body, "Content-Type: application/json; charset=utf-8").status());
  }

  @Test
  void shouldSayWhichMethodsAPathTakes() throws IOException {
    RawResponse options = api.call("OPTIONS", "/api/v1/jobs", "", "Authorization:");
    assertEquals(204, options.status());
    assertEquals("GET, HEAD, OPTIONS, POST", options.header("allow"));
    assertEquals("", options.header("content-length"));
    RawResponse wrong = api.call("PUT", "/api/v1/jobs", "");
    assertEquals(405, wrong.status());
    assertEquals("GET, HEAD, OPTIONS, POST", wrong.header("allow"));
  }

  @Test
  void shouldNotKnowOtherPaths() throws IOException {
    for (String path : List.of("/page", "/page/", "/page/index.html", "/page/..%2Fx", "/api", "/api/v1",
        "/api/v1/jobs/", "/healthz/", "//healthz",
        "/api/v1/../v1/jobs",
        "/api/v1/jobs/a%2Fcancel/x", "/HEALTHZ")) {
      RawResponse response = api.get(path);
      assertEquals(404, response.status(), path);
      assertEquals("application/problem+json", response.header("content-type"));
    }
  }

  @Test
  void shouldSendTheUsualProtections() throws IOException {
    RawResponse response = api.get("/api/v1/status");
    assertEquals("nosniff", response.header("x-content-type-options"));
    assertEquals("no-store", response.header("cache-control"));
    assertEquals("default-src 'none'; frame-ancestors 'none'", response.header("content-security-policy"));
    assertEquals("application/json", response.header("content-type"));
    assertFalse(response.headers().containsKey("server"));
  }
}
