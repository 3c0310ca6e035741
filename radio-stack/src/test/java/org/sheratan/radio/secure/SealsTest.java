package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.ArrivalMarks;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.frame.Roll;
import org.sheratan.radio.frame.SignedCard;
import org.sheratan.radio.frame.Vectors;

/** Announces, cards, network keys and fingerprints. */
class SealsTest {
  private static final Identity ALICE = Party.identity(1);
  private static final MarkSeal MARKS = new MarkSeal(Party.NETWORK);
  private static final NetworkKey OTHER = NetworkKey.of(Bytes.hex("4f".repeat(32)));
  private static final Card CARD = new Card("Hütte", List.of("ping", "read_file"), List.of("gpu"), List.of());

  private final AnnounceSeal seal = new AnnounceSeal(Party.NETWORK);
  private final CardSeal cards = new CardSeal(Party.NETWORK);

  @Test
  void shouldMatchThePublishedAnnounces() throws IOException {
    SignedCard card = cards.seal(ALICE, 3, 1, CARD);
    Vectors vectors = new Vectors().comment("ANNOUNCE frames and cards (docs/protocol.md)");
    Bytes frame = seal.seal(ALICE, announce(card.digest()), 4);
    AnnounceFrame opened = seal.open(frame).orElseThrow();
    vectors.block("announce").put("seed", ALICE.seed()).put("network", Party.NETWORK.secret())
        .put("network_id", Party.NETWORK.id()).put("signed", opened.announce().encode())
        .put("signature", opened.signature()).put("frame", frame);
    vectors.block("announce after one relay").put("frame", seal.relayed(opened, Party.identity(2).id()));
    vectors.block("announce recalled").put("frame", seal.recalled(opened, Party.identity(2).id()));
    vectors.block("question").put("frame", seal.question(ALICE.id()));
    vectors.block("roll").put("frame", seal.roll(roll(opened)));
    vectors.block("custody marks").put("taker", ALICE.id().key()).put("content", Bytes.utf8("an envelope"))
        .put("frame", new CustodyMarks(List.of(MARKS.mark(ALICE.id(), Bytes.utf8("an envelope")))).encode());
    vectors.block("custody marks, no room").put("full", ALICE.id().key())
        .put("content", Bytes.utf8("an envelope"))
        .put("frame",
            new CustodyMarks(List.of(MARKS.noRoom(ALICE.id(), Bytes.utf8("an envelope")))).encode());
    FrameCipher cipher = new FrameCipher(Bytes.hex("6b".repeat(32)));
    Bytes header = Bytes.hex("abcd12340029");
    Bytes envelope = header
        .concat(cipher.seal(FrameCipher.Purpose.INNER, 0x29, header, Bytes.utf8("a message")));
    Bytes proof = cipher.proof(FrameCipher.Purpose.INNER, envelope).orElseThrow();
    ArrivalMarks.Mark mark = new ArrivalMarks.Mark(ArrivalMarks.name(envelope), 1, proof);
    vectors.block("arrival marks").put("key", Bytes.hex("6b".repeat(32))).put("envelope", envelope)
        .put("proof", proof).put("frame", new ArrivalMarks(List.of(mark)).encode());
    vectors.block("card").put("seed", ALICE.seed()).put("signed", card.body()).put("encoded", card.encode())
        .put("digest", card.digest());
    vectors.block("fingerprint").put("key", ALICE.id().key()).put("fingerprint", Fingerprint.of(ALICE.id()));
    vectors.assertPublished("announce.txt");
  }

  @Test
  void shouldTakeOwnNetworksAnnouncesOnly() {
    Bytes frame = seal.seal(ALICE, announce(Announce.NO_CARD), 4);
    assertEquals(120, frame.length());
    assertTrue(seal.genuine(seal.open(frame).orElseThrow()));
    assertTrue(new AnnounceSeal(OTHER).open(frame).isEmpty());
  }

  @Test
  void shouldTakeOwnNetworksQuestionsOnly() {
    Bytes question = seal.question(ALICE.id());
    assertEquals(Optional.of(ALICE.id()), seal.openQuestion(question));
    assertTrue(new AnnounceSeal(OTHER).openQuestion(question).isEmpty());
    for (int index = 1; index < question.length(); index++) {
      byte[] changed = question.toArray();
      changed[index] ^= 1;
      assertTrue(seal.openQuestion(Bytes.copyOf(changed)).isEmpty(), "byte " + index);
    }
  }

  @Test
  void shouldTakeOwnNetworksRollsOnly() {
    AnnounceFrame frame = seal.open(seal.seal(ALICE, announce(Announce.NO_CARD), 4)).orElseThrow();
    Bytes sealed = seal.roll(roll(frame));
    assertEquals(roll(frame).entries(), seal.openRoll(sealed).orElseThrow().entries());
    assertTrue(new AnnounceSeal(OTHER).openRoll(sealed).isEmpty());
    for (int index = 1; index < sealed.length(); index++) {
      byte[] changed = sealed.toArray();
      changed[index] ^= 1;
      assertTrue(seal.openRoll(Bytes.copyOf(changed)).isEmpty(), "byte " + index);
    }
  }

  private static Roll roll(AnnounceFrame of) {
    return Roll.whole(0x1a9c, 0, Roll.MOST_HINT,
        List.of(Roll.Entry.of(of, 1), new Roll.Entry(0x7788, 9, Roll.NO_WAY))).at(Roll.Place.of(0x10003, 17));
  }

  @Test
  void shouldRecallAnAnnounceAsItWasSigned() {
    AnnounceFrame frame = seal.open(seal.seal(ALICE, announce(Announce.NO_CARD), 4)).orElseThrow();
    AnnounceFrame recalled = seal.open(seal.recalled(frame, Party.identity(2).id())).orElseThrow();
    assertEquals(frame.announce(), recalled.announce());
    assertTrue(seal.genuine(recalled));
    assertFalse(recalled.relayable());
  }

  @Test
  void shouldNoticeEveryChangedByteOfAnAnnounce() {
    Bytes frame = seal.seal(ALICE, announce(Announce.NO_CARD), 4);
    for (int index = 0; index < frame.length(); index++) {
      byte[] damaged = frame.toArray();
      damaged[index] ^= 1;
      assertFalse(opens(Bytes.copyOf(damaged)), "byte " + index);
    }
  }

  private boolean opens(Bytes frame) {
    try {
      return seal.open(frame).isPresent();
    } catch (MalformedException notEvenAnAnnounce) {
      return false;
    }
  }

  @Test
  void shouldNoticeAMemberThatChangesAnothersAnnounce() {
    AnnounceFrame frame = seal.open(seal.seal(ALICE, announce(Announce.NO_CARD), 4)).orElseThrow();
    Announce louder = new Announce(ALICE.id(), 3, 8, frame.announce().capabilities(), 0, Announce.NO_CARD);
    assertFalse(
        seal.genuine(new AnnounceFrame(4, 0, ALICE.id().hint(), louder, frame.signature(), frame.mac())));
    assertFalse(new AnnounceSeal(OTHER).genuine(frame));
  }

  @Test
  void shouldCountHopsOnTheWay() {
    AnnounceFrame frame = seal.open(seal.seal(ALICE, announce(Announce.NO_CARD), 2)).orElseThrow();
    AnnounceFrame once = seal.open(seal.relayed(frame, Party.identity(2).id())).orElseThrow();
    AnnounceFrame twice = seal.open(seal.relayed(once, ALICE.id())).orElseThrow();
    assertEquals(List.of(0, 1, 2), List.of(frame.hops(), once.hops(), twice.hops()));
    assertTrue(seal.genuine(twice));
    assertFalse(twice.relayable());
    assertThrows(IllegalStateException.class, () -> seal.relayed(twice, ALICE.id()));
  }

  @Test
  void shouldNotAnnounceOthers() {
    assertThrows(IllegalStateException.class,
        () -> seal.seal(Party.identity(2), announce(Announce.NO_CARD), 4));
  }

  @Test
  void shouldBindCardsToOwnerNetworkEpochAndSequence() {
    SignedCard card = cards.seal(ALICE, 3, 1, CARD);
    assertTrue(cards.genuine(ALICE.id(), card));
    assertTrue(cards.genuine(ALICE.id(), SignedCard.decode(card.encode())));
    assertFalse(cards.genuine(Party.identity(2).id(), card));
    assertFalse(new CardSeal(OTHER).genuine(ALICE.id(), card));
    assertFalse(cards.genuine(ALICE.id(), new SignedCard(4, 1, CARD, card.signature())));
    assertFalse(cards.genuine(ALICE.id(), new SignedCard(3, 2, CARD, card.signature())));
  }

  @Test
  void shouldSayWhichFieldOfACardIsWrong() {
    Card nameless = new Card("", List.of(), List.of(), List.of());
    assertEquals("name",
        assertThrows(MalformedException.class, () -> cards.seal(ALICE, 1, 1, nameless)).field());
  }

  @Test
  void shouldKeepNetworkKeysSecret() {
    assertFalse(Party.NETWORK.toString().contains("4e4e"));
    assertNotEquals(Party.NETWORK.id(), OTHER.id());
    assertEquals(Party.NETWORK.secret(), NetworkKey.of(Party.NETWORK.secret()).secret());
    assertEquals(32, NetworkKey.generate(new SeededSecrets("network")).secret().length());
    assertThrows(IllegalStateException.class, () -> NetworkKey.of(Bytes.hex("00")));
  }

  @Test
  void shouldShowFingerprintsInGroups() {
    String fingerprint = Fingerprint.of(ALICE.id());
    assertTrue(fingerprint.matches("([a-z2-7]{4}-){5}[a-z2-7]{4}"), fingerprint);
    NodeId other = Party.identity(2).id();
    assertNotEquals(fingerprint, Fingerprint.of(other));
  }

  private static Announce announce(Bytes digest) {
    return new Announce(ALICE.id(), 3, 7, CapabilityFilter.of(CARD.capabilities()), 25, digest);
  }
}
