package org.sheratan.radio.mesh.hop;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.mesh.MeshLimits;

/** Envelopes passed on lately, so that copies on other ways end here. Bounded; the eldest goes first. */
public final class SeenEnvelopes {
  private final Map<Bytes, Long> passedMs = new LinkedHashMap<>();

  public void passed(Bytes identity, long nowMs) {
    passedMs.remove(identity);
    passedMs.put(identity, nowMs);
    Iterator<Bytes> eldest = passedMs.keySet().iterator();
    while (passedMs.size() > MeshLimits.SEEN_ENVELOPES) {
      eldest.next();
      eldest.remove();
    }
  }

  /** True when it was passed on so lately that this is a copy, not its origin trying again. */
  public boolean copy(Bytes identity, long nowMs, long passAgainMs) {
    Long passed = passedMs.get(identity);
    return passed != null && nowMs - passed < passAgainMs;
  }
}
