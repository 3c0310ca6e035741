package org.sheratan.edge.trace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sheratan.core.store.disk.PrivateFiles;

/**
 * The trace's files: {@code decision_trace.jsonl} is written; full ones are {@code decision_trace.000001.jsonl} and so on. A
 * file keeps its number when it is renamed, so that a place in the trace stays the same place. One user at a time.
 */
final class TraceFolder {
  private static final String CURRENT = "decision_trace.jsonl";
  private static final Pattern FULL = Pattern.compile("decision_trace\\.([0-9]{6,9})\\.jsonl");

  private final Path top;

  TraceFolder(Path top) {
    this.top = top;
  }

  /** For appending; made when it is absent. */
  FileChannel current() throws IOException {
    return PrivateFiles.open(top.resolve(CURRENT));
  }

  FileChannel read(int number, SortedMap<Integer, Path> among) throws IOException {
    return FileChannel.open(among.get(number), StandardOpenOption.READ);
  }

  /** By number, oldest first; the one being written last. */
  SortedMap<Integer, Path> files() throws IOException {
    SortedMap<Integer, Path> files = full();
    Path current = top.resolve(CURRENT);
    if (Files.exists(current)) {
      files.put(files.isEmpty() ? 1 : files.lastKey() + 1, current);
    }
    return files;
  }

  /** The file being written is full; of the full ones {@code keep} stay. */
  void rotate(int keep) throws IOException {
    SortedMap<Integer, Path> full = full();
    int number = full.isEmpty() ? 1 : full.lastKey() + 1;
    Path last = top.resolve("decision_trace.%06d.jsonl".formatted(number));
    Files.move(top.resolve(CURRENT), last, StandardCopyOption.ATOMIC_MOVE);
    full.put(number, last);
    while (full.size() > keep) {
      Files.deleteIfExists(full.remove(full.firstKey()));
    }
  }

  private SortedMap<Integer, Path> full() throws IOException {
    SortedMap<Integer, Path> full = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(top, "decision_trace.*.jsonl")) {
      for (Path file : files) {
        Matcher name = FULL.matcher(file.getFileName().toString());
        if (name.matches()) {
          full.put(Integer.parseInt(name.group(1)), file);
        }
      }
    } catch (NoSuchFileException none) {
      return full;
    }
    return full;
  }
}
