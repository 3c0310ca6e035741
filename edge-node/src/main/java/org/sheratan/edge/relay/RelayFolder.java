package org.sheratan.edge.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonLimits;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.store.disk.PlainFile;
import org.sheratan.core.store.disk.PrivateFiles;
import org.sheratan.kernel.Bytes;

/**
 * Where jobs lie for workers outside, and results for us. Every file appears whole, by a rename.
 *
 * <pre>
 * webrelay_out/ID.job.json           a job, until it has ended
 * webrelay_out/ID.job.json.claimed   made by the worker that took it; gone with the job
 * webrelay_in/ID.result.json         its result, until it has been read
 * webrelay_in/ID.N.progress.json     what is reported of its attempt N, until it has been read
 * node_only/                         what we are writing or reading right now
 * </pre>
 *
 * Workers may write in the first two, and are not trusted with more: names there may be links to our secrets, or pipes on
 * which opening waits for ever. So nothing is opened there. What we write is made in the third, which no one else may
 * enter, and what we read is moved there first: a rename follows no link. So the three are of one file system, and what is in the third has
 * a number in its name: several threads may write, or read, what is called the same.
 */
final class RelayFolder {
  private static final String OUT = "webrelay_out";
  private static final String IN = "webrelay_in";
  private static final String JOB = ".job.json";
  private static final String CLAIMED = ".claimed";
  private static final String RESULT = ".result.json";
  private static final String PROGRESS = ".progress.json";
  private static final String OWN = "node_only";
  private static final String TRIAL = ".node_trial";
  private static final String ID = "[0-9a-f-]{36}";
  private static final String REPORT = ID + "\\.[1-9][0-9]{0,9}\\.progress\\.json";
  private static final Pattern OURS = Pattern
      .compile(ID + "\\.(job\\.json(\\.claimed)?|result\\.json)|\\." + ID
          + "\\.(job|result)\\.json\\..*|\\.node_trial|\\.?" + REPORT + "(\\..*)?");
  private static final Pattern NAME_OF_REPORT = Pattern.compile(REPORT);
  private static final int ID_CHARS = 36;
  private static final int MAX_RESULT_BYTES = 256 * 1024;
  private static final int MAX_REPORT_BYTES = 32 * 1024;

  private final Path out;
  private final Path in;
  private final Path own;
  private final AtomicLong numbers = new AtomicLong();

  RelayFolder(Path top) {
    out = top.resolve(OUT);
    in = top.resolve(IN);
    own = top.resolve(OWN);
  }

  /** @throws IOException when the folders are not there and cannot be made, or no file can be moved between them */
  void make() throws IOException {
    Files.createDirectories(out);
    Files.createDirectories(in);
    PrivateFiles.createFolder(own);
    for (Path folder : List.of(out, in)) {
      requireRename(folder);
    }
  }

  private void requireRename(Path folder) throws IOException {
    Path here = own.resolve("trial");
    Path there = folder.resolve(TRIAL);
    Files.write(here, new byte[0]);
    try {
      Files.move(here, there, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException apart) {
      throw new FileSystemException(folder.toString(), own.toString(),
          folder.getFileName() + " and " + OWN
              + " are not of one file system, so no file can be renamed from one to the other");
    } finally {
      discard(here);
      discard(there);
    }
  }

  static List<Path> of(Path top) {
    return List.of(top.resolve(OUT), top.resolve(IN), top.resolve(OWN));
  }

  /** Claims appear in it, beside our own jobs. */
  Path out() {
    return out;
  }

  /** Results and reports appear in it. */
  Path in() {
    return in;
  }

  /** Which job a file there is about, by its name; empty where it can be about none. */
  static Optional<String> job(String name) {
    return name.length() > ID_CHARS ? Optional.of(name.substring(0, ID_CHARS)) : Optional.empty();
  }

  static boolean isJob(String name) {
    return name.endsWith(JOB);
  }

  static boolean isReport(String name) {
    return NAME_OF_REPORT.matcher(name).matches();
  }

  static String reportName(String id, int attempt) {
    return id + "." + attempt + PROGRESS;
  }

  static String resultName(String id) {
    return id + RESULT;
  }

  /** A claim of an attempt before would keep every worker off. */
  void putJob(String id, Json.Obj job) throws IOException {
    unclaim(id);
    put(out.resolve(id + JOB), job);
  }

  void putResult(String id, Json.Obj result) throws IOException {
    put(in.resolve(resultName(id)), result);
  }

  /** False when somebody has it. */
  boolean claim(String id) throws IOException {
    try {
      Files.createFile(out.resolve(id + JOB + CLAIMED));
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
  }

  void unclaim(String id) throws IOException {
    discard(out.resolve(id + JOB + CLAIMED));
  }

  boolean claimed(String id) {
    return Files.exists(out.resolve(id + JOB + CLAIMED), LinkOption.NOFOLLOW_LINKS);
  }

  /** The job first: without its claim a second worker would begin it. */
  void removeJob(String id) throws IOException {
    discard(out.resolve(id + JOB));
    unclaim(id);
  }

  /**
   * Takes the result away; empty while there is none, or not a byte of it.
   *
   * @throws org.sheratan.kernel.MalformedException when it is not one JSON object
   * @throws IOException when it is no regular file, too long, or cannot be read
   */
  Optional<Json.Obj> takeResult(String id) throws IOException {
    Path file = in.resolve(resultName(id));
    // Not a byte yet: a worker that does not rename has just made it.
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == 0) {
      return Optional.empty();
    }
    return take(file, MAX_RESULT_BYTES);
  }

  /**
   * Takes the newest report away; empty while there is none. It is renamed first: one that comes meanwhile is another file.
   *
   * @throws org.sheratan.kernel.MalformedException when it is not one JSON object
   * @throws IOException when it is no regular file, or a link, too long, or cannot be read
   */
  Optional<Json.Obj> takeReport(String name) throws IOException {
    return take(in.resolve(name), MAX_REPORT_BYTES);
  }

  private Optional<Json.Obj> take(Path file, int mostBytes) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(file.getFileName().toString(), null, "a folder, where a file belongs");
    }
    Path taken = numbered(file, ".taken");
    try {
      Files.move(file, taken, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    try {
      if (!Files.isRegularFile(taken, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileSystemException(file.getFileName().toString(), null, "not a regular file");
      }
      return Optional.of(JsonReader.readObject(Bytes.copyOf(PlainFile.read(taken, mostBytes)),
          JsonLimits.STANDARD.withMaxBytes(mostBytes)));
    } finally {
      discard(taken);
    }
  }

  /** A report that nobody waits for, any more or at all. */
  void removeReport(String name) throws IOException {
    discard(in.resolve(name));
  }

  /** A result that nobody waits for; false when there is none. */
  boolean removeResult(String id) throws IOException {
    return discard(in.resolve(resultName(id)));
  }

  /** Whatever an earlier start left: nobody waits for it any more. Files of others stay. */
  void sweep() throws IOException {
    for (Path folder : List.of(out, in, own)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          boolean ours = folder.equals(own) || OURS.matcher(file.getFileName().toString()).matches();
          if (ours && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            discard(file);
          }
        }
      }
    }
  }

  /** A folder with something in it stays: it is nothing of ours, whatever its name. */
  private static boolean discard(Path file) throws IOException {
    try {
      return Files.deleteIfExists(file);
    } catch (DirectoryNotEmptyException litter) {
      return false;
    }
  }

  private void put(Path file, Json.Obj value) throws IOException {
    Path part = numbered(file, ".part");
    try {
      Files.write(part, (CanonicalJson.text(value) + "\n").getBytes(StandardCharsets.UTF_8));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      discard(part);
    }
  }

  private Path numbered(Path file, String ending) {
    return own.resolve(file.getFileName() + "." + numbers.incrementAndGet() + ending);
  }
}
