package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.TlsSettings;
import org.sheratan.edge.tls.CertificateFingerprint;
import org.sheratan.edge.tls.NodeCertificate;
import org.sheratan.edge.tls.PinnedTrust;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

/** The same door, where TLS is spoken. */
class TlsDoorTest {
  private static final NodeCertificate OWN = NodeCertificate.make(List.of("alpha.local", "localhost"),
      Bytes.hex("01"));
  private final FakeNode node = new FakeNode();

  private static HttpSettings settings() {
    return HttpSettings.loopback(0).withTls(new TlsSettings(OWN.serverContext(), 30_000));
  }

  private static SSLSocket sealed(RunningApi api, CertificateFingerprint expected) throws IOException {
    return (SSLSocket) PinnedTrust.context(expected).getSocketFactory()
        .createSocket(InetAddress.getLoopbackAddress(), api.port());
  }

  private static RawClient client(RunningApi api) throws IOException {
    return new RawClient(sealed(api, OWN.fingerprint()));
  }

  @Test
  void shouldAnswerByTls13AndTls12AndNothingOlder() throws IOException {
    try (RunningApi api = new RunningApi(node, settings())) {
      for (String version : List.of("TLSv1.3", "TLSv1.2")) {
        SSLSocket socket = sealed(api, OWN.fingerprint());
        socket.setEnabledProtocols(new String[]{version});
        try (RawClient client = new RawClient(socket)) {
          for (int again = 0; again < 2; again++) {
            assertEquals(200,
                client.send(RawClient.request("GET", "/api/v1/status", "")).response().status());
          }
          assertEquals(version, socket.getSession().getProtocol());
        }
      }
      SSLSocket old = sealed(api, OWN.fingerprint());
      old.setEnabledProtocols(new String[]{"TLSv1.1"});
      assertThrows(SSLException.class, old::startHandshake);
    }
  }

  /** A connection without TLS to the same host would have shown the cookie to everyone on the way. */
  @Test
  void shouldGiveBrowsersACookieForTlsOnly() throws IOException {
    try (RunningApi api = new RunningApi(node, settings()); RawClient client = client(api)) {
      api.access().setPassword("correct horse", api.access().passwordsSet());
      RawResponse in = client.send(RawClient.request("POST", "/api/v1/session",
          "{\"password\":\"correct horse\"}", "Host: localhost:8443", "Origin: https://localhost:8443",
          "Sec-Fetch-Site: same-origin", "X-Sheratan-Page: 1")).response();
      assertEquals(201, in.status(), in.body().toUtf8());
      assertTrue(in.header("set-cookie").contains("; Secure; "), "a cookie without Secure");
    }
  }

  @Test
  void shouldTakeABodyAndEndTheConnectionAsAsked() throws IOException {
    try (RunningApi api = new RunningApi(node, settings()); RawClient client = client(api)) {
      RawResponse made = client.send(RawClient.request("POST", "/api/v1/jobs",
          "{\"kind\":\"read_file\",\"params\":{\"path\":\"" + "x".repeat(20_000) + "\"}}",
          "Connection: close"))
          .response();
      assertEquals(201, made.status(), made.body().toUtf8());
      assertTrue(client.closedNow());
    }
  }

  @Test
  void shouldSayBothFingerprintsWhereTheyDiffer() throws IOException {
    CertificateFingerprint other = NodeCertificate.make(List.of("alpha.local"), Bytes.hex("02"))
        .fingerprint();
    try (RunningApi api = new RunningApi(node, settings()); SSLSocket socket = sealed(api, other)) {
      SSLException refused = assertThrows(SSLException.class, socket::startHandshake);
      assertTrue(refused.getMessage().contains(other.text()), refused.getMessage());
      assertTrue(refused.getMessage().contains(OWN.fingerprint().text()), refused.getMessage());
    }
  }

  @Test
  void shouldLeadABrowserThatSpeaksPlainHttpToTls() throws IOException {
    try (RunningApi api = new RunningApi(node, settings())) {
      try (RawClient browser = api.connect()) {
        RawResponse moved = browser
            .send("GET /some/page?x=1 HTTP/1.1\r\nHost: localhost:" + api.port() + "\r\n\r\n").response();
        assertEquals(308, moved.status());
        assertEquals("https://localhost:" + api.port() + "/some/page?x=1", moved.header("location"));
      }
      RawResponse program = api.get("/api/v1/status");
      assertEquals(400, program.status());
      assertEquals("tls-needed", program.code());
      assertEquals(List.of(), node.asked());
    }
  }

  @Test
  void shouldCutAHandshakeThatDoesNotEnd() throws IOException {
    HttpSettings quick = HttpSettings.loopback(0)
        .withTls(new TlsSettings(OWN.serverContext(), 200));
    try (RunningApi api = new RunningApi(node, quick); RawClient client = api.connect()) {
      client.send(new byte[]{22, 3, 1, 1});
      assertTrue(client.closedNow());
      Await.until(() -> api.server().openConnections() == 0);
    }
  }

  @Test
  void shouldAnswerWhileTwoHundredHandshakesAreHeldOpen() throws IOException {
    List<RawClient> slow = new ArrayList<>();
    try (RunningApi api = new RunningApi(node, settings())) {
      for (int count = 0; count < 200; count++) {
        slow.add(api.connect().send(new byte[]{22, 3, 1, 1, 0}));
      }
      for (int count = 0; count < 20; count++) {
        try (RawClient client = client(api)) {
          assertEquals(200,
              client.send(RawClient.request("GET", "/api/v1/status", "")).response().status());
        }
      }
      assertTrue(api.server().openConnections() <= HttpSettings.DEFAULT_MAX_CONNECTIONS);
    } finally {
      for (RawClient client : slow) {
        client.close();
      }
    }
  }

  @Test
  void shouldSayByTlsWhenAllConnectionsAreReallyInUse() throws IOException {
    node.silent();
    try (RunningApi api = new RunningApi(node, settings().withLimits(1, 1024));
        RawClient first = client(api)) {
      first.send(RawClient.request("GET", "/api/v1/status", ""));
      Await.until(() -> node.asked().size() == 1);
      try (RawClient second = client(api)) {
        assertEquals(503, second.send(RawClient.request("GET", "/healthz", "")).response().status());
      }
    }
  }

  @Test
  void shouldOutliveWhateverComesInsteadOfAHandshake() throws IOException {
    Entropy entropy = new SeededEntropy(5);
    try (RunningApi api = new RunningApi(node, settings())) {
      for (int round = 0; round < 200; round++) {
        byte[] noise = new byte[1 + entropy.nextInt(400)];
        for (int index = 0; index < noise.length; index++) {
          noise[index] = (byte) entropy.nextInt(256);
        }
        noise[0] = entropy.nextInt(4) == 0 ? noise[0] : 22;
        try (RawClient client = api.connect()) {
          client.send(noise).endOutput();
          while (!client.closedNow()) {
            // An alert, or a refusal in words.
          }
        }
      }
      try (RawClient client = client(api)) {
        assertEquals(200, client.send(RawClient.request("GET", "/healthz", "")).response().status());
      }
    }
  }
}
