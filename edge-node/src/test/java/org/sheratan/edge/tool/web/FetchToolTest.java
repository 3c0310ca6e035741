package org.sheratan.edge.tool.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.edge.shell.View;
import org.sheratan.edge.tool.FakeServer;
import org.sheratan.edge.tool.HandAlarm;
import org.sheratan.edge.tool.SilentServer;
import org.sheratan.edge.tool.ToolRig;

class FetchToolTest {
  private static final WebLimits LIMITS = new WebLimits(30_000, 30_000, 1000);

  @TempDir
  Path workspace;
  private final HandAlarm alarm = new HandAlarm();
  private final List<String> lookedUp = new ArrayList<>();

  private ToolRig rig(String... hosts) {
    return new ToolRig(workspace, "http_fetch", tool(hosts));
  }

  /** Every name is this machine's. */
  private FetchTool tool(String... hosts) {
    return new FetchTool(List.of(hosts), LIMITS, host -> {
      lookedUp.add(host);
      return List.of(InetAddress.getByAddress(host, new byte[]{127, 0, 0, 1}));
    }, alarm);
  }

  private static String asking(String url) {
    return "{\"url\":\"" + url + "\"}";
  }

  private static String here(FakeServer server) {
    return "127.0.0.1:" + server.port();
  }

  @Test
  void shouldFetchText() throws IOException {
    try (FakeServer server = FakeServer
        .saying(FakeServer.page(200, "Content-Type: text/plain; charset=utf-8\r\n", "gr\u00fcn"))) {
      View result = new View(rig(here(server)).result("http_fetch", asking(server.url("/a?b=c#d"))));
      assertEquals("gr\u00fcn", result.text("content"));
      assertEquals("200", result.text("status"));
      assertEquals("5", result.text("bytes"));
      assertEquals("text/plain; charset=utf-8", result.text("content_type"));
      assertEquals(server.url("/a?b=c"), result.text("url"));
      assertTrue(
          server.requests().getFirst().startsWith("GET /a?b=c HTTP/1.1\r\nHost: " + here(server) + "\r\n"));
      assertTrue(alarm.quiet(), "the alarm is taken back");
    }
  }

  @Test
  void shouldReadChunksAndInterimAnswersAndSayWhatIsNotThere() throws IOException {
    try (FakeServer server = FakeServer.saying("HTTP/1.1 103 Early\r\nLink: x\r\n\r\n"
        + "HTTP/1.1 404 None\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nno su\r\nA\r\nch page, ?\r\n0\r\n\r\n")) {
      View result = new View(rig(here(server)).result("http_fetch", asking(server.url("/"))));
      assertEquals("404", result.text("status"));
      assertEquals("no such page, ?", result.text("content"));
    }
  }

  @Test
  void shouldFetchOnlyFromHostsThatAreAllowed() throws IOException {
    ToolRig rig = rig("example.org", "*.example.net", "10.0.0.1:8080");
    for (String url : List.of("http://example.com/", "http://example.net/", "http://example.org:8080/",
        "http://badexample.net/", "http://10.0.0.1/", "http://[::1]/", "http://example.org.evil.com/",
        "http://127.0.0.1/")) {
      assertTrue(rig.failed(FailureCode.DENIED, "http_fetch", asking(url)).retryElsewhere(), url);
    }
    assertEquals(List.of(), lookedUp);
    for (String url : List.of("ftp://example.org/", "file:///etc/passwd", "http://user@example.org/",
        "http://example.org:0/", "http:///", "http://example.org/\\u0000", "http://example.org/ x",
        "example.org/xy")) {
      rig.failed(FailureCode.INVALID, "http_fetch", asking(url));
    }
  }

  @Test
  void shouldNotBeLedToAPrivateAddressByAName() throws IOException {
    try (FakeServer server = FakeServer.saying(FakeServer.page(200, "", "secret"))) {
      String url = "http://rebound.example.org:" + server.port() + "/";
      String message = rig("*.example.org:" + server.port())
          .failed(FailureCode.DENIED, "http_fetch", asking(url)).message();
      assertFalse(message.contains("127.0.0.1"), message);
      assertEquals(List.of("rebound.example.org"), lookedUp);
      assertEquals(List.of(), server.requests());
      assertEquals("secret",
          new View(rig("*.example.org:" + server.port(), here(server)).result("http_fetch", asking(url)))
              .text("content"));
    }
  }

  @Test
  void shouldKnowWhichAddressesArePublic() throws IOException {
    for (String address : List.of("10.1.2.3", "127.9.9.9", "169.254.169.254", "172.16.0.1", "192.168.0.1",
        "100.64.0.1",
        "0.0.0.0", "0.1.2.3", "198.18.0.1", "192.0.0.8", "224.0.0.1", "255.255.255.255", "::", "::1",
        "fe80::1", "fc00::1",
        "192.0.2.1", "192.88.99.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "2001:2::1", "2001:10::1",
        "2001:20::1",
        "3fff:fff::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::",
        "2001:0:a00:1::")) {
      assertFalse(HostRules.isPublic(InetAddress.getByName(address)), address);
    }
    for (String address : List.of("1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "192.0.1.1",
        "192.88.98.1", "2001:200::1", "2001:db9::1", "3fff:1000::1", "2606:4700::1111")) {
      assertTrue(HostRules.isPublic(InetAddress.getByName(address)), address);
    }
  }

  @Test
  void shouldJudgeEveryRedirect() throws IOException {
    try (FakeServer server = new FakeServer((request, out) -> {
      String to = request.startsWith("GET /a ")
          ? "/b"
          : request.startsWith("GET /out ") ? "http://evil.test/" : "/loop";
      String page = request.startsWith("GET /b ")
          ? FakeServer.page(200, "", "there")
          : FakeServer.page(302, "Location: " + to + "\r\n", "");
      out.write(page.getBytes(StandardCharsets.UTF_8));
    })) {
      ToolRig rig = rig(here(server));
      View result = new View(rig.result("http_fetch", asking(server.url("/a"))));
      assertEquals("there", result.text("content"));
      assertEquals(server.url("/b"), result.text("url"));
      rig.failed(FailureCode.DENIED, "http_fetch", asking(server.url("/out")));
      rig.failed(FailureCode.BAD_ANSWER, "http_fetch", asking(server.url("/loop")));
      assertEquals(2 + 1 + 6, server.requests().size());
    }
  }

  @Test
  void shouldTakeNoMoreThanItsLimit() throws IOException {
    for (String answer : List.of(FakeServer.page(200, "", "x".repeat(1001)),
        "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(5000),
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + ("ff\r\n" + "x".repeat(255) + "\r\n").repeat(9))) {
      try (FakeServer server = FakeServer.saying(answer)) {
        rig(here(server)).failed(FailureCode.TOO_LARGE, "http_fetch", asking(server.url("/")));
      }
    }
  }

  @Test
  void shouldEndAnEndlessAnswer() throws IOException {
    try (FakeServer server = new FakeServer((request, out) -> {
      out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write("X-More: and more\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    })) {
      rig(here(server)).failed(FailureCode.BAD_ANSWER, "http_fetch", asking(server.url("/")));
    }
  }

  @Test
  void shouldRefuseWhatIsNoHttp() throws IOException {
    for (String answer : List.of("", "SSH-2.0-x\r\n", "HTTP/1.1 999 X\r\n\r\n",
        "HTTP/1.1 200 OK\r\nnocolon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "HTTP/1.1 101 Switch\r\n\r\n",
        "x".repeat(10_000), "HTTP/1.1 100 C\r\n\r\n".repeat(9))) {
      try (FakeServer server = FakeServer.saying(answer)) {
        rig(here(server)).failed(FailureCode.BAD_ANSWER, "http_fetch", asking(server.url("/")));
      }
    }
    try (FakeServer server = FakeServer.saying(FakeServer.page(200, "", "x"))) {
      rig(here(server)).failed(FailureCode.UNREACHABLE, "http_fetch",
          asking("https://127.0.0.1:" + server.port() + "/"));
    }
  }

  @Test
  void shouldNotShowBytesAsText() throws IOException {
    try (FakeServer server = new FakeServer((request, out) -> {
      out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[]{(byte) 0xff, 0, 1});
    })) {
      rig(here(server)).failed(FailureCode.NOT_TEXT, "http_fetch", asking(server.url("/")));
    }
  }

  @Test
  void shouldEndASlowAnswerWhenTimeIsOverAndWhenStopped() throws IOException, InterruptedException {
    SilentServer.assertEnds(workspace, alarm, "HTTP/1.1 200 OK\r\n\r\nx", "http_fetch",
        url -> tool(url.substring("http://".length())), url -> asking(url + "/"));
  }

  @Test
  void shouldSayWhereNobodyListens() throws IOException {
    String closed;
    try (ServerSocket reserved = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = "127.0.0.1:" + reserved.getLocalPort();
    }
    rig(closed).failed(FailureCode.UNREACHABLE, "http_fetch", asking("http://" + closed + "/"));
    assertTrue(ToolCatalog.standard().check("http_fetch", Json.Obj.EMPTY.with("url", "http://a.b/c")));
  }
}
