package org.sheratan.core.store.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.sheratan.core.store.Disk;

/**
 * A folder of the real file system, locked against a second daemon as long as it is open. Threads that use it
 * must not be interrupted: Java closes a file under an interrupted thread.
 */
public final class FolderDisk implements Disk, AutoCloseable {
  private final Path folder;
  private final FolderLock lock;

  private FolderDisk(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Creates the folder when it is absent. */
  public static FolderOpening openFolder(Path folder) {
    try {
      PrivateFiles.createFolder(folder);
      if (!Files.isWritable(folder)) {
        return new FolderOpening.ReadOnly(folder, "no permission, or a read-only file system");
      }
      return switch (FolderLock.tryLock(folder)) {
        case FolderLock.Attempt.Held(FolderLock lock) ->
          new FolderOpening.Opened(new FolderDisk(folder, lock));
        case FolderLock.Attempt.HeldBy(long pid) -> new FolderOpening.Locked(folder, pid);
      };
    } catch (AccessDeniedException denied) {
      return new FolderOpening.ReadOnly(folder, "permission denied");
    } catch (FileSystemException refused) {
      String reason = String.valueOf(refused.getReason());
      return reason.contains("Read-only")
          ? new FolderOpening.ReadOnly(folder, reason)
          : new FolderOpening.Unusable(folder, refused.getReason() == null ? "not a folder" : reason);
    } catch (IOException refused) {
      return new FolderOpening.Unusable(folder, String.valueOf(refused.getMessage()));
    }
  }

  @Override
  public List<String> list() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : PrivateFiles.list(folder, "*")) {
      String name = file.getFileName().toString();
      if (!name.equals(FolderLock.NAME)) {
        names.add(name);
      }
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new FolderFile(PrivateFiles.open(folder.resolve(name)));
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(folder.resolve(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void syncFolder() throws IOException {
    PrivateFiles.syncFolder(folder);
  }

  @Override
  public long freeBytes() {
    return folder.toFile().getUsableSpace();
  }

  /** Lets go of the lock. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
