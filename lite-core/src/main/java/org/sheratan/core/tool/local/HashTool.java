package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.RelativePath;
import org.sheratan.core.tool.ToolParams;

/**
 * hash_files: {@code {ok, action, root, sha256, count, bytes, skipped}}, with {@code per_file} also
 * {@code files: {path: {sha256, bytes}}}.
 *
 * <p>{@code sha256} of a tree is the SHA-256 of what {@code sha256sum} prints for its regular files in the byte order
 * of their paths, one line {@code <hex>  <path>} each, so that anyone can check it:
 * {@code find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum}. As there, a line whose
 * path holds a backslash, line feed or carriage return begins with a backslash and has them escaped. Links and
 * devices are counted in {@code skipped} and not hashed. A single file is a tree of one, under its own name.
 */
final class HashTool implements Tool {
  private final Workspace workspace;
  private final ToolLimits limits;

  HashTool(Workspace workspace, ToolLimits limits) {
    this.workspace = workspace;
    this.limits = limits;
  }

  @Override
  public Done run(Json.Obj params, Run run) throws IOException, ToolFailure {
    ToolParams.Hashing asked = ToolParams.hashing(params);
    Sizes sizes = new Sizes();
    walk(asked.root(), run, sizes);
    Hashes hashes = new Hashes(run, sizes.bytes, asked.perFile());
    int skipped = walk(asked.root(), run, hashes);
    Json.Obj result = Tool.result("hash_files").with("root", asked.rootText())
        .with("sha256", HexFormat.of().formatHex(hashes.tree.digest())).with("count", hashes.count)
        .with("bytes", hashes.bytes).with("skipped", skipped);
    return new Done(asked.perFile() ? result.with("files", Json.Obj.of(hashes.files)) : result, hashes.bytes);
  }

  private int walk(RelativePath start, Run run, TreeWalk.Visitor visitor) throws IOException, ToolFailure {
    if (!start.names().isEmpty()) {
      try (Workspace.Place place = workspace.place(start, limits)) {
        Entry entry = place.folder().entry(place.name());
        if (entry.type() == Entry.Type.FILE) {
          visitor.file(place.folder(), entry, entry.text());
          return 0;
        }
      }
    }
    TreeWalk walk = new TreeWalk(start, limits, run, visitor);
    try (Folder folder = workspace.open(start, limits)) {
      walk.walk(folder);
    }
    return walk.skipped();
  }

  /** First pass: how much there is to do. */
  private final class Sizes implements TreeWalk.Visitor {
    private long bytes;

    @Override
    public boolean enters(String name, int depth) {
      return true;
    }

    @Override
    public void file(Folder folder, Entry file, String path) throws ToolFailure {
      bytes += file.bytes();
      Workspace.refuseLarger(bytes, limits.treeBytes(), "the tree up to " + path);
    }
  }

  /** Second pass: the hashes. */
  private final class Hashes implements TreeWalk.Visitor {
    private final Run run;
    private final long totalBytes;
    private final boolean perFile;
    private final MessageDigest tree = sha256();
    private final Map<String, Json> files = new TreeMap<>();
    private final ByteBuffer chunk;
    private long bytes;
    private int count;
    private int namedBytes;

    private Hashes(Run run, long totalBytes, boolean perFile) {
      this.run = run;
      this.totalBytes = totalBytes;
      this.perFile = perFile;
      this.chunk = ByteBuffer.allocate(run.chunkBytes());
    }

    @Override
    public boolean enters(String name, int depth) {
      return true;
    }

    @Override
    public void file(Folder folder, Entry file, String path) throws IOException, ToolFailure {
      long before = bytes;
      String hash = HexFormat.of().formatHex(hash(folder, file));
      tree.update(line(hash, path).getBytes(StandardCharsets.UTF_8));
      count++;
      if (perFile) {
        namedBytes += path.length() + hash.length() / 2;
        if (namedBytes > limits.resultBytes()) {
          throw ToolFailure.everywhere(FailureCode.RESULT_TOO_LARGE,
              "more than " + limits.resultBytes()
                  + " bytes of hashes; ask without per_file or for a smaller tree");
        }
        files.put(path, Json.Obj.EMPTY.with("sha256", hash).with("bytes", bytes - before));
      }
    }

    private byte[] hash(Folder folder, Entry file) throws IOException, ToolFailure {
      MessageDigest digest = sha256();
      try (FileChannel channel = folder.openFile(file.name())) {
        while (true) {
          run.spend(Math.clamp(channel.size() - channel.position(), 1, chunk.capacity()));
          int length = channel.read(chunk.clear());
          if (length < 0) {
            return digest.digest();
          }
          digest.update(chunk.flip());
          bytes += length;
          Workspace.refuseLarger(bytes, limits.treeBytes(), "the tree");
          run.progress(bytes / (double) Math.max(1, totalBytes));
        }
      }
    }
  }

  static String line(String hash, String path) {
    String escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return (escaped.equals(path) ? "" : "\\") + hash + "  " + escaped + "\n";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
