package org.sheratan.radio.secure;

import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

/** Records in memory; {@link #crash} loses what was not committed. */
final class MemoryDurable implements Durable {
  private TreeMap<String, Bytes> committed = new TreeMap<>();
  private TreeMap<String, Bytes> current = new TreeMap<>();
  int changes;

  @Override
  public void put(String name, Bytes value) {
    assert name.length() <= 128;
    current.put(name, value);
    changes++;
  }

  @Override
  public void remove(String name) {
    current.remove(name);
    changes++;
  }

  @Override
  public SortedMap<String, Bytes> under(String prefix) {
    return new TreeMap<>(current.subMap(prefix, prefix + '\uffff'));
  }

  void commit() {
    committed = new TreeMap<>(current);
  }

  void crash() {
    current = new TreeMap<>(committed);
  }
}
