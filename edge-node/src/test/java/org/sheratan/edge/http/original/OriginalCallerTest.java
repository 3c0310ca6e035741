package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawClient;
import org.sheratan.edge.http.RawResponse;

/** Who may call where no token is asked for. */
class OriginalCallerTest {
  private static final String BODY = "{\"title\":\"a\",\"description\":\"b\"}";

  private final FakeNode node = new FakeNode();
  @AutoClose
  private final OriginalApi api = new OriginalApi(node);

  @Test
  void shouldNeedNoToken() throws IOException {
    assertEquals(200, call("GET", "/api/missions", "", "Authorization:").status());
    assertEquals(200, call("POST", "/api/missions", BODY, "Authorization: Bearer whatever").status());
  }

  @Test
  void shouldKnowLoopbackNamesOnly() throws IOException {
    for (String host : List.of("localhost:8001", "127.0.0.1:8001", "[::1]:8001", "LOCALHOST")) {
      assertEquals(200, call("GET", "/", "", "Host: " + host).status(), host);
    }
    for (String host : List.of("evil.example", "localhost.evil.example:8001", "10.0.0.1:8001", "node-a.local",
        "")) {
      RawResponse response = call("GET", "/", "", "Host: " + host);
      assertEquals(421, response.status(), host);
      assertTrue(response.text("detail").contains("Host"));
    }
  }

  @Test
  void shouldLetPagesOfThisMachineReadItAndNoOthers() throws IOException {
    for (String page : List.of("http://localhost:3001", "http://127.0.0.1:5173", "https://localhost",
        "http://[::1]:1")) {
      RawResponse made = call("POST", "/api/missions", BODY, "Origin: " + page, "Sec-Fetch-Site: cross-site");
      assertEquals(200, made.status(), page);
      assertEquals(page, made.header("access-control-allow-origin"));
      assertEquals("Origin", made.header("vary"));
      RawResponse missing = call("GET", "/api/missions/x", "", "Origin: " + page);
      assertEquals(404, missing.status());
      assertEquals(page, missing.header("access-control-allow-origin"));
    }
    int asked = node.asked().size();
    for (String page : List.of("http://evil.example", "null", "http://localhost.evil.example", "file://",
        "http://localhost:3001.evil.example", "http://localhost@evil.example", "")) {
      RawResponse refused = call("POST", "/api/missions", BODY, "Origin: " + page);
      assertEquals(403, refused.status(), page);
      assertEquals("", refused.header("access-control-allow-origin"));
      assertEquals(403, call("OPTIONS", "/api/missions", "", "Origin: " + page).status());
    }
    assertEquals(asked, node.asked().size(), "nothing was stored");
  }

  @Test
  void shouldAnswerThePreflightOfAPageOfThisMachine() throws IOException {
    RawResponse preflight = call("OPTIONS", "/api/missions", "", "Origin: http://localhost:3001",
        "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: content-type");
    assertEquals(204, preflight.status());
    assertEquals("GET, HEAD, OPTIONS, POST", preflight.header("access-control-allow-methods"));
    assertEquals("Content-Type", preflight.header("access-control-allow-headers"));
    assertEquals("http://localhost:3001", preflight.header("access-control-allow-origin"));
  }

  @Test
  void shouldRefuseWhatAnotherSiteEmbeds() throws IOException {
    assertEquals(403, call("GET", "/api/jobs", "", "Sec-Fetch-Site: cross-site").status());
    assertEquals(200,
        call("GET", "/", "", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate").status());
    assertEquals(403, call("POST", "/api/missions", BODY, "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Mode: navigate").status());
  }

  @Test
  void shouldRefuseWhatAFormCouldSend() throws IOException {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x")) {
      RawResponse refused = call("POST", "/api/missions", BODY, "Content-Type: " + type);
      assertEquals(415, refused.status(), type);
      assertTrue(refused.text("detail").contains("only JSON"));
    }
    assertTrue(node.asked().isEmpty());
  }

  private RawResponse call(String method, String target, String body, String... headers) throws IOException {
    try (RawClient client = api.connect()) {
      client.send(RawClient.request(method, target, body, headers));
      return client.response(method.equals("HEAD"));
    }
  }
}
