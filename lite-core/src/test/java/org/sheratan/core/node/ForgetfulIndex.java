package org.sheratan.core.node;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sheratan.core.store.Index;
import org.sheratan.kernel.Bytes;

/** An index that takes everything and finds nothing, without a sign of damage. */
final class ForgetfulIndex implements Index {
  @Override
  public Optional<Mark> mark() {
    return Optional.empty();
  }

  @Override
  public void clear() {}

  @Override
  public void put(String name, Bytes value) {}

  @Override
  public void remove(String name) {}

  @Override
  public Optional<Bytes> get(String name) {
    return Optional.empty();
  }

  @Override
  public List<Map.Entry<String, Bytes>> scan(String prefix, String after, int limit) {
    return List.of();
  }

  @Override
  public List<Map.Entry<String, Bytes>> scanBack(String prefix, String before, int limit) {
    return List.of();
  }

  @Override
  public void close(Mark mark) {}

  @Override
  public void discard() {}
}
