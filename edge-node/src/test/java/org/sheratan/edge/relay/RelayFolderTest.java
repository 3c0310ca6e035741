package org.sheratan.edge.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;

class RelayFolderTest {
  private static final int REPORTS = 2_000;

  @TempDir
  Path top;

  /** Whatever is taken is whole, none comes twice or after a newer one, and the last is not lost. */
  @Test
  void shouldTakeWholeReportsWhileTheyAreReplaced() throws Exception {
    RelayFolder folder = made();
    String name = RelayFolder.reportName(RelayRig.ID, 1);
    Thread worker = Thread.ofPlatform().start(() -> replace(folder.in(), name));
    long last = 0;
    while (last < REPORTS) {
      Optional<Json.Obj> taken = folder.takeReport(name);
      if (taken.isPresent()) {
        long number = ((Json.Int) taken.get().get("number")).value().longValueExact();
        assertTrue(number > last, number + " after " + last);
        last = number;
      }
    }
    worker.join();
    try (var left = Files.list(folder.in())) {
      assertEquals(0, left.count());
    }
  }

  private static void replace(Path in, String name) {
    try {
      for (int number = 1; number <= REPORTS; number++) {
        Path part = Files.writeString(in.resolve(".part"),
            "{\"number\":" + BigInteger.valueOf(number) + ",\"x\":\"" + "y".repeat(number) + "\"}");
        Files.move(part, in.resolve(name), StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (java.io.IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  @Test
  void shouldLetOnlyOneClaimAJob() throws Exception {
    RelayFolder folder = made();
    assertTrue(folder.claim(RelayRig.ID));
    assertFalse(folder.claim(RelayRig.ID));
    folder.unclaim(RelayRig.ID);
    assertTrue(folder.claim(RelayRig.ID));
  }

  /** The ids of jobs count up, so the next part's name could be known; a link there was written through. */
  @Test
  void shouldWriteThroughNoLinkThatAWorkerMade() throws Exception {
    RelayFolder folder = made();
    Path secret = Files.writeString(top.resolve("api-token"), "secret");
    Path out = RelayFolder.of(top).getFirst();
    Path job = out.resolve(RelayRig.ID + ".job.json");
    Files.createSymbolicLink(out.resolve("." + RelayRig.ID + ".job.json.part"), secret);
    Files.createSymbolicLink(job, secret);
    folder.putJob(RelayRig.ID, Json.Obj.EMPTY.with("kind", "ping"));
    assertEquals("secret", Files.readString(secret));
    assertFalse(Files.isSymbolicLink(job));
    assertEquals("{\"kind\":\"ping\"}\n", Files.readString(job));
  }

  @Test
  void shouldReadThroughNoLinkAndWaitForNoPipe() throws Exception {
    RelayFolder folder = made();
    Path secret = Files.writeString(top.resolve("run.json"), "{\"secret\":1}");
    Path result = folder.in().resolve(RelayFolder.resultName(RelayRig.ID));
    Files.createSymbolicLink(result, secret);
    assertThrows(FileSystemException.class, () -> folder.takeResult(RelayRig.ID));
    assertFalse(Files.exists(result, LinkOption.NOFOLLOW_LINKS), "it is not the next attempt's result too");
    assertTrue(Files.exists(secret));
    assertEquals(0, new ProcessBuilder("mkfifo", result.toString()).start().waitFor());
    assertThrows(FileSystemException.class, () -> folder.takeResult(RelayRig.ID));
    assertEquals(Optional.empty(), folder.takeResult(RelayRig.ID));
  }

  /** A folder named like a result kept the node from starting. */
  @Test
  void shouldPassOverAFullFolderNamedLikeAResult() throws Exception {
    Path result = Files
        .createDirectories(RelayFolder.of(top).get(1).resolve(RelayFolder.resultName(RelayRig.ID)));
    Files.createFile(result.resolve("x"));
    RelayFolder folder = made();
    folder.sweep();
    FileSystemException refused = assertThrows(FileSystemException.class,
        () -> folder.takeResult(RelayRig.ID));
    assertTrue(refused.getMessage().contains("a folder, where a file belongs"), refused.getMessage());
    folder.removeResult(RelayRig.ID);
    assertTrue(Files.exists(result.resolve("x")));
  }

  @Test
  void shouldKeepOthersOutOfWhatItWrites() throws Exception {
    made();
    assertEquals("rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(top.resolve("node_only"))));
  }

  /** Every job failed there, one after the other, and nobody knew why. */
  @Test
  void shouldRefuseFoldersBetweenWhichNothingCanBeRenamed() throws Exception {
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(top)));
    Path other = Files.createTempDirectory(memory, "relay");
    try {
      Path in = Files.createSymbolicLink(top.resolve("webrelay_in"), other);
      FileSystemException refused = assertThrows(FileSystemException.class, this::made);
      assertEquals(in.toString(), refused.getFile());
      assertTrue(refused.getReason().contains("webrelay_in and node_only are not of one file system"),
          refused.getReason());
      try (var left = Files.list(other)) {
        assertEquals(0, left.count());
      }
    } finally {
      Files.delete(other);
    }
  }

  /** A result by HTTP and the same one by sync were written into one file. */
  @Test
  void shouldNotWriteIntoWhatAnotherThreadIsWriting() throws Exception {
    RelayFolder folder = made();
    Path others = top.resolve("node_only").resolve(RelayFolder.resultName(RelayRig.ID) + ".part");
    Files.writeString(others, "{\"half\":");
    folder.putResult(RelayRig.ID, Json.Obj.EMPTY.with("ok", true));
    assertEquals("{\"half\":", Files.readString(others));
    assertEquals(Optional.of(Json.Obj.EMPTY.with("ok", true)), folder.takeResult(RelayRig.ID));
    Files.createDirectory(folder.in().resolve(RelayFolder.resultName(RelayRig.ID)));
    assertThrows(IOException.class, () -> folder.putResult(RelayRig.ID, Json.Obj.EMPTY.with("ok", true)));
    try (var left = Files.list(top.resolve("node_only"))) {
      assertEquals(List.of(others), left.toList(), "nothing piles up");
    }
  }

  private RelayFolder made() throws IOException {
    RelayFolder folder = new RelayFolder(top);
    folder.make();
    return folder;
  }
}
