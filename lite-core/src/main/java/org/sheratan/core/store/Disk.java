package org.sheratan.core.store;

import java.io.IOException;
import java.util.List;

import org.sheratan.kernel.Bytes;

/**
 * One folder at block level: the seam behind which the real disk and the strict fake stand. What was not synced
 * may be lost, torn or reordered by a crash; a rename or deletion is durable only after {@link #syncFolder()}.
 */
public interface Disk {
  /** Names of all files, sorted. */
  List<String> list() throws IOException;

  /** Opens for appending and reading; creates the file when it is absent. */
  DiskFile open(String name) throws IOException;

  void delete(String name) throws IOException;

  /** Replaces {@code to} atomically. */
  void rename(String from, String to) throws IOException;

  void syncFolder() throws IOException;

  long freeBytes() throws IOException;

  /** An open file. */
  interface DiskFile extends AutoCloseable {
    long length() throws IOException;

    void append(Bytes content) throws IOException;

    /** Exactly {@code length} bytes from {@code from}; fails when the file is shorter. */
    Bytes read(long from, int length) throws IOException;

    void truncate(long length) throws IOException;

    void sync() throws IOException;

    @Override
    void close() throws IOException;
  }
}
