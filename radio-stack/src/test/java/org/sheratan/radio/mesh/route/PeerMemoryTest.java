package org.sheratan.radio.mesh.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.SignedCard;
import org.sheratan.radio.frame.Vectors;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.MemoryDurable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;

class PeerMemoryTest {
  private static final Bytes SIGNATURE = Bytes.hex("22".repeat(64));

  private static final SignedCard CARD = card("node-b2");

  private final MemoryDurable durable = new MemoryDurable();
  private final MeshTurn turn = Fixtures.turn();
  private PeerMemory memory = new PeerMemory(durable, turn);

  private static AnnounceFrame announce(NodeId of, int epoch, int sequence) {
    return new AnnounceFrame(3, 2, 9, new Announce(of, epoch, sequence, new CapabilityFilter(7), 30,
        Announce.NO_CARD), SIGNATURE, Bytes.hex("33333333"));
  }

  private static SignedCard card(String name) {
    return new SignedCard(4, 1, new Card(name, List.of("ping"), List.of(), List.of("gpu:8G")), SIGNATURE);
  }

  private Optional<Integer> epochOf(int number) {
    return memory.announce(Fixtures.id(number)).map(frame -> frame.announce().epoch());
  }

  @Test
  void shouldOutliveARestart() {
    memory.remember(announce(Fixtures.id(1), 5, 9), CARD, id -> false);
    memory = new PeerMemory(durable, turn);
    AnnounceFrame known = memory.announce(Fixtures.id(1)).orElseThrow();
    assertEquals(announce(Fixtures.id(1), 5, 9).announce(), known.announce());
    assertEquals(SIGNATURE, known.signature());
    assertFalse(known.relayable());
    assertTrue(memory.announce(Fixtures.id(2)).isEmpty());
  }

  @Test
  void shouldWriteOnceForEachStartOfAPeer() {
    memory.remember(announce(Fixtures.id(1), 5, 9), CARD, id -> false);
    durable.commit();
    memory.remember(announce(Fixtures.id(1), 5, 10), CARD, id -> false);
    memory.remember(announce(Fixtures.id(1), 4, 70), CARD, id -> false);
    assertFalse(durable.changed());
    memory.remember(announce(Fixtures.id(1), 6, 0), CARD, id -> false);
    assertTrue(durable.changed());
    assertEquals(Optional.of(6), epochOf(1));
  }

  /** After a restart nodes were called by their ids until their cards came again. */
  @Test
  void shouldKnowNamesAfterARestart() {
    memory.remember(announce(Fixtures.id(1), 5, 9), CARD, id -> false);
    memory.remember(announce(Fixtures.id(1), 5, 10), card("renamed"), id -> false);
    memory.remember(announce(Fixtures.id(2), 1, 0), CARD, id -> false);
    memory = new PeerMemory(durable, turn);
    assertEquals(Map.of(Fixtures.id(1), "renamed", Fixtures.id(2), "node-b2"), memory.names());
    assertEquals(Optional.of(card("renamed")), memory.card(Fixtures.id(1)));
    assertEquals(9, memory.announce(Fixtures.id(1)).orElseThrow().announce().sequence(),
        "one write for each epoch and card");
  }

  @Test
  void shouldMatchThePublishedVectors() throws IOException {
    memory.remember(announce(Fixtures.id(1), 5, 9), CARD, id -> false);
    String name = "mesh/epoch/" + Fixtures.id(1).toHex();
    Vectors vectors = new Vectors()
        .comment("Memory of peers (docs/storage-format.md, \"Memory of peers\"); signatures are fill");
    Bytes whole = durable.under(name).get(name);
    vectors.block("with card").put("name", name).put("value", whole);
    vectors.block("without").put("name", name).put("value", whole.slice(0, 112));
    vectors.assertPublished("peer-memory.txt");
    durable.put(name, whole.slice(0, 112));
    memory = new PeerMemory(durable, turn);
    assertEquals(Optional.of(5), epochOf(1), "of an earlier version");
    assertTrue(memory.card(Fixtures.id(1)).isEmpty() && memory.names().isEmpty());
  }

  @Test
  void shouldDropWhatIsNoRecordOfAPeer() {
    memory.remember(announce(Fixtures.id(1), 5, 9), CARD, id -> false);
    String name = "mesh/epoch/" + Fixtures.id(1).toHex();
    Bytes whole = durable.under(name).get(name);
    for (int length = 0; length < whole.length(); length++) {
      durable.put(name, whole.slice(0, length));
      memory = new PeerMemory(durable, turn);
      assertEquals(length == 112, memory.announce(Fixtures.id(1)).isPresent(), "cut at " + length);
    }
    durable.put(name, whole.concat(Bytes.hex("00")));
    assertTrue(new PeerMemory(durable, turn).announce(Fixtures.id(1)).isEmpty());
  }

  @Test
  void shouldWriteNothingWhileTheDiskIsShort() {
    durable.scarce(true);
    memory.remember(announce(Fixtures.id(1), 5, 9), CARD, id -> false);
    assertFalse(durable.changed());
    durable.scarce(false);
    memory.remember(announce(Fixtures.id(1), 5, 9), CARD, id -> false);
    assertEquals(Optional.of(5), epochOf(1));
  }

  @Test
  void shouldForgetTheEldestThatNobodyNeeds() {
    for (int number = 0; number < MeshLimits.REMEMBERED_PEERS; number++) {
      memory.remember(announce(id(number), 1, 0), CARD, id -> false);
    }
    memory.remember(announce(Fixtures.id(1), 1, 0), CARD, id -> id.equals(id(0)));
    assertEquals(Optional.of(1), epochOf(1));
    assertTrue(memory.announce(id(0)).isPresent());
    assertTrue(memory.announce(id(1)).isEmpty());
    memory.remember(announce(Fixtures.id(2), 1, 0), CARD, id -> true);
    assertTrue(memory.announce(Fixtures.id(2)).isEmpty());
    assertEquals(MeshLimits.REMEMBERED_PEERS, durable.under("mesh/epoch/").size());
  }

  private static NodeId id(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) 0xff;
    key[1] = (byte) (number >> 8);
    key[2] = (byte) number;
    return new NodeId(Bytes.copyOf(key));
  }
}
