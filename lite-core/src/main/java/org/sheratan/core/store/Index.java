package org.sheratan.core.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sheratan.kernel.Bytes;

/**
 * Looks up archived records that do not fit in memory. Rebuildable from journal and snapshot at any time, never
 * the truth, never asked for an exactly-once decision.
 */
public interface Index extends AutoCloseable {
  void put(String name, Bytes value);

  void remove(String name);

  Optional<Bytes> get(String name);

  /** Up to {@code limit} records under {@code prefix} with names after {@code after}, ascending. */
  List<Map.Entry<String, Bytes>> scan(String prefix, String after, int limit);

  /** Up to {@code limit} records under {@code prefix} with names before {@code before}, descending. */
  List<Map.Entry<String, Bytes>> scanBack(String prefix, String before, int limit);

  @Override
  void close();
}
