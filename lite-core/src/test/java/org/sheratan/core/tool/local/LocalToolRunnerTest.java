package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;

class LocalToolRunnerTest {
  @TempDir
  Path base;
  private ToolFixture fixture;

  @BeforeEach
  void open() {
    fixture = new ToolFixture(base);
  }

  @Test
  void shouldAnswerPing() {
    assertEquals("{\"action\":\"ping_result\",\"message\":\"pong\",\"ok\":true}",
        CanonicalJson.text(fixture.result("ping", "{}")));
  }

  @Test
  void shouldRunEveryKindThatItOffers() throws IOException {
    for (String kind : LocalToolRunner.runnable(base)) {
      ToolEvent end = fixture.end(kind, "{}");
      assertTrue(!(end instanceof ToolEvent.Failed failed) || failed.code().equals("invalid"),
          kind + " " + end);
      assertEquals(1, fixture.events.size());
    }
    fixture.failed("unknown_kind", "format_disk", "{}");
  }

  @Test
  void shouldTellTheTruthAboutTheMachine() throws IOException {
    Path system = base.resolve("system");
    Files.createDirectories(system.resolve("proc"));
    Files.writeString(system.resolve("proc/meminfo"),
        "MemTotal:  948304 kB\nMemFree: 1 kB\nMemAvailable:   512000 kB\n");
    Files.writeString(system.resolve("proc/loadavg"), "0.42 0.30 0.20 1/120 4242\n");
    Files.writeString(system.resolve("proc/uptime"), "garbage\n");
    Fields info = Fields.of(info(system));
    assertEquals(971_063_296, info.integer("memory_total_bytes", 0, Long.MAX_VALUE));
    assertEquals(524_288_000, info.integer("memory_available_bytes", 0, Long.MAX_VALUE));
    assertEquals(0.42, info.number("load_average", 0, 9));
    assertEquals("unknown", info.text("uptime_ms", 9));
    assertEquals("unknown", info.text("temperature_c", 9));
    assertTrue(info.integer("disk_total_bytes", 1, Long.MAX_VALUE) > 0);
    assertTrue(info.integer("cpus", 1, 4096) > 0);
    assertNotEquals("", info.text("arch", 99));
  }

  @Test
  void shouldSayUnknownWhereNothingIsKnown() {
    Fields info = Fields.of(info(base.resolve("nowhere")));
    for (String name : List.of("memory_total_bytes", "memory_available_bytes", "load_average", "uptime_ms")) {
      assertEquals("unknown", info.text(name, 9));
    }
  }

  @Test
  void shouldFailAsBusyWhenNoThreadIsFree() throws IOException {
    LocalToolRunner full = fixture.runner(run -> {
      throw new RejectedExecutionException();
    }, Path.of("/"));
    List<ToolEvent> events = new ArrayList<>();
    full.start(ToolFixture.order("ping", "{}"), events::add);
    assertEquals("busy", assertInstanceOf(ToolEvent.Failed.class, events.getFirst()).code());
    full.start(ToolFixture.order("ping", "{}"), events::add);
    assertEquals(2, events.size());
  }

  @Test
  void shouldEndWithOneEventWhenStoppedBeforeItsThreadCame() throws IOException {
    List<Runnable> queue = new ArrayList<>();
    LocalToolRunner queued = fixture.runner(queue::add, Path.of("/"));
    List<ToolEvent> events = new ArrayList<>();
    queued.start(ToolFixture.order("ping", "{}"), events::add);
    queued.start(ToolFixture.order("ping", "{}"), events::add);
    queued.stop(ToolFixture.order("ping", "{}"));
    queue.forEach(Runnable::run);
    assertEquals(1, events.size());
    assertEquals("stopped", assertInstanceOf(ToolEvent.Failed.class, events.getFirst()).code());
    queued.stop(ToolFixture.order("ping", "{}"));
  }

  @Test
  void shouldReportABugBeforeItEscapes() {
    List<ToolEvent> events = new ArrayList<>();
    ToolFixture broken = new ToolFixture(base, ToolLimits.STANDARD.withIoBytesPerSecond(1));
    broken.onPause = () -> {
      throw new IllegalStateException("a bug");
    };
    broken.file("f", "x");
    assertThrows(IllegalStateException.class,
        () -> broken.runner.start(ToolFixture.order("read_file", "{\"path\":\"f\"}"), events::add));
    assertEquals("internal_error", assertInstanceOf(ToolEvent.Failed.class, events.getFirst()).code());
  }

  @Test
  void shouldRefuseAWorkspaceThatIsNoFolder() throws IOException {
    Path file = Files.writeString(base.resolve("file"), "");
    assertThrows(IOException.class,
        () -> new LocalToolRunner(Runnable::run, file, ToolLimits.STANDARD, () -> null, ms -> true,
            ToolCatalog.standard(), new TreeMap<>()));
    assertThrows(IOException.class,
        () -> new LocalToolRunner(Runnable::run, base.resolve("none"), ToolLimits.STANDARD, () -> null,
            ms -> true, ToolCatalog.standard(), new TreeMap<>()));
  }

  @Test
  void shouldNameWhatTheDiskSays() {
    assertEquals("disk_full no space left for f true", told(new IOException("No space left on device")));
    assertEquals("disk_full no space left for f true", told(reason("Disk quota exceeded")));
    assertEquals("read_only f is on a read-only disk true", told(reason("Read-only file system")));
    assertEquals("denied f may not be accessed by this node true", told(new AccessDeniedException("f")));
    assertEquals("symlink f is a symbolic link true", told(reason("Too many levels of symbolic links")));
    assertEquals("io_error f: Input/output error true", told(new IOException("Input/output error")));
  }

  private static IOException reason(String reason) {
    return new FileSystemException("/secret/place", null, reason);
  }

  private static String told(IOException failed) {
    ToolFailure failure = ToolFailure.of(failed, "f");
    return failure.code() + " " + failure.getMessage() + " " + failure.retryElsewhere();
  }

  private Json.Obj info(Path systemRoot) {
    List<ToolEvent> events = new ArrayList<>();
    try {
      fixture.runner(Runnable::run, systemRoot).start(ToolFixture.order("system_info", "{}"), events::add);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    return assertInstanceOf(ToolEvent.Finished.class, events.getLast()).result();
  }
}
