package org.sheratan.radio.mesh.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.MemoryDurable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;

class EpochMemoryTest {
  private static final Bytes SIGNATURE = Bytes.hex("22".repeat(64));

  private final MemoryDurable durable = new MemoryDurable();
  private final MeshTurn turn = Fixtures.turn();
  private EpochMemory memory = new EpochMemory(durable, turn);

  private static AnnounceFrame announce(NodeId of, int epoch, int sequence) {
    return new AnnounceFrame(3, 2, 9, new Announce(of, epoch, sequence, new CapabilityFilter(7), 30,
        Announce.NO_CARD), SIGNATURE, Bytes.hex("33333333"));
  }

  private Optional<Integer> epochOf(int number) {
    return memory.of(Fixtures.id(number)).map(frame -> frame.announce().epoch());
  }

  @Test
  void shouldOutliveARestart() {
    memory.remember(announce(Fixtures.id(1), 5, 9), id -> false);
    memory = new EpochMemory(durable, turn);
    AnnounceFrame known = memory.of(Fixtures.id(1)).orElseThrow();
    assertEquals(announce(Fixtures.id(1), 5, 9).announce(), known.announce());
    assertEquals(SIGNATURE, known.signature());
    assertFalse(known.relayable());
    assertTrue(memory.of(Fixtures.id(2)).isEmpty());
  }

  @Test
  void shouldWriteOnceForEachStartOfAPeer() {
    memory.remember(announce(Fixtures.id(1), 5, 9), id -> false);
    durable.commit();
    memory.remember(announce(Fixtures.id(1), 5, 10), id -> false);
    memory.remember(announce(Fixtures.id(1), 4, 70), id -> false);
    assertFalse(durable.changed());
    memory.remember(announce(Fixtures.id(1), 6, 0), id -> false);
    assertTrue(durable.changed());
    assertEquals(Optional.of(6), epochOf(1));
  }

  @Test
  void shouldForgetTheEldestThatNobodyNeeds() {
    for (int number = 0; number < MeshLimits.EPOCHS; number++) {
      memory.remember(announce(id(number), 1, 0), id -> false);
    }
    memory.remember(announce(Fixtures.id(1), 1, 0), id -> id.equals(id(0)));
    assertEquals(Optional.of(1), epochOf(1));
    assertTrue(memory.of(id(0)).isPresent());
    assertTrue(memory.of(id(1)).isEmpty());
    memory.remember(announce(Fixtures.id(2), 1, 0), id -> true);
    assertTrue(memory.of(Fixtures.id(2)).isEmpty());
    assertEquals(MeshLimits.EPOCHS, durable.under("mesh/epoch/").size());
  }

  private static NodeId id(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) 0xff;
    key[1] = (byte) (number >> 8);
    key[2] = (byte) number;
    return new NodeId(Bytes.copyOf(key));
  }
}
