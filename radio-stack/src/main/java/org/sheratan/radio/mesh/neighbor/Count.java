package org.sheratan.radio.mesh.neighbor;

import org.sheratan.radio.mesh.MeshCounters;

/** What a mesh counts, as {@link MeshCounters} explains it. */
public enum Count {
  FRAMES_IN, FRAMES_OUT, ANNOUNCES_RELAYED, RETRIES, DUPLICATES, DELIVERED, RELAYED, REFUSED, EXPIRED, UNOPENED, HANDSHAKES, GROUP_FRAMES_RELAYED, GROUP_FORGERIES, ROLLS_REPLAYED, ROLL_FORGERIES, WITHHELD, CAME_ROUND
}
