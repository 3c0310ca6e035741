package org.sheratan.radio.mesh.hop;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.MeshLimits;

/** Envelopes passed on lately, so that copies on other ways end here. Bounded; the eldest goes first. */
public final class SeenEnvelopes {
  /**
   * @param hopLimit with which it was taken
   * @param with whom it came from and whom it was handed: going on, it is not for them
   */
  public record Passage(int hopLimit, List<NodeId> with, long passedMs) {}

  private final Map<Bytes, Passage> passages = new LinkedHashMap<>();

  public void passed(Bytes identity, Passage passage) {
    passages.remove(identity);
    passages.put(identity, passage);
    Iterator<Bytes> eldest = passages.keySet().iterator();
    while (passages.size() > MeshLimits.SEEN_ENVELOPES) {
      eldest.next();
      eldest.remove();
    }
  }

  /** How it was passed on, so lately that what comes now is a copy, not its origin trying again. */
  public Optional<Passage> lately(Bytes identity, long nowMs, long passAgainMs) {
    return Optional.ofNullable(passages.get(identity))
        .filter(passage -> nowMs - passage.passedMs() < passAgainMs);
  }
}
