package org.sheratan.edge.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.Now;

/** Over a socket that brings what a test wants, as late as it wants. */
class GpsdLinesTest {
  private static final int DRIP_MS = 10_000;
  private final List<Integer> timeoutsMs = new ArrayList<>();
  private long nowMs = 5_000;

  private GpsdLines lines(InputStream in) {
    return new GpsdLines(new Socket() {
      @Override
      public InputStream getInputStream() {
        return in;
      }

      @Override
      public void setSoTimeout(int timeoutMs) {
        timeoutsMs.add(timeoutMs);
      }
    }, () -> Now.monotonic(nowMs));
  }

  private GpsdLines lines(String text) {
    return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void shouldReadOneLineAfterTheOther() throws IOException {
    GpsdLines lines = lines("one\n\nthree\nhalf");
    assertEquals(List.of("one", "", "three"),
        List.of(lines.next().toUtf8(), lines.next().toUtf8(), lines.next().toUtf8()));
    assertThrows(EOFException.class, lines::next);
  }

  /** A byte within each minute held the connection for days. */
  @Test
  void shouldEndALineThatDripsIn() {
    GpsdLines lines = lines(new InputStream() {
      @Override
      public int read() {
        nowMs += DRIP_MS;
        return ' ';
      }

      @Override
      public int read(byte[] target, int from, int length) {
        target[from] = (byte) read();
        return 1;
      }
    });
    assertThrows(SocketTimeoutException.class, lines::next);
    assertEquals(List.of(60_000, 50_000, 40_000, 30_000, 20_000, 10_000), timeoutsMs);
  }

  @Test
  void shouldBearAReceiversPaceAndNoMore() throws IOException {
    GpsdLines lines = lines("x\n".repeat(3 * GpsdLines.MOST_PER_SECOND + 1));
    for (int second = 0; second < 3; second++) {
      for (int count = 0; count < GpsdLines.MOST_PER_SECOND; count++) {
        assertEquals("x", lines.next().toUtf8());
      }
      nowMs += second < 2 ? 1_000 : 999;
    }
    assertThrows(MalformedException.class, lines::next);
  }
}
