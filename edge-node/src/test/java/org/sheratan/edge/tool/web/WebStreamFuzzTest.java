package org.sheratan.edge.tool.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.config.MutatedText;
import org.sheratan.kernel.SeededEntropy;

/** Whatever a server says. */
class WebStreamFuzzTest {
  private static final int MAX_BYTES = 40;
  private static final String SIGNS = "HTTP/1.0 23459\r\n:;abfxCTLE-\u0000\u00ff";
  private static final List<String> VALID = List.of("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
      "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 404 None\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\n\r\n",
      "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: identity\r\n\r\nto the end",
      "HTTP/1.1 204 No\r\nLocation: /a\r\n\r\n");

  @Test
  void shouldEndWithinItsBoundsWhateverComes() {
    int rounds = Integer.getInteger("sheratan.fuzz", 100_000);
    SeededEntropy entropy = new SeededEntropy(20_261_122);
    int whole = 0;
    for (int round = 0; round < rounds; round++) {
      String text = MutatedText.of(VALID.get(entropy.nextInt(VALID.size())), SIGNS, entropy.nextInt(6),
          entropy);
      WebStream stream = new WebStream(
          new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), MAX_BYTES);
      try {
        int status = stream.head();
        assertTrue(status >= 100 && status < 600 && status / 100 != 1, text);
        assertTrue(stream.readAllBytes().length <= MAX_BYTES, text);
        whole++;
      } catch (WebStream.BadAnswer | WebStream.TooLong refused) {
        assertTrue(!refused.getMessage().isEmpty());
      } catch (IOException other) {
        throw new AssertionError(text, other);
      }
    }
    assertTrue(whole > rounds / 10, "most is not refused at once: " + whole);
  }
}
