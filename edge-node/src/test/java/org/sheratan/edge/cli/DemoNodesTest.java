package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.daemon.Shutdown;
import org.sheratan.edge.shell.CommandFailure;

class DemoNodesTest {
  private static final String LAUNCHER = "sheratan.launcher";

  @TempDir
  private Path work;
  private final String launcherBefore = System.getProperty(LAUNCHER, "");

  @AfterEach
  void restore() {
    System.setProperty(LAUNCHER, launcherBefore);
  }

  @Test
  void shouldPrepareFoldersThatTheNodesCanRead() throws Exception {
    Path text = Files.writeString(work.resolve("hello.txt"), "hello");
    Files.writeString(Files.createDirectory(work.resolve("docs")).resolve("manual.md"), "read me");
    Path jar = Files.write(work.resolve("some.jar"), new byte[1000]);
    Path big = Files.write(work.resolve("big.jar"), new byte[2_000_000]);
    try (DemoFolder folder = DemoFolder.make(); DemoNodes nodes = new DemoNodes(folder, new Shutdown())) {
      nodes.prepare(text, List.of(jar, big), 5);
      Config gateway = ConfigReader.read(folder.node("gateway").resolve("sheratan.toml"));
      Config worker = ConfigReader.read(folder.node("worker-2").resolve("sheratan.toml"));
      assertEquals(List.of("read_file_batch"), gateway.worker().kinds());
      assertEquals(List.of(), worker.worker().kinds());
      assertEquals((5 + 7 + 1000) / 5 + 1, worker.worker().ioBytesPerSecond());
      assertEquals(List.of("lo"), worker.udp().interfaces());
      assertEquals(gateway.udp().discoveryPort(), worker.udp().discoveryPort());
      assertEquals(0, worker.http().port());
      assertEquals(Files.readString(gateway.network().keyFile()),
          Files.readString(worker.network().keyFile()));
      assertEquals("hello", Files.readString(worker.worker().workspace().resolve("hello.txt")));
      assertTrue(Files.exists(worker.worker().workspace().resolve("lib/some.jar")));
      assertFalse(Files.exists(worker.worker().workspace().resolve("lib/big.jar")));
      assertEquals("read me", Files.readString(gateway.worker().workspace().resolve("docs/manual.md")));
    }
  }

  @Test
  void shouldRemoveTheFolder() throws Exception {
    DemoFolder folder = DemoFolder.make();
    Files.writeString(Files.createDirectories(folder.node("gateway").resolve("deep/er")).resolve("file"),
        "text");
    folder.close();
    assertFalse(Files.exists(folder.root()));
  }

  @Test
  void shouldRemoveWhatAKilledDemoLeft() throws Exception {
    Path stale = Files.createTempDirectory(DemoFolder.PREFIX);
    Path unclaimed = Files.createTempDirectory(DemoFolder.PREFIX);
    Path link = unclaimed.resolveSibling(DemoFolder.PREFIX + "link-" + ProcessHandle.current().pid());
    Files.createSymbolicLink(link, unclaimed);
    Files.createFile(stale.resolve(DemoFolder.CLAIM));
    Files.createFile(Files.createDirectories(stale.resolve("gateway/store")).resolve("lock"));
    try (DemoFolder own = DemoFolder.make(); DemoFolder other = DemoFolder.make()) {
      assertEquals(List.of(stale), StaleDemos.remove(own).stream().filter(stale::equals).toList());
      assertFalse(Files.exists(stale));
      assertTrue(Files.exists(own.root()) && Files.exists(other.root()), "those in use stay");
      assertTrue(Files.exists(unclaimed), "nothing proves that this one is ours");
    } finally {
      Files.delete(link);
      Files.delete(unclaimed);
    }
  }

  @Test
  void shouldLeaveTheFolderOfAKilledDemoWhoseNodesStillStop() throws Exception {
    Path stale = Files.createTempDirectory(DemoFolder.PREFIX);
    Files.createFile(stale.resolve(DemoFolder.CLAIM));
    Path lock = Files.createDirectories(stale.resolve("worker-1/store")).resolve("lock");
    try (DemoFolder own = DemoFolder.make()) {
      try (FileChannel node = FileChannel.open(lock, StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE)) {
        node.lock();
        assertFalse(StaleDemos.remove(own).contains(stale));
      }
      assertTrue(StaleDemos.remove(own).contains(stale));
    }
  }

  @Test
  void shouldTellEachNodeToEndWithTheDemo() throws Exception {
    launcher("echo \"$@\"");
    Path log = work.resolve("one.log");
    DemoNode.start("one", work.resolve("one"), log).stopped();
    assertEquals("run --data-dir " + work.resolve("one") + " --until-stdin-closes\n", Files.readString(log));
  }

  @Test
  void shouldHashATreeLikeSha256sum() throws Exception {
    Files.writeString(work.resolve("b"), "two");
    Files.writeString(Files.createDirectory(work.resolve("a")).resolve("c"), "one");
    // printf one >a/c; printf two >b; sha256sum a/c b | sha256sum
    assertEquals("b2a84cf19c7ddcccbba0ebffe4b3df536c43dabc3a61e156144f656ed34baf81",
        DemoFolder.treeHash(work));
    assertEquals(6, DemoFolder.bytes(work));
  }

  @Test
  void shouldFindItsOwnJars() throws Exception {
    Path jar = Files.createFile(work.resolve("sheratan.jar"));
    Path other = Files.createFile(Files.createDirectory(work.resolve("lib")).resolve("other.jar"));
    Files.createFile(work.resolve("lib/notes.txt"));
    assertEquals(List.of(jar, other), DemoFolder.ownJars(jar + ":" + work));
  }

  @Test
  void shouldStartKillAndStopProcesses() throws Exception {
    launcher("echo started \"$@\"; exec sleep 1000");
    DemoNode killed = DemoNode.start("one", work.resolve("one"), work.resolve("one.log"));
    DemoNode stopped = DemoNode.start("two", work.resolve("two"), work.resolve("two.log"));
    assertTrue(killed.alive() && stopped.alive());
    killed.kill();
    stopped.stop();
    stopped.stopped();
    assertFalse(killed.alive() || stopped.alive());
  }

  @Test
  void shouldTellWhyANodeDidNotStart() throws Exception {
    launcher("echo cannot do that; exit 1");
    try (DemoFolder folder = DemoFolder.make(); DemoNodes nodes = new DemoNodes(folder, new Shutdown())) {
      nodes.prepare(Files.writeString(work.resolve("hello.txt"), "hello"), List.of(), 1);
      for (String name : DemoNodes.NAMES) {
        nodes.start(name);
      }
      CommandFailure failure = assertThrows(CommandFailure.class, nodes::awaitNeighbors);
      assertTrue(
          DemoNodes.NAMES.stream()
              .anyMatch(name -> failure.getMessage().contains(name + " ended: cannot do that")),
          "whichever ended first: " + failure.getMessage());
    }
  }

  @Test
  void shouldStopWaitingWhenInterrupted() throws Exception {
    Shutdown shutdown = new Shutdown();
    shutdown.ask();
    try (DemoFolder folder = DemoFolder.make(); DemoNodes nodes = new DemoNodes(folder, shutdown)) {
      assertThrows(DemoInterrupted.class, () -> nodes.pause(60_000));
    }
  }

  @Test
  void shouldSumUp() {
    DemoOutcome.Done done = new DemoOutcome.Done("a-1-1", "ping", "worker-1", 1, true, false);
    DemoOutcome.Done moved = new DemoOutcome.Done("a-1-2", "ping", "worker-2", 2, true, true);
    DemoOutcome outcome = new DemoOutcome(3, List.of(done, done, moved), 12.34);
    assertTrue(outcome.asPromised());
    assertEquals(Json.Obj.EMPTY.with("nodes", 3).with("jobs_completed", 3).with("receipts_verified", 3)
        .with("reassigned_after_kill", 1).with("simulated", false).with("elapsed_s", new Json.Real(12.3))
        .with("jobs",
            new Json.Arr(List.of(done.toJson(), done.toJson(), moved.toJson()))),
        outcome.toJson());
    assertFalse(new DemoOutcome(3, List.of(done, done, done), 1).asPromised());
    assertFalse(new DemoOutcome(3, List.of(moved), 1).asPromised());
  }

  private void launcher(String body) throws Exception {
    Path script = Files.writeString(work.resolve("launcher"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    System.setProperty(LAUNCHER, script.toString());
  }
}
