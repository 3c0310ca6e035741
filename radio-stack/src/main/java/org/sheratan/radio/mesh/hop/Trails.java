package org.sheratan.radio.mesh.hop;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.mesh.MeshLimits;

/** Envelopes that lately went through here, came here or went out from here. Bounded; the eldest goes first. */
final class Trails {
  private final Map<Integer, Trail> byEnvelope = new LinkedHashMap<>();
  private final Map<ArrivalKey, Trail> byKey = new LinkedHashMap<>();
  private final Map<Integer, Trail> byExpected = new LinkedHashMap<>();

  Optional<Trail> of(int envelope) {
    return Optional.ofNullable(byEnvelope.get(envelope));
  }

  Optional<Trail> of(ArrivalKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** The one whose saying this custody mark ends. */
  Optional<Trail> expecting(int mark) {
    return Optional.ofNullable(byExpected.get(mark));
  }

  /** In the place of another envelope of that name. */
  void put(Trail trail) {
    remove(byEnvelope.remove(trail.envelope));
    byEnvelope.put(trail.envelope, trail);
    for (ArrivalKey key : trail.keys) {
      byKey.put(key, trail);
    }
    while (byEnvelope.size() > MeshLimits.SEEN_ENVELOPES) {
      Iterator<Trail> eldest = byEnvelope.values().iterator();
      Trail gone = eldest.next();
      eldest.remove();
      remove(gone);
    }
  }

  void expect(Trail trail, int mark) {
    byExpected.remove(trail.expected, trail);
    trail.expected = mark;
    if (mark != CustodyMarks.NONE) {
      byExpected.put(mark, trail);
    }
  }

  private void remove(Trail gone) {
    if (gone != null) {
      gone.rest();
      expect(gone, CustodyMarks.NONE);
      for (ArrivalKey key : gone.keys) {
        byKey.remove(key, gone);
      }
    }
  }
}
