package org.sheratan.edge.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Now;

/** Against a small gpsd on loopback that says what a test wants. */
class GpsdClientTest {
  private static final String FIX = "{\"class\":\"TPV\",\"mode\":3,\"time\":\"2026-11-21T12:00:00.000Z\"}\n";
  private static final long FIX_MS = 1_795_262_400_000L;
  private static final String VERSION = "{\"class\":\"VERSION\",\"release\":\"3.22\"}\n";

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> pauses = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> goOn = new LinkedBlockingQueue<>();
  private final AtomicLong nowMs = new AtomicLong(1_000);
  private ServerSocket gpsd;
  private GpsdClient client;
  private Thread thread;

  @BeforeEach
  void start() throws IOException {
    gpsd = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    LongPredicate pause = ms -> {
      pauses.add(ms);
      try {
        return goOn.take();
      } catch (InterruptedException stopping) {
        return false;
      }
    };
    client = new GpsdClient("127.0.0.1:" + gpsd.getLocalPort(), pause, () -> Now.monotonic(nowMs.get()),
        new GpsdListener() {
          @Override
          public void onTime(long wallMs) {
            told.add("time " + wallMs);
          }

          @Override
          public void onFound() {
            told.add("found");
          }

          @Override
          public void onLost(String why) {
            told.add("lost " + why);
          }
        });
    thread = Thread.ofPlatform().daemon().start(client);
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    client.close();
    goOn.add(false);
    gpsd.close();
    thread.join();
  }

  private Socket accepted() throws IOException {
    Socket socket = gpsd.accept();
    BufferedReader in = new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    assertEquals("?WATCH={\"enable\":true,\"json\":true};", in.readLine());
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private String next() throws InterruptedException {
    String word = told.poll(30, TimeUnit.SECONDS);
    assertTrue(word != null, "nothing more was told");
    return word;
  }

  @Test
  void shouldTellTheTimeOfFixes() throws Exception {
    try (Socket socket = accepted()) {
      say(socket, VERSION + FIX.replace("\"mode\":3", "\"mode\":1") + FIX);
      assertEquals(List.of("found", "time " + FIX_MS), List.of(next(), next()));
    }
  }

  @Test
  void shouldConnectAgainAfterAPauseAndTellALossOnce() throws Exception {
    try (Socket socket = accepted()) {
      say(socket, VERSION);
      assertEquals("found", next());
    }
    assertEquals("lost gpsd closed the connection", next());
    assertEquals(GpsdClient.RETRY_MS, pauses.take());
    goOn.add(true);
    accepted().close();
    assertEquals(GpsdClient.RETRY_MS, pauses.take(), "lost again at once, and no second word of it");
    goOn.add(true);
    try (Socket socket = accepted()) {
      say(socket, FIX);
      assertEquals(List.of("time " + FIX_MS, "found"), List.of(next(), next()));
    }
  }

  @Test
  void shouldWaitWhereNobodyListens() throws Exception {
    accepted().close();
    assertTrue(next().startsWith("lost "));
    gpsd.close();
    for (int round = 0; round < 5; round++) {
      assertEquals(GpsdClient.RETRY_MS, pauses.take());
      goOn.add(true);
    }
    assertTrue(told.isEmpty());
  }

  @Test
  void shouldHangUpOnWhoeverIsNoGpsd() throws Exception {
    try (Socket socket = accepted()) {
      say(socket, "HTTP/1.1 400 Bad Request\r\n");
      assertTrue(next().startsWith("lost document"));
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void shouldHangUpOnALineThatDoesNotEnd() throws Exception {
    try (Socket socket = accepted()) {
      say(socket, "x".repeat(GpsdLine.MAX_BYTES + 1));
      assertTrue(next().startsWith("lost line"));
    }
  }

  /** A flood of reports took 77 % of a core for as long as it lasted. */
  @Test
  void shouldHangUpOnMoreReportsThanAReceiverHas() throws Exception {
    try (Socket socket = accepted()) {
      say(socket, VERSION.repeat(GpsdLines.MOST_PER_SECOND));
      assertEquals("found", next());
      say(socket, VERSION);
      assertTrue(next().startsWith("lost gpsd"));
      assertEquals(-1, socket.getInputStream().read());
    }
    assertEquals(GpsdClient.RETRY_MS, pauses.take(), "and comes back after a pause only");
    goOn.add(true);
    try (Socket socket = accepted()) {
      say(socket, FIX);
      assertEquals(List.of("time " + FIX_MS, "found"), List.of(next(), next()));
    }
  }

  @Test
  void shouldEndWhenClosedWhileItListens() throws Exception {
    try (Socket socket = accepted()) {
      client.close();
      assertEquals(-1, socket.getInputStream().read());
      goOn.add(false);
      thread.join();
      assertTrue(told.isEmpty());
    }
  }
}
