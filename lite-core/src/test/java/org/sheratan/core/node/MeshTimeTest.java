package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.sheratan.core.wire.ClockClaim;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.Trust;

class MeshTimeTest {
  private static final long WALL_MS = 1_700_000_000_000L;
  private static final long SOON_MS = MeshTime.FIRST_MS + 1_000;
  private static final long DAY_MS = 86_400_000;

  private final World world = new World(12);
  private final WorldNode here = lost("here");
  private long frames;

  private WorldNode lost(String name) {
    WorldNode node = new WorldNode(world, name, Settings.asksTime());
    node.quality = WallQuality.NONE;
    return world.add(node);
  }

  private WorldNode peer(String name) {
    WorldNode peer = world.add(name, Settings.submitter());
    seal(peer);
    return peer;
  }

  /** There is a session between it and {@link #here}. */
  private void seal(WorldNode peer) {
    here.mesh.known.computeIfPresent(peer.id(), (id, known) -> new Peer(id, known.epoch(), known.hops(),
        known.via(), known.link(), known.lastHeardMs(), Optional.of(1L), 0, known.filter(), known.trust(),
        known.card()));
  }

  private List<NodeId> tellers() {
    return here.told.stream().map(Effect.TimeTold::from).toList();
  }

  @Test
  void shouldAskWhoHasTimeWhileItHasNone() {
    WorldNode there = peer("there");
    world.run(SOON_MS);
    assertEquals(List.of(there.id()), tellers());
    long toldMs = here.told.getFirst().wallMs() - WALL_MS;
    assertTrue(Math.abs(toldMs - MeshTime.FIRST_MS) <= 1_000, "told " + toldMs);
  }

  @Test
  void shouldNotAskWhoeverHasTimeOfItsOwnOrDoesNotWantTo() {
    here.quality = WallQuality.GPS;
    peer("there");
    WorldNode content = world.add("content", Settings.submitter());
    content.quality = WallQuality.NONE;
    world.run(3_600_000);
    assertEquals(List.of(), here.told);
    assertEquals(List.of(), content.told);
    here.quality = WallQuality.NONE;
    world.run(MeshTime.LOOK_MS + 1_000);
    assertEquals(1, here.told.size(), "its own source is gone");
  }

  /** Else rumors would go round, each confirmed by the next. */
  @Test
  void shouldNotTellOnWhatItWasTold() {
    peer("told").quality = WallQuality.PEER;
    peer("clueless").quality = WallQuality.NONE;
    world.run(SOON_MS + 120_000);
    assertEquals(List.of(), here.told);
  }

  @Test
  void shouldAskEverMoreRarelyWhereNobodyKnows() {
    peer("clueless").quality = WallQuality.NONE;
    world.cut = (from, to) -> {
      frames += from == here ? 1 : 0;
      return false;
    };
    world.run(DAY_MS);
    assertTrue(frames >= 8 && frames <= 40, frames + " frames in a day");
  }

  @Test
  void shouldAskSomeEachOnceAndAgainAfterAnHour() {
    for (int number = 0; number < 12; number++) {
      peer("peer" + number);
    }
    world.run(600_000);
    assertEquals(MeshTime.ENOUGH, new TreeSet<>(tellers()).size());
    assertEquals(MeshTime.ENOUGH, here.told.size());
    world.run(MeshTime.REFRESH_MS);
    assertEquals(2 * MeshTime.ENOUGH, here.told.size());
  }

  @Test
  void shouldGiveUpARoundAfterEightWhoDoNotKnow() {
    for (int number = 0; number < 12; number++) {
      peer("peer" + number).kill();
    }
    TreeSet<NodeId> asked = new TreeSet<>();
    world.cut = (from, to) -> {
      asked.add(to.id());
      return false;
    };
    world.run(MeshTime.MIN_PAUSE_MS);
    assertEquals(MeshTime.MAX_ASKED, asked.size());
  }

  @Test
  void shouldAskConfirmedNodesFirst() {
    List<WorldNode> peers = new ArrayList<>();
    for (int number = 0; number < 6; number++) {
      peers.add(peer("peer" + number));
    }
    WorldNode trusted = peers.stream().max((one, other) -> one.id().compareTo(other.id())).orElseThrow();
    here.mesh.trust(trusted.id(), Trust.CONFIRMED);
    world.run(SOON_MS);
    assertEquals(trusted.id(), here.told.getFirst().from());
    assertTrue(here.told.getFirst().confirmed());
  }

  @Test
  void shouldBeginNoSessionForItAndAskNobodyBlocked() {
    world.add("stranger", Settings.submitter());
    here.mesh.trust(peer("enemy").id(), Trust.BLOCKED);
    world.run(3_600_000);
    assertEquals(List.of(), here.told);
  }

  @Test
  void shouldNotHearWhoWasNotAsked() {
    WorldNode silent = peer("silent");
    WorldNode liar = world.add("liar", Settings.submitter());
    silent.kill();
    world.run(SOON_MS);
    for (long nonce = 0; nonce < 50; nonce++) {
      WireMessage lie = new WireMessage.Pong(nonce,
          Optional.of(new ClockClaim(4_000_000_000L, WallQuality.GPS)));
      liar.mesh.send(here.id(), WireCodec.encode(lie, liar.id(), here.id()), Priority.NORMAL, 1_000,
          Mesh.UNPROMPTED);
      liar.turn();
      world.run(100);
    }
    assertEquals(List.of(), here.told);
  }

  @Test
  void shouldNotMixUpTheQuestionsOfPeople() {
    WorldNode there = peer("there");
    world.delayMs = 400;
    world.run(MeshTime.FIRST_MS + 100);
    assertInstanceOf(Answer.Pong.class, here.answer(new Command.Ping(there.id(), 900)));
    assertEquals(List.of(there.id()), tellers());
    assertTrue(here.status().accepting());
  }
}
