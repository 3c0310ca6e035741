package org.sheratan.edge.card;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The few things done to files here. Each is on disk when it returns, and each leaves a whole file or none. */
final class CardDisk {
  private static final String DRAFT = ".sheratan-new";
  private static final FileAttribute<Set<PosixFilePermission>> SECRET = permissions("rw-------");
  private static final FileAttribute<Set<PosixFilePermission>> OPEN = permissions("rw-r--r--");

  private final Consumer<String> before;

  /** @param before hears what is to be done next: the power may go at any of them */
  CardDisk(Consumer<String> before) {
    this.before = before;
  }

  /** Replaces the file in one step. It belongs to whom its folder belongs. */
  void replace(Path file, boolean secret, byte[] bytes) throws IOException {
    Path folder = file.getParent();
    if (!Files.isDirectory(folder)) {
      makeFolder(folder);
    }
    Path draft = draft(file);
    before.accept("draft " + file);
    Files.deleteIfExists(draft);
    // CREATE_NEW follows no link that somebody else may have put there.
    try (FileChannel channel = FileChannel.open(draft,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), secret ? SECRET : OPEN)) {
      writeAll(channel, bytes);
      giveTo(folder, draft);
      channel.force(true);
    }
    move(draft, file);
  }

  void move(Path from, Path to) throws IOException {
    before.accept("move to " + to);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    sync(to.getParent());
  }

  void overwrite(Path file, byte[] bytes) throws IOException {
    before.accept("overwrite " + file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      writeAll(channel, bytes);
      channel.force(true);
    }
  }

  /** With the draft that a power cut may have left beside it. */
  void deleteWithDraft(Path file) throws IOException {
    delete(draft(file));
    delete(file);
  }

  void delete(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      before.accept("delete " + file);
      Files.delete(file);
      sync(file.getParent());
    }
  }

  void makeFolder(Path folder) throws IOException {
    before.accept("make " + folder);
    Files.createDirectories(folder);
    sync(folder.getParent());
  }

  /** A folder of files, with all of them. */
  void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> files;
    try (var entries = Files.list(folder)) {
      files = entries.sorted().toList();
    }
    for (Path file : files) {
      delete(file);
    }
    delete(folder);
  }

  /** @throws IOException when it is longer than {@code max} */
  static byte[] read(Path file, int max) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(max + 1);
      if (bytes.length > max) {
        throw new IOException("longer than " + max + " bytes");
      }
      return bytes;
    }
  }

  private static Path draft(Path file) {
    return file.resolveSibling(file.getFileName() + DRAFT);
  }

  private static void giveTo(Path folder, Path file) throws IOException {
    PosixFileAttributes owner = Files.readAttributes(folder, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class,
        LinkOption.NOFOLLOW_LINKS);
    if (!view.readAttributes().owner().equals(owner.owner())) {
      view.setOwner(owner.owner());
      view.setGroup(owner.group());
    }
  }

  private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}
