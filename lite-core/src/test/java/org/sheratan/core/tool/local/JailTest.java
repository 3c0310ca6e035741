package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Fields;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.kernel.Now;

/** Ways out of the workspace, each tried with every tool that takes a path. */
class JailTest {
  private static final String SECRET = "the secret outside";
  @TempDir
  Path base;
  private ToolFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new ToolFixture(base);
    fixture.file("inside/file", "harmless");
    Files.createDirectories(base.resolve("outside/deep"));
    Files.writeString(base.resolve("outside/secret"), SECRET);
    Files.writeString(base.resolve("outside/deep/secret"), SECRET);
  }

  @Test
  void shouldRefusePathsThatLeadOutByTheirText() throws IOException {
    for (String path : List.of("/etc/passwd", "..", "../outside/secret", "inside/../../outside/secret",
        "./..",
        "inside/..", "..\\\\outside", "C:/secret", "\\\\\\\\host\\\\share", "a\\u0000b", "inside/\\u0000",
        "a\\nb",
        "x".repeat(256), "\u00e9".repeat(128), "d/".repeat(600) + "f")) {
      everyTool(path, "invalid");
    }
    assertUntouched();
  }

  @Test
  void shouldNotFollowLinksAtTheEndOrInTheMiddle() throws IOException {
    Files.createSymbolicLink(fixture.workspace.resolve("out"), base.resolve("outside"));
    Files.createSymbolicLink(fixture.workspace.resolve("inside/out"), Path.of("../../outside"));
    Files.createSymbolicLink(fixture.workspace.resolve("secret"), base.resolve("outside/secret"));
    Files.createSymbolicLink(fixture.workspace.resolve("self"), Path.of("self"));
    for (String path : List.of("out/secret", "out/deep/secret", "inside/out/secret", "secret", "self")) {
      everyTool(path, "symlink");
    }
    assertUntouched();
  }

  @Test
  void shouldWorkInAWorkspaceThatIsItselfBehindALink() throws IOException {
    Path link = Files.createSymbolicLink(base.resolve("link"), fixture.workspace);
    List<ToolEvent> events = new ArrayList<>();
    new LocalToolRunner(Runnable::run, link, fixture.limits, () -> Now.monotonic(0), ms -> true,
        ToolCatalog.standard(), new TreeMap<>())
        .start(ToolFixture.order("read_file", "{\"path\":\"inside/file\"}"), events::add);
    assertInstanceOf(ToolEvent.Finished.class, events.getLast());
  }

  @Test
  void shouldRefuseDevicesAndPipesWithoutOpeningThem() throws Exception {
    Path fifo = fixture.workspace.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).inheritIO().start().waitFor());
    fixture.failed("special_file", "read_file", "{\"path\":\"fifo\"}");
    fixture.failed("special_file", "write_file", "{\"path\":\"fifo\",\"content\":\"x\"}");
    fixture.failed("special_file", "list_files", "{\"root\":\"fifo\"}");
    Fields hashed = Fields.of(fixture.result("hash_files", "{}"));
    assertEquals(1, hashed.integer("count", 0, 9));
    assertEquals(1, hashed.integer("skipped", 0, 9));
  }

  @Test
  void shouldSayWhichFolderHoldsANameThatIsNoText() throws Exception {
    String script = "import os,sys; open(os.path.join(os.fsencode(sys.argv[1]), b'bad\\xff'), 'w')";
    Process made = new ProcessBuilder("python3", "-c", script, fixture.workspace.resolve("inside").toString())
        .inheritIO()
        .start();
    assertEquals(0, made.waitFor());
    assertTrue(fixture.failed("unnameable_file", "hash_files", "{}").message()
        .startsWith("a name in inside is not text"));
    fixture.failed("unnameable_file", "walk_tree", "{}");
    fixture.failed("not_found", "read_file", "{\"path\":\"inside/bad\ufffd\"}");
  }

  @Test
  void shouldNotBeLedOutByAFolderSwappedForALinkWhileItRuns() throws Exception {
    Files.createSymbolicLink(fixture.workspace.resolve("link"), base.resolve("outside"));
    Files.writeString(base.resolve("outside/file"), SECRET);
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger swaps = new AtomicInteger();
    Thread attacker = Thread.ofPlatform().start(() -> swapUntil(over, swaps));
    try {
      for (int round = 0; round < 300 || swaps.get() < 100; round++) {
        assertHarmless(fixture.end("read_file", "{\"path\":\"inside/file\"}"));
        assertHarmless(fixture.end("walk_tree", "{\"root\":\"inside\",\"patterns\":[\"*secret*\"]}"));
        if (round % 10 == 0) {
          fixture.end("write_file", "{\"path\":\"inside/new\",\"content\":\"x\"}");
          fixture.end("write_file", "{\"path\":\"inside/made/new\",\"content\":\"x\"}");
        }
      }
    } finally {
      over.set(true);
      attacker.join();
    }
    assertUntouched();
    assertEquals(SECRET, Files.readString(base.resolve("outside/file")));
    try (Stream<Path> outside = Files.list(base.resolve("outside"))) {
      assertEquals(3, outside.count());
    }
  }

  /** A folder and a link to the outside take turns under one name. */
  private void swapUntil(AtomicBoolean over, AtomicInteger swaps) {
    Path inside = fixture.workspace.resolve("inside");
    Path link = fixture.workspace.resolve("link");
    for (int turn = 0; !over.get(); turn++) {
      try {
        Files.move(inside, base.resolve("old-" + turn), StandardCopyOption.ATOMIC_MOVE);
        Files.move(link, inside, StandardCopyOption.ATOMIC_MOVE);
        swaps.incrementAndGet();
        Files.move(inside, link, StandardCopyOption.ATOMIC_MOVE);
        Files.createDirectory(inside);
        Files.writeString(inside.resolve("file"), "harmless");
      } catch (IOException cameBetween) {
        // A tool made the folder in the meantime: next turn moves that one away.
        continue;
      }
    }
  }

  private void everyTool(String path, String code) {
    fixture.failed(code, "read_file", "{\"path\":\"" + path + "\"}");
    fixture.failed(code, "read_file", "{\"rel_path\":\"" + path + "\"}");
    fixture.failed(code, "write_file", "{\"path\":\"" + path + "\",\"content\":\"x\"}");
    fixture.failed(code, "write_file", "{\"path\":\"" + path + "\",\"content\":\"x\",\"mode\":\"append\"}");
    fixture.failed(code, "rewrite_file", "{\"path\":\"" + path + "\",\"new_content\":\"x\"}");
    fixture.failed(code, "list_files", "{\"root\":\"" + path + "\"}");
    fixture.failed(code, "walk_tree", "{\"path\":\"" + path + "\"}");
    fixture.failed(code, "hash_files", "{\"root\":\"" + path + "\"}");
    fixture.failed(code, "read_file", "{\"root\":\"" + path + "\",\"path\":\"x\"}");
  }

  private static void assertHarmless(ToolEvent end) {
    if (end instanceof ToolEvent.Finished finished) {
      assertFalse(CanonicalJson.text(finished.result()).contains("secret\""), finished.toString());
      assertFalse(CanonicalJson.text(finished.result()).contains(SECRET), finished.toString());
    }
  }

  private void assertUntouched() throws IOException {
    assertEquals(SECRET, Files.readString(base.resolve("outside/secret")));
    assertEquals(SECRET, Files.readString(base.resolve("outside/deep/secret")));
  }
}
