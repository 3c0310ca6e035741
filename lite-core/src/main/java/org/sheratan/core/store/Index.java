package org.sheratan.core.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sheratan.kernel.Bytes;

/**
 * Looks up archived records that do not fit in memory. Rebuildable from journal and snapshot at any time, never
 * the truth, never asked for an exactly-once decision. Reads and writes may come from two threads. An
 * IOException from any of these makes the store rebuild it.
 */
public interface Index {
  /** The journal group it stood at when it was last closed; empty on any doubt. */
  Optional<Mark> mark();

  /** Empties it, whatever state it is in. */
  void clear() throws IOException;

  void put(String name, Bytes value) throws IOException;

  void remove(String name) throws IOException;

  Optional<Bytes> get(String name) throws IOException;

  /** Up to {@code limit} records under {@code prefix} with names after {@code after}, ascending. */
  List<Map.Entry<String, Bytes>> scan(String prefix, String after, int limit) throws IOException;

  /**
   * Up to {@code limit} records under {@code prefix} with names before {@code before} (empty: from the end),
   * descending.
   */
  List<Map.Entry<String, Bytes>> scanBack(String prefix, String before, int limit) throws IOException;

  /** Closes it so that the next opening may trust it at {@code mark}. */
  void close(Mark mark) throws IOException;

  /** Closes it without a word on its state. */
  void discard();

  /** @param checksum header checksum of the group at {@code position} */
  record Mark(long position, int checksum) {}
}
