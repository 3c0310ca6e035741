package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.NoTempFiles;

/** The traps of NanoHTTPD 2.3.1, and request smuggling, through real sockets. */
class HostileRequestTest {
  private static final String JOB = "{\"kind\":\"ping\"}";
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);

  private void assertRefused(int status, String request) throws IOException {
    try (RawClient client = api.connect()) {
      client.send(request);
      RawResponse response = client.response();
      assertEquals(status, response.status(), request);
      assertEquals("application/problem+json", response.header("content-type"), request);
      assertEquals("close", response.header("connection"), request);
      assertTrue(client.closedNow(), request);
    }
    assertTrue(node.asked().isEmpty(), request);
  }

  @Test
  void shouldRefuseTransferEncodingAndNotReadTheBodyAsTheNextRequest() throws IOException {
    String smuggled = RawClient.request("POST", "/api/v1/jobs", JOB);
    String chunk = Integer.toHexString(smuggled.length()) + "\r\n" + smuggled + "\r\n0\r\n\r\n";
    for (String field : List.of("Transfer-Encoding: chunked", "transfer-encoding: identity",
        "Transfer-Encoding:\tchunked, gzip", "Transfer-Encoding: chunked\r\nContent-Length: 4")) {
      assertRefused(501, RawClient.request("POST", "/api/v1/jobs", "", field) + chunk);
    }
    assertRefused(400, RawClient.request("POST", "/api/v1/jobs", "", "Transfer-Encoding : chunked") + chunk);
  }

  @Test
  void shouldRefuseDoubtfulLengths() throws IOException {
    for (String field : List.of("Content-Length: 1\r\nContent-Length: 1", "Content-Length: 1, 1",
        "Content-Length: +1", "Content-Length: -1", "Content-Length: 0x1", "Content-Length:",
        "Content-Length: 9999999999999999999")) {
      assertRefused(400, RawClient.request("POST", "/api/v1/jobs", "", field) + "x");
    }
  }

  @Test
  void shouldReadABodyThatNobodyAskedForInsteadOfServingIt() throws IOException {
    String hidden = RawClient.request("POST", "/api/v1/jobs", JOB);
    try (RawClient client = api.connect()) {
      client.send(RawClient.request("GET", "/healthz", hidden)).send(RawClient.request("GET", "/readyz", ""));
      assertEquals(200, client.response().status());
      assertEquals("{\"ready\":true}\n", client.response().body().toUtf8());
    }
    assertThrows(java.util.NoSuchElementException.class, () -> node.asked(Command.Submit.class));
  }

  @Test
  void shouldServePipelinedRequestsInOrder() throws IOException {
    try (RawClient client = api.connect()) {
      client.send(
          "\r\n" + RawClient.request("GET", "/healthz", "") + RawClient.request("POST", "/api/v1/jobs", JOB)
              + RawClient.request("GET", "/api/v1/status", "", "Connection: close"));
      assertEquals(200, client.response().status());
      assertEquals(201, client.response().status());
      assertEquals("node-a1", client.response().text("name"));
      assertTrue(client.closedNow());
    }
  }

  @Test
  void shouldTakeARequestThatArrivesByteByByte() throws IOException {
    try (RawClient client = api.connect()) {
      for (byte one : RawClient.request("POST", "/api/v1/jobs", JOB).getBytes()) {
        client.send(new byte[]{one});
      }
      assertEquals(201, client.response().status());
    }
  }

  @Test
  void shouldNameTheLimitOfABodyAndStillDeliverTheAnswer() throws IOException {
    try (RawClient client = api.connect()) {
      client
          .send(RawClient.request("POST", "/api/v1/jobs", "", "Content-Length: 65537") + "x".repeat(65_537));
      RawResponse response = client.response();
      assertEquals(413, response.status());
      assertEquals("body of 65537 bytes; limit is 65536 bytes", response.text("detail"));
    }
    String body = "{\"kind\":\"ping\",\"params\":{\"a\":\"" + "x".repeat(60_000) + "\"}}";
    assertEquals(201, api.post("/api/v1/jobs", body).status());
  }

  @Test
  void shouldPutNoBodyIntoASharedFolder() throws IOException {
    long before = strayFiles();
    assertEquals(201,
        api.post("/api/v1/jobs", "{\"kind\":\"ping\",\"params\":{\"a\":\"" + "x".repeat(9_000) + "\"}}")
            .status());
    assertEquals(before, strayFiles());
    assertThrows(IOException.class, () -> new NoTempFiles().createTempFile("any"));
  }

  private static long strayFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("NanoHTTPD")).count();
    }
  }

  @Test
  void shouldRefuseWhatIsNoRequestHead() throws IOException {
    assertRefused(400, "GET /healthz\r\n\r\n");
    assertRefused(400, "GET  /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertRefused(400, "GET /healthz HTTP/1.1\r\n\r\n");
    assertRefused(400, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n");
    assertRefused(400, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n folded: yes\r\n\r\n");
    assertRefused(400, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n");
    assertRefused(400, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\u0000b\r\n\r\n");
    assertRefused(400, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\nY: b\r\n\r\n");
    assertRefused(400, "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertRefused(400, "GET /a\u007fb HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertRefused(400, "GET healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertRefused(400, "GET /healthz HTTP/1.1x\r\nHost: localhost\r\n\r\n");
    assertRefused(501, "BREW /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertRefused(505, "GET /healthz HTTP/3.0\r\nHost: localhost\r\n\r\n");
    assertRefused(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  }

  @Test
  void shouldRefuseHeadsBeyondTheirLimits() throws IOException {
    assertRefused(431, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(64) + "\r\n");
    assertRefused(431, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(9_000) + "\r\n\r\n");
    assertRefused(414, "GET /" + "y".repeat(3_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  @Test
  void shouldTellSpeakersOfOtherProtocolsAtOnce() throws IOException {
    try (RawClient client = api.connect()) {
      client.send(new byte[]{0x16, 0x03, 0x01, 0x02, 0x00, 0x01});
      RawResponse response = client.response();
      assertEquals(400, response.status());
      assertTrue(response.text("detail").contains("plain http://"));
    }
  }

  @Test
  void shouldSendNoBodyAfterHead() throws IOException {
    try (RawClient client = api.connect()) {
      client.send(RawClient.request("HEAD", "/healthz", "")).send(RawClient.request("GET", "/healthz", ""));
      RawResponse head = client.response(true);
      RawResponse get = client.response();
      assertEquals(200, get.status());
      assertEquals(head.header("content-length"), get.header("content-length"));
      assertEquals("{\"alive\":true}\n", get.body().toUtf8());
    }
  }

  @Test
  void shouldNotCompressAnything() throws IOException {
    RawResponse response = api.call("GET", "/api/v1/status", "", "Accept-Encoding: gzip, deflate, br");
    assertEquals("", response.header("content-encoding"));
    assertEquals("", response.header("transfer-encoding"));
    assertEquals("node-a1", response.text("name"));
  }

  @Test
  void shouldAskForABodyThatWaitsToBeAskedFor() throws IOException {
    try (RawClient client = api.connect()) {
      client.send(RawClient.request("POST", "/api/v1/jobs", "", "Content-Type: application/json",
          "Content-Length: " + JOB.length(), "Expect: 100-continue"));
      assertEquals(100, client.response().status());
      assertEquals(201, client.send(JOB).response().status());
    }
  }

  @Test
  void shouldAnswerARequestWhoseBodyEndsEarly() throws IOException {
    try (RawClient client = api.connect()) {
      client.send(RawClient.request("POST", "/api/v1/jobs", "", "Content-Length: 100") + "{");
      client.endOutput();
      assertEquals(400, client.response().status());
    }
    try (RawClient client = api.connect()) {
      client.send("GET /healthz HTT");
      client.endOutput();
      assertThrows(EOFException.class, client::response);
    }
  }

  @Test
  void shouldUnderstandTheAbsoluteFormAndHttpOneZero() throws IOException {
    try (RawClient client = api.connect()) {
      client.send("GET http://localhost/page/style.css HTTP/1.0\r\nHost: elsewhere\r\n\r\n");
      RawResponse response = client.response();
      assertEquals(200, response.status());
      assertEquals("close", response.header("connection"));
      assertTrue(client.closedNow());
    }
    assertRefused(400, "GET ftp://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }
}
