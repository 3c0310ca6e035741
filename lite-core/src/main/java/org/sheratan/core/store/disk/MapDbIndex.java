package org.sheratan.core.store.disk;

import java.io.IOError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

import org.mapdb.BTreeKeySerializer;
import org.mapdb.BTreeMap;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;

import org.sheratan.core.store.Index;
import org.sheratan.core.store.RecordNames;
import org.sheratan.kernel.Bytes;

/**
 * The index in MapDB files of an own folder. MapDB does not survive a crash, so its files are opened only under
 * a {@link CleanMark}, which is gone from disk before the first write; without one they are not even looked at
 * until {@link #clear} deletes them.
 */
public final class MapDbIndex implements Index {
  private static final String FILE = "index";
  private static final int CACHED_NODES = 512;

  private final Path folder;
  private final CleanMark cleanMark;
  private Optional<Mark> mark = Optional.empty();
  private DB database;
  private BTreeMap<String, byte[]> records;
  private boolean marked;

  private MapDbIndex(Path folder) {
    this.folder = folder;
    this.cleanMark = new CleanMark(folder);
  }

  /** @throws IOException when the folder cannot be made or read; damaged contents are only doubt */
  public static MapDbIndex open(Path folder) throws IOException {
    PrivateFiles.createFolder(folder);
    MapDbIndex index = new MapDbIndex(folder);
    Optional<Mark> found = index.cleanMark.read(index.fileBytes());
    if (found.isPresent()) {
      try {
        index.openDatabase();
        index.mark = found;
        index.marked = true;
      } catch (IOException damaged) {
        index.discard();
      }
    }
    return index;
  }

  @Override
  public Optional<Mark> mark() {
    return mark;
  }

  @Override
  public void clear() throws IOException {
    cleanMark.remove();
    marked = false;
    mark = Optional.empty();
    discard();
    for (Path file : files()) {
      Files.delete(file);
    }
    openDatabase();
  }

  @Override
  public void put(String name, Bytes value) throws IOException {
    beforeWrite();
    guarded(() -> records.put(name, value.toArray()));
  }

  @Override
  public void remove(String name) throws IOException {
    beforeWrite();
    guarded(() -> records.remove(name));
  }

  @Override
  public Optional<Bytes> get(String name) throws IOException {
    return Optional.ofNullable(guarded(() -> records.get(name))).map(Bytes::copyOf);
  }

  @Override
  public List<Map.Entry<String, Bytes>> scan(String prefix, String after, int limit) throws IOException {
    return guarded(() -> first(RecordNames.between(records, prefix, after, ""), limit));
  }

  @Override
  public List<Map.Entry<String, Bytes>> scanBack(String prefix, String before, int limit) throws IOException {
    return guarded(() -> first(RecordNames.between(records, prefix, "", before).descendingMap(), limit));
  }

  @Override
  public void close(Mark at) throws IOException {
    if (marked) {
      cleanMark.remove();
    }
    guarded(() -> {
      database.close();
      return true;
    });
    for (Path file : files()) {
      try (FileChannel channel = PrivateFiles.open(file)) {
        channel.force(true);
      }
    }
    cleanMark.write(at, fileBytes());
    database = null;
  }

  @Override
  public void discard() {
    if (database != null) {
      try {
        guarded(() -> {
          database.close();
          return true;
        });
      } catch (IOException damaged) {
        // Its files are deleted before anyone reads them again.
      }
      database = null;
    }
  }

  private void beforeWrite() throws IOException {
    if (marked) {
      cleanMark.remove();
      marked = false;
    }
  }

  private void openDatabase() throws IOException {
    guarded(() -> {
      database = DBMaker.newFileDB(folder.resolve(FILE).toFile()).transactionDisable().cacheSize(CACHED_NODES)
          .make();
      records = database.createTreeMap("records").keySerializer(BTreeKeySerializer.STRING)
          .valueSerializer(Serializer.BYTE_ARRAY).valuesOutsideNodesEnable().makeOrGet();
      return records;
    });
  }

  private long fileBytes() throws IOException {
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private List<Path> files() throws IOException {
    return PrivateFiles.list(folder, FILE + "*");
  }

  private static List<Map.Entry<String, Bytes>> first(NavigableMap<String, byte[]> range, int limit) {
    List<Map.Entry<String, Bytes>> found = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : range.entrySet()) {
      if (found.size() == limit) {
        break;
      }
      found.add(Map.entry(entry.getKey(), Bytes.copyOf(entry.getValue())));
    }
    return found;
  }

  private interface Access<T> {
    T run();
  }

  /** MapDB answers damage with exceptions and errors of every kind. */
  private static <T> T guarded(Access<T> access) throws IOException {
    try {
      return access.run();
    } catch (RuntimeException | IOError | AssertionError | LinkageError | StackOverflowError damaged) {
      throw new IOException("the index is damaged: " + damaged, damaged);
    }
  }
}
