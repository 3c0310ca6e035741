package org.sheratan.core.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;

/** An index that forgets everything when it is closed: for simulations and small nodes. */
public final class MemoryIndex implements Index {
  private final TreeMap<String, Bytes> records = new TreeMap<>();

  @Override
  public Optional<Mark> mark() {
    return Optional.empty();
  }

  @Override
  public synchronized void clear() {
    records.clear();
  }

  @Override
  public synchronized void put(String name, Bytes value) {
    records.put(name, value);
  }

  @Override
  public synchronized void remove(String name) {
    records.remove(name);
  }

  @Override
  public synchronized Optional<Bytes> get(String name) {
    return Optional.ofNullable(records.get(name));
  }

  @Override
  public synchronized List<Map.Entry<String, Bytes>> scan(String prefix, String after, int limit) {
    return first(RecordNames.between(records, prefix, after, ""), limit);
  }

  @Override
  public synchronized List<Map.Entry<String, Bytes>> scanBack(String prefix, String before, int limit) {
    return first(RecordNames.between(records, prefix, "", before).descendingMap(), limit);
  }

  @Override
  public synchronized void close(Mark mark) {
    records.clear();
  }

  @Override
  public synchronized void discard() {
    records.clear();
  }

  private static List<Map.Entry<String, Bytes>> first(NavigableMap<String, Bytes> range,
      int limit) {
    List<Map.Entry<String, Bytes>> found = new ArrayList<>();
    for (Map.Entry<String, Bytes> entry : range.entrySet()) {
      if (found.size() == limit) {
        break;
      }
      found.add(Map.entry(entry.getKey(), entry.getValue()));
    }
    return found;
  }
}
