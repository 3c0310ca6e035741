package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.RelativePath;

/** The one folder that tools see. Paths are walked name by name; none leads out. */
final class Workspace {
  /** A folder and a name in it. */
  record Place(Folder folder, Path name, String shown) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      folder.close();
    }
  }

  private final Path root;

  /** @param root an existing folder, real path */
  Workspace(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  Folder open(RelativePath path, ToolLimits limits) throws IOException, ToolFailure {
    checkDepth(path, limits);
    Folder folder = Folder.workspace(root);
    for (String name : path.names()) {
      try (Folder parent = folder) {
        folder = parent.folder(name(name));
      }
    }
    return folder;
  }

  /** The folder that holds {@code path}, which names at least one file. */
  Place place(RelativePath path, ToolLimits limits) throws IOException, ToolFailure {
    int last = path.names().size() - 1;
    RelativePath parent = new RelativePath(path.names().subList(0, last));
    Path name = name(path.names().get(last));
    return new Place(open(parent, limits), name, path.toString());
  }

  /** The bytes of a file within the limits. */
  byte[] read(RelativePath path, ToolLimits limits, Run run) throws IOException, ToolFailure {
    try (Place place = place(path, limits); FileChannel file = place.folder().openFile(place.name())) {
      long length = file.size();
      refuseLarger(length, limits.fileBytes(), place.shown());
      return readAll(file, (int) length, run);
    }
  }

  static Path name(String text) throws ToolFailure {
    try {
      return Path.of(text);
    } catch (InvalidPathException unmappable) {
      throw ToolFailure.here(FailureCode.UNNAMEABLE, "this node's locale cannot write the name " + text);
    }
  }

  static void refuseLarger(long length, long limit, String what) throws ToolFailure {
    if (length > limit) {
      throw ToolFailure.everywhere(FailureCode.TOO_LARGE,
          what + " has " + length + " bytes, the limit is " + limit);
    }
  }

  static byte[] readAll(FileChannel file, int length, Run run) throws IOException, ToolFailure {
    ByteBuffer content = ByteBuffer.allocate(length);
    while (content.hasRemaining()) {
      int chunk = Math.min(run.chunkBytes(), content.remaining());
      run.spend(chunk);
      content.limit(content.position() + chunk);
      int count = file.read(content);
      content.limit(length);
      if (count < 0) {
        break;
      }
    }
    byte[] bytes = new byte[content.position()];
    content.get(0, bytes);
    return bytes;
  }

  private static void checkDepth(RelativePath path, ToolLimits limits) throws ToolFailure {
    if (path.names().size() > limits.depth()) {
      throw ToolFailure.everywhere(FailureCode.TOO_DEEP, "folders nest deeper than " + limits.depth());
    }
  }
}
