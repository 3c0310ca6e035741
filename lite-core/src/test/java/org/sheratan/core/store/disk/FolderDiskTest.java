package org.sheratan.core.store.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.store.Disk;
import org.sheratan.kernel.Bytes;

class FolderDiskTest {
  @TempDir
  Path temp;

  @Test
  void shouldAppendReadTruncateRenameAndDelete() throws IOException {
    try (FolderDisk disk = DiskFixture.disk(temp)) {
      try (Disk.DiskFile file = disk.open("a")) {
        file.append(Bytes.utf8("hello "));
        file.append(Bytes.utf8("world"));
        file.sync();
        assertEquals(11, file.length());
        assertEquals(Bytes.utf8("world"), file.read(6, 5));
        assertThrows(IOException.class, () -> file.read(6, 6));
        file.truncate(5);
        file.append(Bytes.utf8("!"));
        file.sync();
      }
      disk.rename("a", "b");
      disk.syncFolder();
      assertEquals(List.of("b"), disk.list());
      try (Disk.DiskFile file = disk.open("b")) {
        assertEquals(Bytes.utf8("hello!"), file.read(0, 6));
      }
      disk.delete("b");
      assertEquals(List.of(), disk.list());
      assertTrue(disk.freeBytes() > 0);
    }
  }

  @Test
  void shouldReplaceOnRename() throws IOException {
    try (FolderDisk disk = DiskFixture.disk(temp)) {
      Files.writeString(temp.resolve("old"), "old");
      Files.writeString(temp.resolve("new"), "new");
      disk.rename("new", "old");
      assertEquals("new", Files.readString(temp.resolve("old")));
    }
  }

  @Test
  void shouldKeepFilesToTheirOwner() throws IOException {
    Path folder = temp.resolve("data");
    try (FolderDisk disk = DiskFixture.disk(folder)) {
      disk.open("a").close();
    }
    assertEquals(PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(folder));
    for (String name : List.of("a", "lock")) {
      assertEquals(PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(folder.resolve(name)));
    }
  }

  @Test
  void shouldLockOutASecondOpenerInThisProcessAndKeepTheLock() throws IOException {
    try (FolderDisk first = DiskFixture.disk(temp)) {
      first.open("a").close();
      assertLockedByUs();
      assertLockedByUs();
      assertEquals("locked by " + ProcessHandle.current().pid(), DiskFixture.childOpens(temp));
    }
    assertEquals("opened", DiskFixture.childOpens(temp));
    DiskFixture.disk(temp).close();
  }

  private void assertLockedByUs() {
    FolderOpening.Locked locked = assertInstanceOf(FolderOpening.Locked.class, FolderDisk.openFolder(temp));
    assertEquals(ProcessHandle.current().pid(), locked.pid());
    assertTrue(locked.message().contains("process " + ProcessHandle.current().pid()));
  }

  @Test
  void shouldRefuseAFileWhereTheFolderShouldBe() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "x");
    FolderOpening.Unusable unusable = assertInstanceOf(FolderOpening.Unusable.class,
        FolderDisk.openFolder(file));
    assertTrue(unusable.message().contains(file.toString()));
    assertInstanceOf(FolderOpening.Unusable.class, FolderDisk.openFolder(file.resolve("below")));
  }

  @Test
  void shouldNameAFolderThatCannotBeWritten() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("read-only"));
    assumeTrue(new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0,
        "needs a mount namespace");
    String mount = "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"";
    List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", mount, folder.toString()));
    command.addAll(DiskFixture.childCommand(DiskFixture.Opener.class, folder.toString()));
    assertEquals("data folder " + folder + " cannot be written: no permission, or a read-only file system",
        DiskFixture.output(command));
  }
}
