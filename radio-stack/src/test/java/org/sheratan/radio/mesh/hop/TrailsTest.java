package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;

class TrailsTest {
  private final Trails trails = new Trails();

  private static ArrivalKey key(int counter) {
    return new ArrivalKey.InSeal(Fixtures.id(1), 0, counter);
  }

  private Trail put(int envelope) {
    Trail trail = new Trail(envelope, Bytes.utf8("envelope " + envelope), Optional.empty(), 0, key(envelope));
    trails.put(trail);
    return trail;
  }

  @Test
  void shouldFindATrailByEnvelopeFrameAndMark() {
    Trail trail = put(1);
    trails.expect(trail, 77);
    assertSame(trail, trails.of(1).orElseThrow());
    assertSame(trail, trails.of(key(1)).orElseThrow());
    assertSame(trail, trails.expecting(77).orElseThrow());
    trails.expect(trail, CustodyMarks.NONE);
    assertEquals(Optional.empty(), trails.expecting(77));
  }

  @Test
  void shouldPutTheLaterInThePlaceOfTheEarlier() {
    Trail earlier = new Trail(1, Bytes.EMPTY, Optional.empty(), 0, key(9));
    trails.put(earlier);
    trails.expect(earlier, 77);
    Trail later = put(1);
    assertSame(later, trails.of(1).orElseThrow());
    assertEquals(Optional.empty(), trails.of(key(9)));
    assertEquals(Optional.empty(), trails.expecting(77));
  }

  @Test
  void shouldForgetTheEldest() {
    for (int envelope = 0; envelope <= MeshLimits.SEEN_ENVELOPES; envelope++) {
      put(envelope);
    }
    assertEquals(Optional.empty(), trails.of(0));
    assertEquals(Optional.empty(), trails.of(key(0)));
    assertEquals(1, trails.of(1).orElseThrow().envelope);
  }
}
