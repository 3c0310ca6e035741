package org.sheratan.core.node;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sheratan.core.store.Index;
import org.sheratan.core.store.MemoryIndex;
import org.sheratan.kernel.Bytes;

/** An index that cannot be read once, where names begin so. */
final class UnreadableIndex implements Index {
  boolean breaks;
  private final MemoryIndex records = new MemoryIndex();
  private final String prefix;
  private final Runnable then;

  /** @param then done when it breaks */
  UnreadableIndex(String prefix, Runnable then) {
    this.prefix = prefix;
    this.then = then;
  }

  @Override
  public List<Map.Entry<String, Bytes>> scanBack(String under, String before, int limit) throws IOException {
    if (breaks && under.startsWith(prefix)) {
      breaks = false;
      then.run();
      throw new IOException("unreadable");
    }
    return records.scanBack(under, before, limit);
  }

  @Override
  public List<Map.Entry<String, Bytes>> scan(String under, String after, int limit) {
    return records.scan(under, after, limit);
  }

  @Override
  public Optional<Bytes> get(String name) {
    return records.get(name);
  }

  @Override
  public void put(String name, Bytes value) {
    records.put(name, value);
  }

  @Override
  public void remove(String name) {
    records.remove(name);
  }

  @Override
  public Optional<Mark> mark() {
    return records.mark();
  }

  @Override
  public void clear() {
    records.clear();
  }

  @Override
  public void close(Mark mark) {
    records.close(mark);
  }

  @Override
  public void discard() {
    records.discard();
  }
}
