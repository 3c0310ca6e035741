package org.sheratan.core.node;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sheratan.core.store.Commit;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

/** What the node needs of its store: live records, an archive of ended ones, and commits of both. */
public interface Journal extends Durable {
  /** Boot epoch of this start, ≥ 1, durable before the node was made. */
  int epoch();

  /** Whether anything changed since the last {@link #seal()}. */
  boolean dirty();

  /** Everything changed since the last seal, to be run; called only while no earlier commit is under way. */
  Commit seal();

  /** Compaction that is due now, to be run like a commit but awaited by nothing; empty when there is none. */
  Optional<Commit> upkeep();

  /** Keeps {@code value} beside the live records, committed with them. */
  void archive(String name, Bytes value);

  Optional<Bytes> archived(String name);

  /** Up to {@code limit} archived records under {@code prefix} named before {@code before}, descending. */
  List<Map.Entry<String, Bytes>> archivedBefore(String prefix, String before, int limit);
}
