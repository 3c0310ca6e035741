package org.sheratan.core.store.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On file systems with POSIX modes, with access lists as on Windows, and with neither. */
class PrivateFilesTest {
  private static final byte[] SECRET = "secret".getBytes(StandardCharsets.US_ASCII);
  @TempDir
  private Path posix;

  private static FileSystem windows(String... views) {
    return Jimfs.newFileSystem(Configuration.windows().toBuilder().setAttributeViews("basic", views).build());
  }

  private static AclFileAttributeView list(Path file) {
    return Files.getFileAttributeView(file, AclFileAttributeView.class);
  }

  @Test
  void shouldGiveModesWhereThereAreSome() throws IOException {
    PrivateFiles.createFolder(posix.resolve("a/b"));
    Path file = posix.resolve("a/b/key");
    PrivateFiles.replace(file, SECRET);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals("", PrivateFiles.others(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertEquals("mode rw-r-----", PrivateFiles.others(file));
    assertEquals("chmod 600 " + file, PrivateFiles.closing(file));
  }

  @Test
  void shouldLetOnlyTheOwnerInByAccessListsWhereThereAreNoModes() throws IOException {
    try (FileSystem system = windows("acl", "owner")) {
      Path folder = system.getPath("C:\\Users\\me\\node");
      PrivateFiles.createFolder(folder);
      Path file = folder.resolve("key");
      PrivateFiles.replace(file, SECRET);
      for (Path made : List.of(folder, file)) {
        List<AclEntry> entries = list(made).getAcl();
        assertEquals(1, entries.size());
        assertEquals(list(made).getOwner(), entries.getFirst().principal());
        assertEquals(AclEntryType.ALLOW, entries.getFirst().type());
        assertTrue(entries.getFirst().permissions().contains(AclEntryPermission.READ_DATA));
      }
      assertEquals(2, list(folder).getAcl().getFirst().flags().size(), "what is made in it inherits");
      assertEquals("", PrivateFiles.others(file));
      assertArrayEquals(SECRET, Files.readAllBytes(file));
    }
  }

  @Test
  void shouldNameWhoElseIsOnAnAccessList() throws IOException {
    try (FileSystem system = windows("acl", "owner")) {
      Path file = system.getPath("C:\\key");
      PrivateFiles.replace(file, SECRET);
      List<AclEntry> entries = new ArrayList<>(list(file).getAcl());
      entries.add(AclEntry.newBuilder(entries.getFirst())
          .setPrincipal(system.getUserPrincipalLookupService().lookupPrincipalByName("guest")).build());
      list(file).setAcl(entries);
      assertEquals("guest", PrivateFiles.others(file));
      assertTrue(PrivateFiles.closing(file).startsWith("icacls \"C:\\key\""), PrivateFiles.closing(file));
      Path copy = system.getPath("C:\\copy");
      PrivateFiles.replace(copy, SECRET);
      PrivateFiles.copyAccess(file, copy);
      assertEquals("guest", PrivateFiles.others(copy));
    }
  }

  @Test
  void shouldRefuseAFileSystemOnWhichEverybodyCouldRead() throws IOException {
    try (FileSystem system = windows()) {
      Path file = system.getPath("C:\\key");
      assertThrows(FileSystemException.class, () -> PrivateFiles.replace(file, SECRET));
      assertThrows(FileSystemException.class, () -> PrivateFiles.createFolder(system.getPath("C:\\node")));
      assertFalse(Files.exists(file) || Files.exists(system.getPath("C:\\key.new"))
          || Files.exists(system.getPath("C:\\node")), "nothing is left");
      Files.write(file, SECRET);
      assertTrue(PrivateFiles.others(file).startsWith("everybody"));
    }
  }

  @Test
  void shouldReplaceAndKeepAFileWithoutModes() throws IOException {
    try (FileSystem system = windows("acl", "owner")) {
      Path file = system.getPath("C:\\key");
      PrivateFiles.replace(file, SECRET);
      PrivateFiles.replace(file, new byte[]{1});
      assertArrayEquals(new byte[]{1}, Files.readAllBytes(file));
      PrivateFiles.open(file).close();
      assertArrayEquals(new byte[]{1}, Files.readAllBytes(file));
    }
  }

  @Test
  void shouldKeepAJournalsFilesWithoutModes() throws IOException {
    try (FileSystem system = windows("acl", "owner")) {
      Path folder = system.getPath("C:\\node\\store");
      FolderOpening.Opened opened = assertInstanceOf(FolderOpening.Opened.class,
          FolderDisk.openFolder(folder));
      try (FolderDisk disk = opened.disk()) {
        disk.open("journal.tmp").close();
        disk.rename("journal.tmp", "journal");
        disk.syncFolder();
        assertEquals(List.of("journal"), disk.list());
        assertInstanceOf(FolderOpening.Locked.class, FolderDisk.openFolder(folder));
      }
      MarkFile mark = MarkFile.at(system.getPath("C:\\node\\epoch.mark"), false);
      mark.write(7, org.sheratan.core.store.EpochMark.Standing.SETTLED);
      mark.write(8, org.sheratan.core.store.EpochMark.Standing.SETTLED);
      assertEquals(8, mark.read().epoch());
      assertEquals("", PrivateFiles.others(system.getPath("C:\\node\\epoch.mark")));
    }
  }
}
