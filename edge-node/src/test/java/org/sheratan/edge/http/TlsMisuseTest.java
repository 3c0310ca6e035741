package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.TlsSettings;
import org.sheratan.edge.tls.NodeCertificate;
import org.sheratan.edge.tls.PinnedTrust;
import org.sheratan.kernel.Bytes;

/** What a TLS port can be used for besides talking to the node. */
class TlsMisuseTest {
  private static final NodeCertificate OWN = NodeCertificate.make(List.of("alpha.local"), Bytes.hex("09"));
  private final FakeNode node = new FakeNode();

  private RunningApi open() throws IOException {
    return new RunningApi(node, HttpSettings.loopback(0).withBind("127.0.0.1", List.of("alpha.local"))
        .withTls(new TlsSettings(OWN.serverContext(), 30_000)));
  }

  /** A link to the node led to wherever its maker liked, by the node's own answer. */
  @Test
  void shouldLeadNobodyToAHostThatIsNotThisNode() throws IOException {
    try (RunningApi api = open()) {
      for (String host : List.of("evil.com", "alpha.local.evil.com", "evil.com:8443",
          "alpha.local@evil.com")) {
        try (RawClient browser = api.connect()) {
          RawResponse answer = browser.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").response();
          assertEquals("", answer.header("location"), host);
          assertEquals(421, answer.status(), host);
        }
      }
      try (RawClient browser = api.connect()) {
        assertEquals("https://alpha.local:8443/",
            browser.send("GET / HTTP/1.1\r\nHost: Alpha.Local:8443\r\n\r\n").response().header("location"));
      }
    }
  }

  /** Each cost the node a signature, without limit and without a new connection. */
  @Test
  void shouldRefuseAClientThatWantsToShakeHandsAnew() throws IOException {
    try (RunningApi api = open();
        SSLSocket socket = (SSLSocket) PinnedTrust.context(OWN.fingerprint()).getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), api.port())) {
      socket.setEnabledProtocols(new String[]{"TLSv1.2"});
      socket.startHandshake();
      RawClient client = new RawClient(socket);
      assertEquals(200, client.send(RawClient.request("GET", "/healthz", "")).response().status());
      assertThrows(IOException.class, () -> {
        socket.startHandshake();
        client.send(RawClient.request("GET", "/healthz", "")).response();
      });
    }
  }
}
