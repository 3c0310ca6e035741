package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.sheratan.core.tool.FailureCode;

/**
 * An open folder. Everything below is reached by name relative to its descriptor (openat(2) and kin, links never
 * followed), so that swapping a folder for a link while a tool runs leads nowhere.
 */
final class Folder implements AutoCloseable {
  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;

  private final SecureDirectoryStream<Path> stream;
  private final String shown;

  /** @param shown the path as the submitter named it */
  private Folder(DirectoryStream<Path> stream, String shown) throws IOException, ToolFailure {
    if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
      stream.close();
      throw ToolFailure.here(FailureCode.IO_ERROR, "this system cannot open files relative to a folder");
    }
    this.stream = secure;
    this.shown = shown;
  }

  static Folder workspace(Path root) throws IOException, ToolFailure {
    return new Folder(Files.newDirectoryStream(root), ".");
  }

  String shown() {
    return shown;
  }

  /** The path of {@code name} in here, as the submitter would name it. */
  String shown(String name) {
    return shown.equals(".") ? name : shown + "/" + name;
  }

  Folder folder(Path name) throws IOException, ToolFailure {
    String path = shown(name.toString());
    Entry entry = entry(name);
    refuseUnless(entry, Entry.Type.FOLDER, path);
    return new Folder(stream.newDirectoryStream(name, NOFOLLOW), path);
  }

  Entry entry(Path name) throws IOException {
    return Entry.of(name,
        stream.getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW).readAttributes());
  }

  Optional<Entry> find(Path name) throws IOException {
    try {
      return Optional.of(entry(name));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /** Everything in here, in the disk's order; once only. */
  List<Entry> entries(Budget budget) throws IOException, ToolFailure {
    List<Entry> entries = new ArrayList<>();
    try {
      for (Iterator<Path> paths = stream.iterator(); paths.hasNext();) {
        budget.entry(shown);
        Optional<Entry> entry = find(paths.next().getFileName());
        entry.ifPresent(entries::add);
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    return entries;
  }

  /** Half-written files among the first {@code most} names; uses up the listing as {@link #entries} does. */
  List<Path> stamps(int most) throws IOException {
    List<Path> stamps = new ArrayList<>();
    try {
      Iterator<Path> paths = stream.iterator();
      for (int seen = 0; seen < most && paths.hasNext(); seen++) {
        Path name = paths.next().getFileName();
        if (Stamp.isStamp(name)) {
          stamps.add(name);
        }
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    return stamps;
  }

  /** A regular file and nothing else: opening a FIFO would hang, a device might do anything. */
  FileChannel openFile(Path name) throws IOException, ToolFailure {
    refuseUnless(entry(name), Entry.Type.FILE, shown(name.toString()));
    return channel(name, Set.of(StandardOpenOption.READ, NOFOLLOW));
  }

  FileChannel createFile(Path name) throws IOException {
    return channel(name, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, NOFOLLOW));
  }

  void delete(Entry entry) throws IOException {
    if (entry.type() == Entry.Type.FOLDER) {
      stream.deleteDirectory(entry.name());
    } else {
      stream.deleteFile(entry.name());
    }
  }

  /** Atomic; a link at {@code target} would be replaced, not followed. */
  void move(Path name, Folder to, Path target) throws IOException {
    stream.move(name, to.stream, target);
  }

  /** Gives {@code to} the permissions of {@code from}. */
  void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView source = stream.getFileAttributeView(from, PosixFileAttributeView.class, NOFOLLOW);
    PosixFileAttributeView target = stream.getFileAttributeView(to, PosixFileAttributeView.class, NOFOLLOW);
    target.setPermissions(source.readAttributes().permissions());
  }

  /** Makes names created or renamed in here survive a crash. */
  void sync() throws IOException {
    try (FileChannel self = channel(Path.of("."), Set.of(StandardOpenOption.READ, NOFOLLOW))) {
      self.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  static void refuseUnless(Entry entry, Entry.Type wanted, String path) throws ToolFailure {
    if (entry.type() == wanted) {
      return;
    }
    throw switch (entry.type()) {
      case LINK -> ToolFailure.here(FailureCode.SYMLINK, path + " is a symbolic link");
      case SPECIAL -> ToolFailure.here(FailureCode.SPECIAL_FILE, path + " is a device, socket or FIFO");
      case FILE -> ToolFailure.here(FailureCode.NOT_A_FOLDER, path + " is not a folder");
      case FOLDER -> ToolFailure.here(FailureCode.NOT_A_FILE, path + " is a folder");
    };
  }

  private FileChannel channel(Path name, Set<? extends OpenOption> options) throws IOException {
    SeekableByteChannel channel = stream.newByteChannel(name, options);
    if (channel instanceof FileChannel file) {
      return file;
    }
    channel.close();
    throw new IOException("not a file channel");
  }
}
