package org.sheratan.radio.mesh.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.frame.SignedRevocation;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.MemoryDurable;
import org.sheratan.radio.mesh.engine.TestNode;
import org.sheratan.radio.mesh.engine.World;
import org.sheratan.radio.mesh.revocation.RevocationBook;
import org.sheratan.radio.mesh.route.TrustBook;

/** Found by reading: one revocation that could not be read kept the node from starting, at every start. */
class StoredRecordsTest {
  private final MemoryDurable durable = new MemoryDurable();
  private final MeshTurn turn = Fixtures.turn();

  private List<String> dropped(List<MeshEvent> events) {
    return events.stream().filter(MeshEvent.RecordDropped.class::isInstance)
        .map(MeshEvent.RecordDropped.class::cast).map(MeshEvent.RecordDropped::record).toList();
  }

  private String storedRevocation() {
    RevocationBook book = new RevocationBook(Fixtures.id(1), durable, turn);
    Revocation word = new Revocation(Fixtures.id(1), Fixtures.id(2), 3, true, 0, "lost");
    assertTrue(book.put(new SignedRevocation(word, Bytes.copyOf(new byte[64])), id -> false, 0));
    return durable.under("mesh/revoked/").firstKey();
  }

  @Test
  void shouldSkipARevocationThatCannotBeReadWhateverIsWrongWithIt() {
    String name = storedRevocation();
    Bytes sound = durable.under(name).get(name);
    for (int length = 0; length < sound.length(); length++) {
      shouldSkip(name, sound.slice(0, length));
    }
    shouldSkip(name, sound.concat(Bytes.EMPTY).concat(Bytes.hex("00")));
    shouldSkip(name, Bytes.hex("02").concat(sound.slice(1)));
    shouldSkip("mesh/revoked/nonsense", sound);
    shouldSkip(name.substring(0, name.length() - 1) + "f", sound);
  }

  private void shouldSkip(String name, Bytes value) {
    durable.forget();
    String good = storedRevocation();
    if (name.equals(good)) {
      durable.remove(good);
    }
    int others = durable.under("mesh/revoked/").size();
    durable.put(name, value);
    RevocationBook book = new RevocationBook(Fixtures.id(1), durable, turn);
    assertEquals(others, book.all().size());
    assertEquals(others, durable.under("mesh/revoked/").size());
    assertEquals(List.of(name), dropped(turn.drainEvents()));
  }

  /** An unknown decision was taken for a confirmation. */
  @Test
  void shouldNotTakeADecisionThatCannotBeReadForATrustedNode() {
    for (String rotted : List.of("", "00", "03", "0201")) {
      durable.put("mesh/trust/" + Fixtures.id(1).toHex(), Bytes.hex(rotted));
      assertEquals(Trust.FIRST_USE, new TrustBook(durable, turn).of(Fixtures.id(1)), rotted);
      assertEquals(1, dropped(turn.drainEvents()).size(), rotted);
    }
  }

  @Test
  void shouldStartWithWhatCanBeReadAndSayWhatCannot() {
    World world = new World(4, EtherFaults.NONE, Fixtures.UDP);
    TestNode node = world.addAll("a", "b").getFirst();
    assertTrue(world.runUntil(60_000, world::everyoneKnowsEveryone));
    SeededEntropy entropy = new SeededEntropy(4);
    List<String> names = List.of("mesh/custody/0000000000000009", "mesh/custody/000000000000zzzz",
        "mesh/epoch/" + Fixtures.id(5).toHex(), "mesh/epoch/x", "mesh/group/0000000000000001",
        "mesh/group/none", "mesh/invitation/-", "mesh/invitation/00000001", "mesh/revoked/a/b",
        "mesh/roll/" + Fixtures.id(7).toHex(), "mesh/trust/" + Fixtures.id(6).toHex(), "mesh/trust/me");
    world.crash(node);
    names.forEach(name -> node.durable.put(name, Fixtures.bytes(entropy, 3)));
    node.durable.commit();
    world.restart(node);
    assertTrue(world.runUntil(60_000, world::everyoneKnowsEveryone));
    assertEquals(names, dropped(node.events).stream().sorted().toList());
    names.forEach(name -> assertTrue(node.durable.under(name).isEmpty(), name));
  }
}
