package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;

/**
 * Reads archived records: what is not committed yet from memory, the rest from the index, or from snapshot and
 * journal while the index is in doubt.
 */
final class Archive {
  private static final long NOT_SEALED = Long.MAX_VALUE;

  private final IndexKeeper keeper;
  private final Truth truth;
  private final Journal journal;
  private final TreeMap<String, Fresh> fresh = new TreeMap<>();

  private record Fresh(long position, Optional<Bytes> value) {}

  Archive(IndexKeeper keeper, Truth truth, Journal journal) {
    this.keeper = keeper;
    this.truth = truth;
    this.journal = journal;
  }

  void changed(String name, Optional<Bytes> value) {
    fresh.put(name, new Fresh(NOT_SEALED, value));
  }

  void sealed(long position) {
    fresh.replaceAll((name, change) -> change.position() == NOT_SEALED
        ? new Fresh(position, change.value())
        : change);
  }

  void committed(long position) {
    fresh.values().removeIf(change -> change.position() <= position);
  }

  Optional<Bytes> get(String name) throws IOException {
    Fresh change = fresh.get(name);
    if (change != null) {
      return change.value();
    }
    Optional<Optional<Bytes>> indexed = keeper.ask(index -> index.get(name));
    return indexed.isPresent() ? indexed.get() : truth.get(name, journal.durable());
  }

  Optional<Bytes> proven(String name) throws IOException {
    Fresh change = fresh.get(name);
    return change != null ? change.value() : truth.get(name, journal.durable());
  }

  List<Map.Entry<String, Bytes>> scan(String prefix, String after, int limit) throws IOException {
    NameRange range = new NameRange(prefix, after, "");
    int more = limit + removed(range);
    Optional<List<Map.Entry<String, Bytes>>> indexed = keeper.ask(index -> index.scan(prefix, after, more));
    TreeMap<String, Bytes> found = indexed.isPresent()
        ? collect(indexed.get())
        : collect(truth.scan(range, false, more, journal.durable()));
    overlay(found, range);
    return first(found, limit);
  }

  List<Map.Entry<String, Bytes>> scanBack(String prefix, String before, int limit) throws IOException {
    NameRange range = new NameRange(prefix, "", before);
    int more = limit + removed(range);
    Optional<List<Map.Entry<String, Bytes>>> indexed = keeper
        .ask(index -> index.scanBack(prefix, before, more));
    TreeMap<String, Bytes> found = indexed.isPresent()
        ? collect(indexed.get())
        : collect(truth.scan(range, true, more, journal.durable()));
    overlay(found, range);
    return first(found.descendingMap(), limit);
  }

  /** So many records on disk are not there any more. */
  private int removed(NameRange range) {
    return (int) fresh.entrySet().stream()
        .filter(change -> change.getValue().value().isEmpty() && range.contains(change.getKey())).count();
  }

  private static TreeMap<String, Bytes> collect(List<Map.Entry<String, Bytes>> entries) {
    TreeMap<String, Bytes> found = new TreeMap<>();
    entries.forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  private void overlay(TreeMap<String, Bytes> found, NameRange range) {
    fresh.forEach((name, change) -> {
      if (range.contains(name)) {
        RecordNames.put(found, name, change.value());
      }
    });
  }

  private static List<Map.Entry<String, Bytes>> first(Map<String, Bytes> found, int limit) {
    List<Map.Entry<String, Bytes>> entries = new ArrayList<>();
    for (Map.Entry<String, Bytes> entry : found.entrySet()) {
      if (entries.size() == limit) {
        break;
      }
      entries.add(Map.entry(entry.getKey(), entry.getValue()));
    }
    return entries;
  }
}
