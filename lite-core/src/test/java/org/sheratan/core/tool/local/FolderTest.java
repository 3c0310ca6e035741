package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.tool.RelativePath;
import org.sheratan.kernel.Now;

class FolderTest {
  @TempDir
  Path root;
  private Budget budget;
  private Workspace workspace;

  @BeforeEach
  void fill() throws IOException {
    ToolFixture fixture = new ToolFixture(root.resolve("elsewhere"));
    Run run = new Run(ToolFixture.order("ping", "{}"), new IoLimiter(0, () -> null, ms -> true),
        () -> Now.monotonic(0), event -> {});
    budget = new Budget(run, fixture.limited(10));
    workspace = new Workspace(root);
    Files.createDirectories(root.resolve("a/b"));
    Files.writeString(root.resolve("a/file"), "content");
    Files.createSymbolicLink(root.resolve("a/link"), Path.of("file"));
  }

  @Test
  void shouldNamePathsAsTheSubmitterDid() throws Exception {
    try (Folder top = Folder.workspace(root);
        Folder a = top.folder(Path.of("a"));
        Folder b = a.folder(Path.of("b"))) {
      assertEquals(".", top.shown());
      assertEquals("a", a.shown());
      assertEquals("a/b", b.shown());
      assertEquals("a/b/x", b.shown("x"));
      assertEquals("x", top.shown("x"));
    }
  }

  @Test
  void shouldTellFilesFoldersAndLinksApart() throws Exception {
    try (Folder a = workspace.open(RelativePath.parse("path", "a"), ToolLimits.STANDARD)) {
      List<String> seen = a.entries(budget).stream()
          .map(entry -> entry.text() + " " + entry.type() + " " + entry.bytes())
          .sorted().toList();
      assertEquals(List.of("b FOLDER 0", "file FILE 7", "link LINK 0"), seen);
      assertEquals(Entry.Type.FILE, a.entry(Path.of("file")).type());
      assertTrue(a.find(Path.of("none")).isEmpty());
      assertThrows(NoSuchFileException.class, () -> a.entry(Path.of("none")));
    }
    assertEquals(3, budget.entries());
  }

  @Test
  void shouldOpenRegularFilesOnly() throws Exception {
    try (Folder a = workspace.open(RelativePath.parse("path", "a"), ToolLimits.STANDARD)) {
      try (FileChannel file = a.openFile(Path.of("file"))) {
        assertEquals(7, file.size());
      }
      assertEquals("symlink", assertThrows(ToolFailure.class, () -> a.openFile(Path.of("link"))).code());
      assertEquals("not_a_file", assertThrows(ToolFailure.class, () -> a.openFile(Path.of("b"))).code());
      assertEquals("not_a_folder", assertThrows(ToolFailure.class, () -> a.folder(Path.of("file"))).code());
      assertEquals("symlink", assertThrows(ToolFailure.class, () -> a.folder(Path.of("link"))).code());
    }
  }

  @Test
  void shouldCreateMoveAndDeleteByName() throws Exception {
    try (Folder a = workspace.open(RelativePath.parse("path", "a"), ToolLimits.STANDARD);
        Folder b = a.folder(Path.of("b"))) {
      try (FileChannel file = a.createFile(Path.of("new"))) {
        file.write(ByteBuffer.wrap("x".getBytes()));
      }
      assertThrows(FileAlreadyExistsException.class, () -> a.createFile(Path.of("link")).close());
      a.move(Path.of("new"), b, Path.of("moved"));
      a.move(Path.of("file"), a, Path.of("link"));
      a.sync();
      assertEquals("content", Files.readString(root.resolve("a/link")));
      assertFalse(Files.isSymbolicLink(root.resolve("a/link")));
      b.delete(b.entry(Path.of("moved")));
      a.delete(a.entry(Path.of("b")));
      assertFalse(Files.exists(root.resolve("a/b")));
    }
  }

  @Test
  void shouldFindLeftoversAmongTheFirstNames() throws Exception {
    Files.writeString(root.resolve("a/.sheratan-k7f3q2ab-1-1-1.tmp"), "");
    try (Folder a = workspace.open(RelativePath.parse("path", "a"), ToolLimits.STANDARD)) {
      assertEquals(List.of(Path.of(".sheratan-k7f3q2ab-1-1-1.tmp")), a.stamps(1000));
    }
    try (Folder a = workspace.open(RelativePath.parse("path", "a"), ToolLimits.STANDARD)) {
      assertEquals(List.of(), a.stamps(0));
    }
  }

  @Test
  void shouldNotSeeAFolderMovedAwayThroughItsOldName() throws Exception {
    try (Folder a = workspace.open(RelativePath.parse("path", "a"), ToolLimits.STANDARD)) {
      Files.move(root.resolve("a"), root.resolve("away"));
      Files.createDirectory(root.resolve("a"));
      Files.writeString(root.resolve("a/file"), "another");
      try (FileChannel file = a.openFile(Path.of("file"))) {
        ByteBuffer content = ByteBuffer.allocate(7);
        file.read(content);
        assertEquals("content", new String(content.array()));
      }
    }
  }

  @Test
  void shouldKnowNamesThatAreText() {
    assertNotNull(Entry.of(Path.of("a"), attributes("a/file")).text());
    assertEquals("a/file".length() + 1, Entry.of(Path.of("a"), attributes("a/file")).bytes());
    assertNull(new Entry(Path.of("x"), null, Entry.Type.FILE, 0, 0).text());
  }

  private BasicFileAttributes attributes(String path) {
    try {
      return Files.readAttributes(root.resolve(path), BasicFileAttributes.class);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
