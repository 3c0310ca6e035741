package org.sheratan.core.market;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

/** Records that survive whatever the test lets survive. */
public final class MemoryDurable implements Durable {
  public final TreeMap<String, Bytes> records = new TreeMap<>();

  @Override
  public void put(String name, Bytes value) {
    records.put(name, value);
  }

  @Override
  public void remove(String name) {
    records.remove(name);
  }

  @Override
  public SortedMap<String, Bytes> under(String prefix) {
    return Collections
        .unmodifiableSortedMap(new TreeMap<>(records.subMap(prefix, prefix + Character.MAX_VALUE)));
  }
}
