package org.sheratan.radio.mesh.session;

import java.util.LinkedHashMap;
import java.util.Map;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.secure.Sealed;

/** What we sealed last for each peer, by name: how far behind that an earlier frame is. */
final class LatestSealed {
  /** Half the replay window: what is further behind would soon be too old to be told from a repeat. */
  private static final int RESEAL_AFTER = 512;

  private record Name(int keyId, int counter) {}

  /** The one that something was sealed for longest ago first. */
  private final Map<NodeId, Name> names = new LinkedHashMap<>();

  void sealed(NodeId to, Sealed newest) {
    names.remove(to);
    names.put(to, new Name(newest.keyId(), newest.counter()));
    if (names.size() > MeshLimits.SEALED_FOR) {
      names.remove(names.keySet().iterator().next());
    }
  }

  /** True when what was sealed under that name would no longer be opened, or not told from a repeat. */
  boolean stale(NodeId to, int keyId, int counter) {
    Name newest = names.get(to);
    return newest == null || newest.keyId() != keyId || newest.counter() - counter > RESEAL_AFTER;
  }

  void forget(NodeId peer) {
    names.remove(peer);
  }

  void forgetAll() {
    names.clear();
  }
}
