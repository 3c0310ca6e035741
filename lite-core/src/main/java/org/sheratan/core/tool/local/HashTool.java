package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.RelativePath;
import org.sheratan.core.tool.ToolParams;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * hash_files: {@code {ok, action, root, sha256, count, bytes, skipped}}, with {@code per_file} also
 * {@code files: {path: {sha256, bytes}}}.
 *
 * <p>{@code sha256} of a tree is the SHA-256 of what {@code sha256sum} prints for its regular files in the byte order
 * of their paths, one line {@code <hex>  <path>} each, so that anyone can check it:
 * {@code find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum}. As there, a line whose
 * path holds a backslash, line feed or carriage return begins with a backslash and has them escaped. Links and
 * devices are counted in {@code skipped} and not hashed. A single file is a tree of one, under its own name.
 *
 * <p>Without {@code per_file}, whose hashes would not fit, it hands in checkpoints and goes on from one where the same files
 * are: equal paths, lengths and times of change up to there. Its result then has {@code resumed_bytes}, which were not read
 * again.
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
    Start start = asked.perFile() ? Start.NOTHING : Start.of(run.checkpoint());
    Survey survey = new Survey(start.files() + 1);
    walk(asked.root(), run, survey);
    Hashes hashes = new Hashes(run, survey, asked.perFile(), start.checked(survey));
    int skipped = walk(asked.root(), run, hashes);
    Json.Obj result = Tool.result("hash_files").with("root", asked.rootText())
        .with("sha256", hashes.tree.digest().toHex()).with("count", hashes.count)
        .with("bytes", hashes.bytes).with("skipped", skipped);
    if (hashes.resumedBytes > 0) {
      result = result.with("resumed_bytes", hashes.resumedBytes);
    }
    return new Done(asked.perFile() ? result.with("files", Json.Obj.of(hashes.files)) : result,
        hashes.bytes - hashes.resumedBytes);
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

  /**
   * Where a run begins.
   *
   * @param point null to begin from nothing
   * @param why it does so although it was given a checkpoint; empty when there is nothing to say
   */
  private record Start(HashPoint point, String why) {
    static final Start NOTHING = new Start(null, "");

    static Start of(Bytes checkpoint) {
      try {
        return checkpoint.length() == 0 ? NOTHING : new Start(HashPoint.decode(checkpoint), "");
      } catch (MalformedException unreadable) {
        return new Start(null, "anew, bad checkpoint; ");
      }
    }

    int files() {
      return point == null ? 0 : point.files();
    }

    Start checked(Survey survey) {
      return point == null || survey.print().equals(point.print())
          ? this
          : new Start(null, "anew, other files; ");
    }
  }

  /** What tells one file from another without reading it. */
  private static Bytes line(Entry file, String path) {
    return new ByteWriter().text(path).varint(file.bytes()).u64(file.changedMs()).toBytes();
  }

  /** First pass: how much there is to do, and whether the first {@code asked} files are those of a checkpoint. */
  private final class Survey implements TreeWalk.Visitor {
    private final RunningHash print = new RunningHash();
    private final int asked;
    private long bytes;
    private int count;

    private Survey(int asked) {
      this.asked = asked;
    }

    private Bytes print() {
      return print.copy().digest();
    }

    @Override
    public boolean enters(String name, int depth) {
      return true;
    }

    @Override
    public void file(Folder folder, Entry file, String path) throws ToolFailure {
      bytes += file.bytes();
      Workspace.refuseLarger(bytes, limits.treeBytes(), "the tree up to " + path);
      count++;
      if (count <= asked) {
        print.update(line(file, path));
      }
    }
  }

  /** Second pass: the hashes. */
  private final class Hashes implements TreeWalk.Visitor {
    private final Run run;
    private final Survey survey;
    private final boolean perFile;
    private final Start start;
    private final long resumedBytes;
    private final RunningHash tree;
    private final RunningHash print = new RunningHash();
    private final Map<String, Json> files = new TreeMap<>();
    private final ByteBuffer chunk;
    private long bytes;
    private int count;
    private int namedBytes;

    private Hashes(Run run, Survey survey, boolean perFile, Start start) {
      this.run = run;
      this.survey = survey;
      this.perFile = perFile;
      this.start = start;
      this.resumedBytes = start.point() == null ? 0 : start.point().bytes();
      this.tree = start.point() == null ? new RunningHash() : start.point().tree();
      this.bytes = resumedBytes;
      this.chunk = ByteBuffer.allocate(run.chunkBytes());
    }

    @Override
    public boolean enters(String name, int depth) {
      return true;
    }

    @Override
    public void file(Folder folder, Entry file, String path) throws IOException, ToolFailure {
      print.update(line(file, path));
      if (count < start.files()) {
        count++;
        return;
      }
      long before = bytes;
      boolean underWay = start.point() != null && count == start.files();
      String hash = hash(folder, file, underWay ? start.point().file() : new RunningHash());
      tree.update(Bytes.utf8(HashTool.line(hash, path)));
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

    private String hash(Folder folder, Entry file, RunningHash hash) throws IOException, ToolFailure {
      try (FileChannel channel = folder.openFile(file.name())) {
        channel.position(hash.count());
        while (true) {
          run.spend(Math.clamp(channel.size() - channel.position(), 1, chunk.capacity()));
          int length = channel.read(chunk.clear());
          if (length < 0) {
            return hash.digest().toHex();
          }
          hash.update(chunk.array(), length);
          bytes += length;
          Workspace.refuseLarger(bytes, limits.treeBytes(), "the tree");
          handIn(hash);
        }
      }
    }

    private void handIn(RunningHash hash) {
      double done = bytes / (double) Math.max(1, survey.bytes);
      if (perFile) {
        run.progress(done);
      } else {
        run.handIn(done, () -> Interim
            .checkpoint(start.why() + count + " of " + survey.count + " files",
                new HashPoint(count, bytes, print.copy().digest(), tree, hash).encode())
            .with(Json.Obj.EMPTY.with("count", count).with("bytes", bytes)));
      }
    }
  }

  static String line(String hash, String path) {
    String escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return (escaped.equals(path) ? "" : "\\") + hash + "  " + escaped + "\n";
  }
}
