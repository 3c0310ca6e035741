package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;
import org.sheratan.radio.mesh.hop.ControlItem;
import org.sheratan.radio.mesh.hop.ControlSender;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.secure.CardSeal;

class CardExchangeTest {
  private final Pair pair = new Pair(1).introduced();

  private static Optional<Card> cardOf(Bench of, Bench at) {
    return at.rooms.peers.get(of.id()).flatMap(peer -> peer.card());
  }

  @Test
  void shouldFetchOnceForEachDigest() {
    pair.pass(10_000);
    assertEquals("bench2", cardOf(pair.right, pair.left).orElseThrow().name());
    assertEquals("bench1", cardOf(pair.left, pair.right).orElseThrow().name());
    assertTrue(pair.left.events().stream().anyMatch(MeshEvent.PeerChanged.class::isInstance));
    long before = pair.left.turn.tally().of(Count.FRAMES_OUT);
    pair.pass(60_000);
    assertTrue(pair.left.turn.tally().of(Count.FRAMES_OUT) - before < 5);
  }

  @Test
  void shouldAskAsSoonAsThereIsASession() {
    pair.pass(300);
    assertEquals("bench2", cardOf(pair.right, pair.left).orElseThrow().name());
    assertEquals("bench1", cardOf(pair.left, pair.right).orElseThrow().name());
  }

  @Test
  void shouldFetchAgainWhenTheDigestChanges() {
    pair.pass(10_000);
    pair.right.rooms.own.describe(new Card("renamed", List.of("ping"), List.of(), List.of()));
    pair.right.announceTo(pair.left, Pair.RIGHT);
    assertEquals(Optional.empty(), cardOf(pair.right, pair.left));
    pair.pass(300);
    assertEquals("renamed", cardOf(pair.right, pair.left).orElseThrow().name());
  }

  /** Every restart cost a session and a card for each neighbor, and until then its name. */
  @Test
  void shouldKeepCardsOverARestart() {
    pair.pass(10_000);
    Bench restarted = pair.left.restarted();
    assertEquals(Map.of(pair.right.id(), "bench2"), restarted.rooms.peers.names());
    pair.right.announceTo(restarted, Pair.RIGHT);
    assertEquals("bench2", cardOf(pair.right, restarted).orElseThrow().name());
    pair.right.rooms.own.describe(new Card("renamed", List.of("ping"), List.of(), List.of()));
    pair.right.announceTo(restarted, Pair.RIGHT);
    assertEquals(Optional.empty(), cardOf(pair.right, restarted), "another card is another name");
  }

  @Test
  void shouldAskAgainWhenNoAnswerComes() {
    int asked = 0;
    for (int step = 0; step < 1_000; step++) {
      pair.left.advance(100);
      asked += (int) pair.left.sent().stream().filter(frame -> frame.length() == 20).count();
    }
    assertTrue(asked >= 5 && asked <= 15, "asked " + asked);
  }

  @Test
  void shouldGiveUpInTheEnd() {
    int asked = 0;
    for (int step = 0; step < 10_000; step++) {
      pair.left.advance(1_000);
      asked += (int) pair.left.sent().stream().filter(frame -> frame.length() == 20).count();
    }
    assertTrue(asked <= MeshLimits.CARD_TRIES, "asked " + asked);
  }

  @Test
  void shouldRefuseACardNobodyAskedForOrThatIsForged() {
    ControlIntake intake = new ControlIntake(pair.left.rooms.hops, pair.left.rooms.outbox, exchange(),
        pair.left.rooms.wayAnswers, pair.left.rooms.homeward, pair.left.rooms.groups,
        pair.left.rooms.transferIntake);
    CardSeal seal = new CardSeal(pair.left.network);
    Bytes otherCard = seal.seal(pair.right.identity, 1, 0, new Card("other", List.of(), List.of(), List.of()))
        .encode();
    intake.onItem(pair.right.id(), new ControlItem.CardAnswer(otherCard));
    assertEquals(Optional.empty(), cardOf(pair.right, pair.left));
    intake.onItem(Fixtures.id(9), new ControlItem.CardAnswer(otherCard));
    assertThrows(MalformedException.class,
        () -> intake.onItem(pair.right.id(), new ControlItem.CardAnswer(Bytes.hex("0102"))));
    assertThrows(MalformedException.class, () -> intake.onItem(pair.right.id(),
        new ControlItem.Piece(new Fragment(1, 0, true, false, 1, 0, Bytes.utf8("x")))));
    intake.onItem(pair.right.id(), new ControlItem.CardAnswer(pair.right.rooms.own.card().encode()));
    assertEquals("bench2", cardOf(pair.right, pair.left).orElseThrow().name());
  }

  private CardExchange exchange() {
    MeshRooms rooms = pair.left.rooms;
    return new CardExchange(pair.left.id(), pair.left.turn, new CardSeal(pair.left.network), rooms.peers,
        rooms.own,
        new ControlSender(pair.left.turn, rooms.seals, rooms.ways, rooms.frames, rooms.hops, rooms.custody,
            rooms.handshakes, rooms.links),
        rooms.ways, rooms.neighbors, rooms.links);
  }

  /** Slower than {@link Fixtures#RADIO}: a card takes half a second. */
  private static final LinkProfile SLOW = new LinkProfile("slow", 255, 550, 2_400, true, false, 100);

  @Test
  void shouldMakeASessionForACardWhereTheAirHasRoomForIt() {
    Pair slow = new Pair(5, SLOW);
    slow.left.announceTo(slow.right, Pair.LEFT);
    slow.right.announceTo(slow.left, Pair.RIGHT);
    slow.pass(2_000);
    assertEquals(Optional.empty(), cardOf(slow.right, slow.left), "newcomers' announces go first");
    slow.pass(60_000);
    assertEquals("bench2", cardOf(slow.right, slow.left).orElseThrow().name());
    assertEquals("bench1", cardOf(slow.left, slow.right).orElseThrow().name());
  }

  @Test
  void shouldMakeNoSessionForACardInACrowd() {
    Pair slow = new Pair(5, SLOW);
    for (int number = 1; number <= MeshLimits.INTRODUCED_NEIGHBORS; number++) {
      slow.left.rooms.neighbors.heard(Fixtures.id(number), slow.left.link, Pair.RIGHT, true,
          slow.left.turn.nowMs());
      slow.right.rooms.neighbors.heard(Fixtures.id(number), slow.right.link, Pair.LEFT, true,
          slow.right.turn.nowMs());
    }
    slow.left.announceTo(slow.right, Pair.LEFT);
    slow.right.announceTo(slow.left, Pair.RIGHT);
    slow.pass(300_000);
    assertEquals(Optional.empty(), cardOf(slow.right, slow.left));
    assertEquals(0, slow.left.turn.tally().of(Count.HANDSHAKES));
    slow.left.rooms.handshakes.want(slow.right.id());
    slow.pass(30_000);
    assertEquals("bench2", cardOf(slow.right, slow.left).orElseThrow().name(), "it comes with traffic");
  }

  @Test
  void shouldSendALargeCardInFragmentsOverASmallMtu() {
    Pair radio = new Pair(3, Fixtures.RADIO).introduced();
    List<String> offers = java.util.stream.IntStream.range(0, 40).mapToObj(number -> "offer:" + number)
        .toList();
    radio.right.rooms.own.describe(new Card("large", List.of("ping"), List.of(), offers));
    radio.right.announceTo(radio.left, Pair.RIGHT);
    radio.pass(30_000);
    assertEquals(40, cardOf(radio.right, radio.left).orElseThrow().offers().size());
  }
}
