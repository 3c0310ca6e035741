package org.sheratan.core.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.Json;

/** The tools a node knows of, by name. Knowing one is not running it: the card says what a node runs. */
public final class ToolCatalog {
  private static final ToolCatalog STANDARD = new ToolCatalog(StandardTools.ALL);

  private final SortedMap<String, ToolKind> kinds = new TreeMap<>();

  public ToolCatalog(List<ToolKind> kinds) {
    kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
  }

  /** ping, list_files, walk_tree, read_file, read_file_batch, write_file, rewrite_file, system_info, hash_files. */
  public static ToolCatalog standard() {
    return STANDARD;
  }

  /** This one and {@code more}. */
  public ToolCatalog with(List<ToolKind> more) {
    List<ToolKind> all = new ArrayList<>(kinds());
    all.addAll(more);
    return new ToolCatalog(all);
  }

  public Optional<ToolKind> find(String name) {
    return Optional.ofNullable(kinds.get(name));
  }

  /** Whether {@code kind} is known, and done by somebody else for whom this node only waits. */
  public boolean elsewhere(String kind) {
    return find(kind).filter(ToolKind::elsewhere).isPresent();
  }

  /** Sorted by name. */
  public List<ToolKind> kinds() {
    return List.copyOf(kinds.values());
  }

  /** Sorted. */
  public List<String> names() {
    return List.copyOf(kinds.keySet());
  }

  /**
   * @return whether {@code kind} is known
   * @throws org.sheratan.kernel.MalformedException when it is known and {@code params} break its rules
   */
  public boolean check(String kind, Json.Obj params) {
    Optional<ToolKind> found = find(kind);
    found.ifPresent(known -> known.check(params));
    return found.isPresent();
  }
}
