package org.sheratan.edge.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.kernel.Now;

/** In made-up time: each rest lets it pass. */
class AwaitedNodeTest {
  @TempDir
  Path folder;
  private long nowMs;
  private long listensAtMs = Long.MAX_VALUE;
  private ApiFolder files;

  @BeforeEach
  void setUp() throws IOException {
    files = new ApiFolder(folder);
    files.writeToken(RunningApi.TOKEN);
    Files.writeString(folder.resolve("sheratan.toml"), "");
  }

  private void rest(Duration length) {
    long beforeMs = nowMs;
    nowMs += length.toMillis();
    if (beforeMs < listensAtMs && nowMs >= listensAtMs) {
      try {
        files.leaveAddress(new InetSocketAddress("127.0.0.1", 8081));
      } catch (IOException unwritten) {
        throw new UncheckedIOException(unwritten);
      }
    }
  }

  private AwaitedNode node() {
    return new AwaitedNode(folder, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(1),
        () -> Now.monotonic(nowMs),
        this::rest);
  }

  private CommandFailure failure() {
    CommandFailure failed = assertThrows(CommandFailure.class, () -> node().api());
    assertEquals(ExitStatus.UNREACHABLE, failed.exit());
    return failed;
  }

  @Test
  void shouldWaitForANodeThatIsStarting() throws Exception {
    listensAtMs = 12_000;
    try (Closeable starting = files.leaveStarting()) {
      assertEquals("http://127.0.0.1:8081", node().api().address(), starting.toString());
    }
    assertEquals(12_000, nowMs);
  }

  @Test
  void shouldWaitAMomentForOneThatHasNotSaidSoYet() throws Exception {
    listensAtMs = 900;
    assertEquals("http://127.0.0.1:8081", node().api().address());
    assertEquals(900, nowMs);
  }

  @Test
  void shouldSayThatNoNodeRunsAfterThatMoment() {
    assertEquals("no node runs in " + folder, failure().getMessage());
    assertEquals(1_000, nowMs);
  }

  @Test
  void shouldNotWaitLongerThanItWasAskedTo() throws Exception {
    try (Closeable starting = files.leaveStarting()) {
      assertEquals("the node of " + folder + " is still starting", failure().getMessage(),
          starting.toString());
    }
    assertEquals(30_000, nowMs);
  }

  @Test
  void shouldNotWaitWhereNothingIsSetUp() throws Exception {
    Files.delete(folder.resolve("sheratan.toml"));
    assertTrue(failure().getMessage().startsWith("no node is set up"));
    assertEquals(0, nowMs);
  }
}
