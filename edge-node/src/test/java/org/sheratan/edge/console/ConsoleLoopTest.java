package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Now;
import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.SerialPort;
import org.sheratan.radio.link.lora.SerialPortSource;

class ConsoleLoopTest {
  private final ConsoleBench node = new ConsoleBench();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final FakePort port = new FakePort();
  private boolean plugged = true;
  private int tries;
  private long nowMs;
  private final ConsoleLoop loop = new ConsoleLoop(waker -> this::open, node.parts(),
      () -> Now.monotonic(nowMs),
      workers);

  private static final class FakePort implements SerialPort {
    /** As much as a real port takes ahead, and what 115,200 baud carry. */
    private static final int MOST_WAITING_BYTES = 24 * 1024;
    private static final int BYTES_PER_MS = 11;

    private final Deque<byte[]> input = new ArrayDeque<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private boolean gone;
    private int closed;
    /** Taken, and not yet on the line. */
    private int waitingBytes;

    @Override
    public String name() {
      return "/dev/fake";
    }

    @Override
    public String hardwareId() {
      return name();
    }

    @Override
    public int read(byte[] into) {
      if (gone) {
        throw new BusLostException("/dev/fake is gone", null);
      }
      byte[] next = input.isEmpty() ? new byte[0] : input.poll();
      System.arraycopy(next, 0, into, 0, next.length);
      return next.length;
    }

    @Override
    public void write(byte[] bytes) {
      waitingBytes += bytes.length;
      if (waitingBytes > MOST_WAITING_BYTES) {
        throw new BusLostException("/dev/fake takes nothing any more", null);
      }
      output.writeBytes(bytes);
    }

    @Override
    public void close() {
      closed++;
    }

    void pass(int ms) {
      waitingBytes = Math.max(0, waitingBytes - ms * BYTES_PER_MS);
    }

    String takeOutput() {
      String text = output.toString(StandardCharsets.UTF_8);
      output.reset();
      return text;
    }
  }

  private SerialPortSource.Opening open() {
    tries++;
    return plugged
        ? new SerialPortSource.Opening.Opened(port)
        : new SerialPortSource.Opening.Refused("/dev/fake does not exist");
  }

  /** Turns until an errand's end has been printed. */
  private String until(String end) {
    StringBuilder seen = new StringBuilder();
    for (int turns = 0; turns < 10_000_000 && !seen.toString().endsWith(end); turns++) {
      loop.step(tries * ConsoleLoop.REOPEN_MS);
      port.pass(1);
      seen.append(port.takeOutput());
      Thread.onSpinWait();
    }
    assertTrue(seen.toString().endsWith(end), seen.toString());
    return seen.toString();
  }

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  @Test
  void shouldGreetWhoeverIsThere() {
    assertTrue(until("sheratan> ").contains("serial console ready\r\n"));
  }

  @Test
  void shouldAnswerOverTheDevice() {
    until("sheratan> ");
    port.input.add("uptime\r\n".getBytes(StandardCharsets.US_ASCII));
    assertEquals("uptime\r\n1 min 15 s, start number 3\r\n\rsheratan> ", until("sheratan> "));
  }

  @Test
  void shouldKnowHowLongNobodyHasTyped() {
    until("sheratan> ");
    assertEquals(OptionalLong.empty(), loop.quietMs());
    port.input.add("\r".getBytes(StandardCharsets.US_ASCII));
    loop.step(40_000);
    nowMs = 47_000;
    assertEquals(OptionalLong.of(7_000), loop.quietMs());
  }

  @Test
  void shouldGoOnAfterAnErrandThatBroke() {
    until("sheratan> ");
    for (Error broken : List.of(new OutOfMemoryError("of this test"), new AssertionError("of this test"))) {
      node.broken = Optional.of(broken);
      port.input.add("uptime\r".getBytes(StandardCharsets.US_ASCII));
      String answer = until("sheratan> ");
      assertTrue(answer.contains(broken instanceof OutOfMemoryError
          ? "error: not enough memory"
          : "error: this is a bug"), answer);
    }
    node.broken = Optional.empty();
    port.input.add("uptime\r".getBytes(StandardCharsets.US_ASCII));
    assertTrue(until("sheratan> ").contains("start number 3"));
  }

  @Test
  void shouldKeepWhatThePortDoesNotTakeYet() {
    until("sheratan> ");
    String neighbor = "{\"name\":\"Küche, oben links %d\",\"link\":\"udp\",\"seen_s\":4}";
    node.answers.put("/api/v1/neighbors", "{\"neighbors\":[" + IntStream.range(1_000, 1_800)
        .mapToObj(number -> String.format(neighbor, number)).collect(Collectors.joining(",")) + "]}");
    port.input.add("neighbors\r".getBytes(StandardCharsets.US_ASCII));
    StringBuilder seen = new StringBuilder();
    for (int turns = 0; turns < 10_000_000 && !seen.toString().endsWith("sheratan> "); turns++) {
      nowMs += 50;
      loop.step(nowMs);
      port.pass(50);
      seen.append(port.takeOutput());
    }
    assertEquals(800, seen.toString().lines().filter(row -> row.contains("oben links")).count());
    assertTrue(seen.toString().endsWith("sheratan> "));
    assertEquals(0, port.closed, "nobody was signed out");
  }

  @Test
  void shouldTryAgainWhileTheDeviceIsMissing() {
    plugged = false;
    loop.step(0);
    loop.step(ConsoleLoop.REOPEN_MS - 1);
    assertEquals(1, tries);
    loop.step(ConsoleLoop.REOPEN_MS);
    assertEquals(2, tries);
    plugged = true;
    until("sheratan> ");
  }

  @Test
  void shouldCloseALostDeviceAndGreetAgainWhenItIsBack() {
    until("sheratan> ");
    port.gone = true;
    plugged = false;
    loop.step(10_000);
    assertEquals(1, port.closed);
    loop.step(10_000 + ConsoleLoop.REOPEN_MS - 1);
    assertEquals(1, tries, "not at once");
    loop.step(10_000 + ConsoleLoop.REOPEN_MS);
    assertEquals(2, tries);
    port.gone = false;
    plugged = true;
    tries = 10;
    assertTrue(until("sheratan> ").contains("serial console ready\r\n"));
  }

  @Test
  void shouldLetGoOfTheDeviceWhenItEnds() {
    until("sheratan> ");
    loop.close();
    loop.run();
    assertEquals(1, port.closed);
  }
}
