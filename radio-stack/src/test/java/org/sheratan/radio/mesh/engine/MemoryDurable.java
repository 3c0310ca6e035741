package org.sheratan.radio.mesh.engine;

import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

/** Records in memory; {@link #crash} loses what was not committed. */
public final class MemoryDurable implements Durable {
  /** As {@link Durable#put} says. */
  private static final int NAME_CHARS = 128;

  private TreeMap<String, Bytes> committed = new TreeMap<>();
  private final TreeMap<String, Bytes> current = new TreeMap<>();
  private boolean changed;
  private boolean scarce;

  public void scarce(boolean now) {
    scarce = now;
  }

  @Override
  public boolean scarce() {
    return scarce;
  }

  @Override
  public void put(String name, Bytes value) {
    if (name.length() > NAME_CHARS) {
      throw new IllegalArgumentException("the journal takes no name of " + name.length() + " characters");
    }
    current.put(name, value);
    changed = true;
  }

  @Override
  public void remove(String name) {
    changed |= current.remove(name) != null;
  }

  @Override
  public SortedMap<String, Bytes> under(String prefix) {
    return new TreeMap<>(current.subMap(prefix, prefix + '\uffff'));
  }

  public boolean changed() {
    return changed;
  }

  public void commit() {
    committed = new TreeMap<>(current);
    changed = false;
  }

  /** What a backup made now holds. */
  MemoryDurable copy() {
    MemoryDurable copy = new MemoryDurable();
    copy.become(this);
    return copy;
  }

  void become(MemoryDurable other) {
    committed = new TreeMap<>(other.committed);
    crash();
  }

  public void crash() {
    current.clear();
    current.putAll(committed);
    changed = false;
  }

  /** A new disk. */
  public void forget() {
    committed.clear();
    crash();
  }
}
