package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.TlsSettings;
import org.sheratan.edge.tls.NodeCertificate;
import org.sheratan.edge.tls.PinnedTrust;
import org.sheratan.kernel.Bytes;

/** Callers on one machine who want all places of the door, while another wants an answer. */
class FloodTest {
  private static final int CLIENTS = 80;
  private static final int QUESTIONS = 20;
  private static final NodeCertificate OWN = NodeCertificate.make(List.of("alpha.local"), Bytes.hex("07"));
  private static final byte[] PAGES = ("GET /page/style.css HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(50)
      .getBytes(StandardCharsets.US_ASCII);
  private final FakeNode node = new FakeNode();
  private final AtomicBoolean over = new AtomicBoolean();

  /** What a client of the flood does, again as soon as it was cut. */
  private interface Attack {
    void once(int port) throws IOException;
  }

  private List<Thread> flood(int port, Attack attack) {
    List<Thread> clients = new ArrayList<>();
    for (int count = 0; count < CLIENTS; count++) {
      clients.add(Thread.startVirtualThread(() -> {
        while (!over.get()) {
          try {
            attack.once(port);
          } catch (IOException cut) {
            Thread.yield();
          }
        }
      }));
    }
    return clients;
  }

  private void readNothing(int port) throws IOException {
    try (RawClient client = new RawClient(port, 1)) {
      while (!over.get()) {
        client.send(PAGES);
      }
    }
  }

  private void sayHalfAHello(int port) throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(new byte[]{22, 3, 1, 1, 0});
      if (!over.get()) {
        client.closedNow();
      }
    }
  }

  private static void crowd(RunningApi api) {
    while (api.server().openConnections() < HttpSettings.DEFAULT_MAX_CONNECTIONS) {
      Thread.onSpinWait();
    }
  }

  private void end(RunningApi api, List<Thread> flood) throws InterruptedException {
    over.set(true);
    api.close();
    for (Thread client : flood) {
      client.join();
    }
  }

  @Test
  void shouldAnswerTheTokenWhileEightyClientsAskForPagesAndReadNothing() throws Exception {
    RunningApi api = new RunningApi(node);
    List<Thread> flood = flood(api.port(), this::readNothing);
    try {
      crowd(api);
      int answered = 0;
      for (int count = 0; count < QUESTIONS; count++) {
        answered += asked(api) ? 1 : 0;
      }
      assertTrue(answered >= QUESTIONS * 3 / 4, answered + " of " + QUESTIONS);
      assertTrue(api.server().openConnections() <= HttpSettings.DEFAULT_MAX_CONNECTIONS);
    } finally {
      end(api, flood);
    }
  }

  @Test
  void shouldAnswerByTlsWhileEightyClientsSayHalfAHelloAndComeAgain() throws Exception {
    RunningApi api = new RunningApi(node,
        HttpSettings.loopback(0).withTls(new TlsSettings(OWN.serverContext(), 30_000)));
    List<Thread> flood = flood(api.port(), this::sayHalfAHello);
    try {
      crowd(api);
      int answered = 0;
      for (int count = 0; count < QUESTIONS; count++) {
        answered += healthy(api.port()) ? 1 : 0;
      }
      assertTrue(answered >= QUESTIONS * 3 / 4, answered + " of " + QUESTIONS);
    } finally {
      end(api, flood);
    }
  }

  /** One try: on a busy machine a question may come late, and its place be taken. */
  private static boolean asked(RunningApi api) {
    try {
      return api.get("/api/v1/status").status() == 200;
    } catch (IOException cut) {
      return false;
    }
  }

  /** One try: on a busy machine a hello may come late. */
  private static boolean healthy(int port) {
    try (RawClient client = new RawClient(PinnedTrust.context(OWN.fingerprint()).getSocketFactory()
        .createSocket(InetAddress.getLoopbackAddress(), port))) {
      return client.send(RawClient.request("GET", "/healthz", "")).response().status() == 200;
    } catch (IOException cut) {
      return false;
    }
  }
}
