package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.http.door.HeadParser;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.ReasonPhrase;
import org.sheratan.edge.http.door.RequestHead;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

/** The request parser against random and mutated heads: one typed refusal or a sound head, nothing else. */
class HeadParserFuzzTest {
  private static final long SEED = 70;
  private static final int ROUNDS = Integer.getInteger("sheratan.fuzz", 1_000_000);
  private static final int SOCKET_ROUNDS = 400;
  private static final List<String> GOOD = List.of(
      "POST /api/v1/jobs?limit=5&state=working HTTP/1.1\r\nHost: localhost:8081\r\nContent-Length: 15\r\n"
          + "Authorization: Bearer abc\r\nContent-Type: application/json\r\nIdempotency-Key: \"k\"",
      "GET /api/v1/jobs/k7f3q2ab-3-17?wait=5 HTTP/1.0\r\nHost: [::1]\r\nConnection: close, x\r\nOrigin: null",
      "OPTIONS * HTTP/1.1\r\nhost:\tlocalhost\t\r\nX-Any: \u00e4",
      "GET http://a.b:1/c%20d HTTP/1.1\r\nHost: x");
  private static final String SPICE = "\r\n\0 \t:,;/%?#*\u007f\u00ff0123456789AZaz[]\"";

  private static byte[] mutated(Entropy entropy) {
    byte[] head = GOOD.get((int) (entropy.nextLong() >>> 1) % GOOD.size() & 3)
        .getBytes(StandardCharsets.ISO_8859_1);
    int changes = entropy.nextInt(6);
    for (int change = 0; change < changes; change++) {
      int at = entropy.nextInt(head.length);
      head[at] = (byte) (entropy.nextInt(2) == 0
          ? entropy.nextInt(256)
          : SPICE.charAt(entropy.nextInt(SPICE.length())));
    }
    return entropy.nextInt(8) == 0 ? java.util.Arrays.copyOf(head, entropy.nextInt(head.length)) : head;
  }

  @Test
  void shouldOnlyRefuseOrUnderstand() {
    Entropy entropy = new SeededEntropy(SEED);
    int understood = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] head = mutated(entropy);
      try {
        sound(HeadParser.parse(head, 1024));
        understood++;
      } catch (HttpRefusal refused) {
        assertTrue(refused.problem().status() >= 400 && refused.problem().status() < 600);
        ReasonPhrase.of(refused.problem().status());
      }
    }
    System.out.println("seed " + SEED + ": " + understood + " of " + ROUNDS + " heads understood");
    assertTrue(understood > 0 && understood < ROUNDS);
  }

  /** What the rest relies on. */
  private static void sound(RequestHead head) {
    assertTrue(head.bodyLength() >= 0 && head.bodyLength() <= 1024);
    assertTrue(head.target().startsWith("/") || head.target().equals("*"));
    assertFalse(head.headers().containsKey("transfer-encoding"));
    head.headers().values().forEach(value -> assertEquals(-1, value.indexOf('\n')));
    try {
      assertFalse(HttpRequest.of(head, Bytes.EMPTY, "test").path().isEmpty());
    } catch (MalformedException twice) {
      assertEquals("given twice", twice.reason());
    }
  }

  @Test
  void shouldKeepThePartsOfAHead() throws HttpRefusal {
    RequestHead head = HeadParser.parse(GOOD.getFirst().getBytes(StandardCharsets.ISO_8859_1), 1024);
    assertEquals("POST", head.method());
    assertEquals("localhost:8081", head.host());
    assertEquals(15, head.bodyLength());
    assertTrue(head.keepAlive());
    HttpRequest request = HttpRequest.of(head, Bytes.EMPTY, "test");
    assertEquals(List.of("api", "v1", "jobs"), request.path());
    assertEquals("working", request.query().get("state"));
    assertThrows(HttpRefusal.class, () -> HeadParser.parse(new byte[0], 1024));
  }

  @Test
  void shouldAnswerOrCloseAndLiveOnWhateverIsSent() throws IOException {
    Entropy entropy = new SeededEntropy(SEED);
    try (RunningApi api = new RunningApi(new FakeNode(),
        HttpSettings.loopback(0).withDeadlines(2_000, 2_000, 2_000, 2_000))) {
      for (int round = 0; round < SOCKET_ROUNDS; round++) {
        byte[] sent = entropy.nextInt(3) == 0 ? random(entropy) : mutated(entropy);
        try (RawClient client = api.connect()) {
          client.send(sent).send("\r\n\r\n");
          client.endOutput();
          drain(client);
        }
      }
      assertEquals(200, api.get("/healthz").status());
      assertDoesNotThrow(() -> api.get("/api/v1/status"));
    }
  }

  private static byte[] random(Entropy entropy) {
    byte[] bytes = new byte[1 + entropy.nextInt(300)];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) entropy.nextInt(256);
    }
    return bytes;
  }

  private static void drain(RawClient client) {
    try {
      while (true) {
        assertTrue(client.response().status() >= 100);
      }
    } catch (IOException closed) {
      // As it should be: nothing more comes.
    }
  }
}
