package org.sheratan.edge.trace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * The files of the trace as they are at one moment, open: what is written, renamed or deleted afterward changes nothing in
 * what is read here. One line is in memory at a time, besides what the reader keeps.
 */
final class TraceScan implements AutoCloseable {
  private final SortedMap<Integer, FileChannel> channels = new TreeMap<>();
  private final SortedMap<Integer, Long> sizes = new TreeMap<>();

  /** @param before nothing is read from there on */
  TraceScan(TraceFolder folder, Optional<Place> before) throws IOException {
    SortedMap<Integer, Path> files = folder.files();
    if (before.isPresent()) {
      files = files.headMap(before.get().file() + 1);
    }
    try {
      for (int number : files.keySet()) {
        FileChannel channel = folder.read(number, files);
        channels.put(number, channel);
        sizes.put(number, before.filter(place -> place.file() == number)
            .map(Place::offset).orElse(channel.size()));
      }
    } catch (IOException unreadable) {
      close();
      throw unreadable;
    }
  }

  /** Hands over what was asked for, newest first. */
  TraceReach read(TraceQuery query, Consumer<Json.Obj> reader) throws IOException {
    Optional<Place> reached = query.before();
    int scanned = 0;
    int found = 0;
    int skipped = 0;
    long chars = 0;
    for (Map.Entry<Integer, FileChannel> file : channels.reversed().entrySet()) {
      BackwardLines lines = new BackwardLines(file.getValue(),
          Math.min(sizes.get(file.getKey()), file.getValue().size()));
      for (Optional<BackwardLines.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
        if (found == query.limit() || scanned == query.scan() || chars >= query.chars()) {
          return new TraceReach(reached, scanned, found, skipped);
        }
        scanned++;
        reached = Optional.of(new Place(file.getKey(), next.get().offset()));
        if (query.wants(next.get().text())) {
          Optional<Json.Obj> entry = parse(next.get().text());
          entry.ifPresent(reader);
          chars += next.get().text().length();
          found += entry.isPresent() ? 1 : 0;
          skipped += entry.isPresent() ? 0 : 1;
        }
      }
    }
    return new TraceReach(Optional.empty(), scanned, found, skipped);
  }

  /** Files may have been damaged, or written by others. */
  private static Optional<Json.Obj> parse(String line) {
    try {
      return Optional.of(JsonReader.readObject(Bytes.utf8(line)));
    } catch (MalformedException foreign) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : channels.values()) {
      channel.close();
    }
  }
}
