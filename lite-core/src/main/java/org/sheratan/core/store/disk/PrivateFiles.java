package org.sheratan.core.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Files and folders only their owner may read: keys, and the journal that holds them. By POSIX modes where the file system has
 * them, else by access control lists as on Windows; a file system with neither is refused, for everybody could read there.
 * docs/decisions/0118 says what of this was tried.
 */
public final class PrivateFiles {
  private static final String FILE_MODE = "rw-------";
  private static final String FOLDER_MODE = "rwx------";
  private static final Set<OpenOption> BOTH_WAYS = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
  private static final Set<PosixFilePermission> OTHERS = EnumSet.of(PosixFilePermission.GROUP_READ,
      PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  private PrivateFiles() {}

  /** For reading and writing; made when it is absent. */
  public static FileChannel open(Path file) throws IOException {
    if (posix(file)) {
      return FileChannel.open(file,
          EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE_MODE)));
    }
    try {
      Files.createFile(file);
      restrict(file);
    } catch (FileAlreadyExistsException known) {
      return FileChannel.open(file, BOTH_WAYS);
    }
    return FileChannel.open(file, BOTH_WAYS);
  }

  /** With all missing parents; an existing folder keeps who may enter it. */
  public static void createFolder(Path folder) throws IOException {
    if (posix(folder)) {
      Files.createDirectories(folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER_MODE)));
    } else if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      restrict(folder);
    }
  }

  /** The file then has that content, whole, private and synced; or it is as it was. */
  public static void replace(Path file, byte[] content) throws IOException {
    write(file, content, false);
  }

  /** Likewise, for a file that is there: the same people may use it as before. */
  public static void rewrite(Path file, byte[] content) throws IOException {
    write(file, content, true);
  }

  private static void write(Path file, byte[] content, boolean sameAccess) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try {
      try (FileChannel channel = open(fresh)) {
        for (ByteBuffer left = ByteBuffer.wrap(content); left.hasRemaining();) {
          channel.write(left);
        }
        if (sameAccess) {
          copyAccess(file, fresh);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      Files.deleteIfExists(fresh);
      throw failed;
    }
    syncFolder(file.toAbsolutePath().getParent());
  }

  /** Who besides its owner may read or change {@code file}, for people; empty when nobody may. */
  public static String others(Path file) throws IOException {
    PosixFileAttributeView modes = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (modes != null) {
      Set<PosixFilePermission> all = modes.readAttributes().permissions();
      return all.stream().noneMatch(OTHERS::contains) ? "" : "mode " + PosixFilePermissions.toString(all);
    }
    AclFileAttributeView lists = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (lists == null) {
      return "everybody, for this file system keeps neither modes nor access lists";
    }
    UserPrincipal owner = lists.getOwner();
    return lists.getAcl().stream()
        .filter(entry -> entry.type() == AclEntryType.ALLOW && !entry.principal().equals(owner))
        .map(entry -> entry.principal().getName()).distinct().collect(Collectors.joining(", "));
  }

  /** The command that shuts others out. */
  public static String closing(Path file) {
    return posix(file)
        ? "chmod 600 " + file
        : "icacls \"" + file + "\" /inheritance:r /grant:r \"%USERNAME%:F\"";
  }

  /** Lets the same people use {@code to} as {@code from}. */
  static void copyAccess(Path from, Path to) throws IOException {
    if (posix(from)) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
      return;
    }
    AclFileAttributeView source = Files.getFileAttributeView(from, AclFileAttributeView.class);
    AclFileAttributeView target = Files.getFileAttributeView(to, AclFileAttributeView.class);
    if (source != null && target != null) {
      target.setAcl(source.getAcl());
    }
  }

  /** Regular files whose names match {@code glob}, in no order. */
  static List<Path> list(Path folder, String glob) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry)) {
          files.add(entry);
        }
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    return files;
  }

  /**
   * Makes creations, renames and deletions in {@code folder} durable. Windows opens no folder for that: there it is up to NTFS,
   * which journals them.
   */
  static void syncFolder(Path folder) throws IOException {
    if (!posix(folder)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static boolean posix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Leaves nothing behind that others may read. Nothing is in it yet. */
  private static void restrict(Path made) throws IOException {
    AclFileAttributeView lists = Files.getFileAttributeView(made, AclFileAttributeView.class);
    try {
      if (lists == null) {
        throw new FileSystemException(made.toString(), null,
            "this file system keeps neither modes nor access lists: everybody could read secrets here");
      }
      AclEntry owner = AclEntry.newBuilder().setType(AclEntryType.ALLOW).setPrincipal(lists.getOwner())
          .setPermissions(EnumSet.allOf(AclEntryPermission.class)).setFlags(Files.isDirectory(made)
              ? EnumSet.of(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
              : EnumSet.noneOf(AclEntryFlag.class))
          .build();
      lists.setAcl(List.of(owner));
    } catch (IOException refused) {
      Files.delete(made);
      throw refused;
    }
  }
}
