package org.sheratan.radio.link.lora;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.MeterStore;

/**
 * Airtime records as files, one for each transmitter, shared by all nodes of this machine. A file is replaced as a
 * whole and synced; a lock beside it keeps two programs from spending the same airtime, and tells a record that was
 * removed from one that never was. In a folder that a group may write to, its members share the files too.
 */
public final class MeterFolder implements MeterStore, AutoCloseable {
  /** A record is a few hundred bytes; what is larger is not one. */
  private static final int MAX_BYTES = 64 * 1024;
  private static final int NAME_BYTES = 8;

  private final Path folder;
  private final Map<String, FileChannel> locks = new TreeMap<>();
  /** Another program had these when they were last asked for. */
  private final Set<String> taken = new TreeSet<>();

  public MeterFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public synchronized Loaded load(String transmitterId) {
    Path file = file(transmitterId);
    try {
      Files.createDirectories(folder);
      if (!lock(transmitterId)) {
        taken.add(transmitterId);
        return new Loaded.Taken("another program uses this transmitter (" + file + ")");
      }
      taken.remove(transmitterId);
      if (Files.size(file) > MAX_BYTES) {
        return new Loaded.Unreadable(file + " is too large");
      }
      return new Loaded.Saved(Bytes.copyOf(Files.readAllBytes(file)));
    } catch (NoSuchFileException none) {
      return savedBefore(transmitterId)
          ? new Loaded.Unreadable(file + " is gone, and there was one")
          : new Loaded.Nothing();
    } catch (IOException unreadable) {
      return new Loaded.Unreadable(file + ": " + unreadable);
    }
  }

  @Override
  public synchronized boolean save(String transmitterId, Bytes record) {
    Path file = file(transmitterId);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      // What another program has let go of since would be lost: it has to be loaded first.
      if (taken.contains(transmitterId) || !lock(transmitterId)) {
        return false;
      }
      // Another user's, left by a crash, could be written to but not shared anew.
      Files.deleteIfExists(next);
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE)) {
        share(next);
        for (ByteBuffer bytes = ByteBuffer.wrap(record.toArray()); bytes.hasRemaining();) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncNames();
      remember(transmitterId);
      return true;
    } catch (IOException unsaved) {
      return false;
    }
  }

  /** Lets other programs use the transmitters. */
  @Override
  public synchronized void close() throws IOException {
    for (FileChannel lock : locks.values()) {
      lock.close();
    }
    locks.clear();
  }

  private boolean lock(String transmitterId) throws IOException {
    if (locks.containsKey(transmitterId)) {
      return true;
    }
    Path file = file(transmitterId);
    Path place = file.resolveSibling(file.getFileName() + ".lock");
    boolean made = Files.notExists(place);
    FileChannel channel = FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (made) {
      share(place);
    }
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      return false;
    }
    locks.put(transmitterId, channel);
    return true;
  }

  /** Lets the folder's group use a new file as it may use the folder, whatever the process's own mask. */
  private void share(Path made) throws IOException {
    if (modes() && Files.getPosixFilePermissions(folder).contains(PosixFilePermission.GROUP_WRITE)) {
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-rw----"));
    }
  }

  /** Windows has no modes, and opens no folder to sync it. */
  private boolean modes() {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private void syncNames() throws IOException {
    if (!modes()) {
      return;
    }
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  /** The lock is older than the first record and outlives it: a byte in it says that there is one. */
  private void remember(String transmitterId) throws IOException {
    FileChannel lock = locks.get(transmitterId);
    if (lock.size() == 0) {
      lock.write(ByteBuffer.wrap(new byte[]{'1'}));
      lock.force(true);
    }
  }

  private boolean savedBefore(String transmitterId) {
    try {
      return locks.get(transmitterId).size() > 0;
    } catch (IOException unknown) {
      return true;
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ofThisProcess) {
      return null;
    }
  }

  /** Ids hold whatever a device says; file names do not. */
  private Path file(String transmitterId) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256")
          .digest(transmitterId.getBytes(StandardCharsets.UTF_8));
      return folder.resolve("airtime-" + HexFormat.of().formatHex(digest, 0, NAME_BYTES));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every Java has SHA-256", never);
    }
  }
}
