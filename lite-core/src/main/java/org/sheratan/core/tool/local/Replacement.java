package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import org.sheratan.core.tool.RelativePath;

/**
 * Writes a file whole or not at all: into a stamped file beside it, fsync, rename over it, fsync of the folder. After
 * a crash there is the old file or the new one; what is left of a stamped file is removed by the next write there.
 */
final class Replacement {
  /** Enough to find what a crash left; a huge folder is not searched to its end for it. */
  private static final int SWEPT_NAMES = 1000;

  private final Workspace workspace;
  private final ToolLimits limits;
  private final Set<Path> active;

  /** @param active stamps of the runs that are writing now */
  Replacement(Workspace workspace, ToolLimits limits, Set<Path> active) {
    this.workspace = workspace;
    this.limits = limits;
    this.active = active;
  }

  /** Replaces {@code path} by {@code content}, or makes it, with the folders on the way. */
  void write(RelativePath path, byte[] content, Run run) throws IOException, ToolFailure {
    Workspace.refuseLarger(content.length, limits.fileBytes(), path.toString());
    makeFolders(path, run);
    try (Workspace.Place place = workspace.place(path, limits)) {
      Optional<Entry> old = place.folder().find(place.name());
      if (old.isPresent()) {
        Folder.refuseUnless(old.get(), Entry.Type.FILE, place.shown());
      }
      removeLeftovers(path);
      replace(place, old.isPresent(), content, run);
    }
  }

  private void replace(Workspace.Place place, boolean existed, byte[] content, Run run)
      throws IOException, ToolFailure {
    Folder folder = place.folder();
    Path stamp = Stamp.name(run.order());
    active.add(stamp);
    try {
      try (FileChannel file = folder.createFile(stamp)) {
        writeAll(file, content, run);
        file.force(true);
      }
      if (existed) {
        folder.copyPermissions(place.name(), stamp);
      }
      run.check();
      folder.move(stamp, folder, place.name());
      folder.sync();
    } catch (IOException | ToolFailure failed) {
      Optional<Entry> left = folder.find(stamp);
      if (left.isPresent()) {
        folder.delete(left.get());
      }
      throw failed;
    } finally {
      active.remove(stamp);
    }
  }

  private static void writeAll(FileChannel file, byte[] content, Run run) throws IOException, ToolFailure {
    for (int from = 0; from < content.length;) {
      int chunk = Math.min(run.chunkBytes(), content.length - from);
      run.spend(chunk);
      ByteBuffer rest = ByteBuffer.wrap(content, from, chunk);
      while (rest.hasRemaining()) {
        file.write(rest);
      }
      from += chunk;
    }
  }

  private void removeLeftovers(RelativePath path) throws IOException, ToolFailure {
    // A listing is read once, so the folder is opened again for it.
    try (Workspace.Place place = workspace.place(path, limits)) {
      for (Path stamp : place.folder().stamps(SWEPT_NAMES)) {
        if (!active.contains(stamp)) {
          removeLeftover(place.folder(), stamp);
        }
      }
    }
  }

  private static void removeLeftover(Folder folder, Path stamp) throws IOException {
    try {
      Optional<Entry> left = folder.find(stamp);
      if (left.isPresent()) {
        folder.delete(left.get());
      }
    } catch (NoSuchFileException removed) {
      // Another run found the same leftover, and was quicker.
    }
  }

  /** One at a time: a rename over a folder another run has just made, still empty, would replace it. */
  private synchronized void makeFolders(RelativePath path, Run run) throws IOException, ToolFailure {
    for (int count = 1; count < path.names().size(); count++) {
      RelativePath folder = new RelativePath(path.names().subList(0, count));
      try (Workspace.Place place = workspace.place(folder, limits)) {
        if (place.folder().find(place.name()).isEmpty()) {
          makeFolder(place, run);
        }
      }
    }
  }

  /** There is no mkdirat in Java: made at the trusted top, then renamed to where it belongs. */
  private void makeFolder(Workspace.Place place, Run run) throws IOException, ToolFailure {
    Path stamp = Stamp.name(run.order());
    Path made = workspace.root().resolve(stamp);
    active.add(stamp);
    try (Folder top = Folder.workspace(workspace.root())) {
      Files.createDirectory(made);
      top.move(stamp, place.folder(), place.name());
      place.folder().sync();
    } finally {
      Files.deleteIfExists(made);
      active.remove(stamp);
    }
  }
}
