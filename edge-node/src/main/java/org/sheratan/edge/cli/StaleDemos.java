package org.sheratan.edge.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The folders of demos that were killed and could not remove them. Only what is surely one goes: a real folder with
 * the name and the claim of a demo, of the same user, whose claim nobody holds and in which no node runs any more.
 */
final class StaleDemos {
  private StaleDemos() {}

  /**
   * Removes those beside {@code own}.
   *
   * @return what was removed
   */
  static List<Path> remove(DemoFolder own) throws IOException {
    List<Path> removed = new ArrayList<>();
    try (DirectoryStream<Path> beside = Files.newDirectoryStream(own.root().getParent(),
        DemoFolder.PREFIX + "*")) {
      for (Path folder : beside) {
        if (!folder.equals(own.root()) && ofSameUser(folder, own.root()) && removeUnlessUsed(folder)) {
          removed.add(folder);
        }
      }
    }
    return removed;
  }

  private static boolean ofSameUser(Path folder, Path own) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
  }

  /** The claim is held meanwhile, so that of two demos only one removes it. */
  private static boolean removeUnlessUsed(Path folder) throws IOException {
    Path claim = folder.resolve(DemoFolder.CLAIM);
    if (!Files.isRegularFile(claim, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(claim, StandardOpenOption.WRITE)) {
      if (!free(channel) || nodeRuns(folder)) {
        return false;
      }
      DemoFolder.remove(folder);
      return true;
    }
  }

  /** A node outlives its demo by the moment it takes to stop in order. */
  private static boolean nodeRuns(Path folder) throws IOException {
    try (DirectoryStream<Path> nodes = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path node : nodes) {
        Path lock = node.resolve("store").resolve("lock");
        if (Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
          try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            if (!free(channel)) {
              return true;
            }
          }
        }
      }
      return false;
    }
  }

  private static boolean free(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException here) {
      return false;
    }
  }
}
