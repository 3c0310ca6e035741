package org.sheratan.radio.mesh.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.frame.SignedRevocation;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.MemoryDurable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.route.TrustBook;

/** What is kept of revocations, and whose word counts. Signatures are not looked at here. */
class RevocationBookTest {
  private static final NodeId ME = Fixtures.id(1);
  private static final NodeId FRIEND = Fixtures.id(2);
  private static final NodeId OTHER = Fixtures.id(3);
  private static final NodeId STRANGER = Fixtures.id(4);
  private static final NodeId STOLEN = Fixtures.id(9);

  private final MemoryDurable durable = new MemoryDurable();
  private final MeshTurn turn = Fixtures.turn();
  private final RevocationBook book = new RevocationBook(ME, durable, turn);
  private final TrustBook trust = new TrustBook(durable, turn);
  private final RevocationBelief belief = new RevocationBelief(ME, trust);

  private static SignedRevocation word(NodeId author, NodeId subject, int version, boolean standing) {
    return new SignedRevocation(new Revocation(author, subject, version, standing, 0, ""),
        Bytes.copyOf(new byte[64]));
  }

  private boolean put(NodeId author, NodeId subject, int version, boolean standing) {
    return book.put(word(author, subject, version, standing), belief::voice, 0);
  }

  private static NodeId numbered(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) (number >> 8);
    key[1] = (byte) number;
    key[2] = 77;
    return new NodeId(Bytes.copyOf(key));
  }

  private void pass(long ms) {
    turn.begin(Now.monotonic(turn.nowMs() + ms));
    turn.timers().runDue(turn.nowMs());
  }

  /** Writes of what came while {@code words} was told. */
  private int writes(Runnable words) {
    int writes = 0;
    words.run();
    writes += durable.changed() ? 1 : 0;
    durable.commit();
    return writes;
  }

  private Set<NodeId> revoked() {
    return belief.revoked(book.all());
  }

  @Test
  void shouldTakeNewerWordsOnly() {
    assertTrue(book.isNews(word(FRIEND, STOLEN, 2, true).revocation()));
    put(FRIEND, STOLEN, 2, true);
    assertFalse(book.isNews(word(FRIEND, STOLEN, 2, true).revocation()), "the same");
    assertFalse(book.isNews(word(FRIEND, STOLEN, 1, false).revocation()), "older");
    assertTrue(book.isNews(word(FRIEND, STOLEN, 3, false).revocation()));
    assertTrue(book.isNews(word(OTHER, STOLEN, 1, true).revocation()), "of another author");
  }

  /** An author restored from a backup says two things under one version. */
  @Test
  void shouldKeepTheSameOfTwoWordsEverywhere() {
    SignedRevocation one = word(FRIEND, STOLEN, 2, true);
    SignedRevocation two = word(FRIEND, STOLEN, 2, false);
    RevocationBook there = new RevocationBook(ME, new MemoryDurable(), turn);
    book.put(one, belief::voice, 0);
    there.put(two, belief::voice, 0);
    assertTrue(book.isNews(two.revocation()) != there.isNews(one.revocation()));
  }

  @Test
  void shouldRememberAcrossRestarts() {
    put(FRIEND, STOLEN, 2, true);
    put(OTHER, STOLEN, 1, true);
    put(FRIEND, OTHER, 1, false);
    book.override(STOLEN, true);
    pass(MeshLimits.REVOCATION_WRITE_MS);
    durable.commit();
    durable.crash();
    RevocationBook again = new RevocationBook(ME, durable, turn);
    assertEquals(book.marks(), again.marks());
    assertEquals(List.of(false, true, true),
        again.all().stream().map(RevocationBook.Entry::overridden).sorted().toList());
    assertEquals(book.of(new RevocationBook.Key(FRIEND, STOLEN)).orElseThrow().signed(),
        again.of(new RevocationBook.Key(FRIEND, STOLEN)).orElseThrow().signed());
  }

  /** Every higher version of anybody was a write: five a second, day and night. */
  @Test
  void shouldNotWearOutTheDiskForAuthorsWithoutASay() {
    int writes = 0;
    int minutes = 30;
    for (int version = 1; version <= minutes * 60; version++) {
      int next = version;
      writes += writes(() -> put(numbered(next % 20), STOLEN, next, true));
      writes += writes(() -> pass(1_000));
    }
    assertTrue(writes <= 4 * minutes + 1, writes + " writes");
    assertEquals(20, durable.under("mesh/revoked/").size(), "each is written in the end");
    for (int number = 0; number < 20; number++) {
      pass(MeshLimits.REVOCATION_WRITE_MS);
    }
    int before = durable.under("mesh/revoked/").size();
    put(numbered(500), STOLEN, 1, true);
    assertEquals(before, durable.under("mesh/revoked/").size(), "held, and told on, before it is written");
    assertFalse(book.isNews(word(numbered(500), STOLEN, 1, true).revocation()));
    pass(MeshLimits.REVOCATION_WRITE_MS);
    assertEquals(before + 1, durable.under("mesh/revoked/").size());
  }

  @Test
  void shouldHoldWhatDoesNotCountHereWhileTheDiskIsShort() {
    trust.decide(FRIEND, Trust.CONFIRMED);
    durable.scarce(true);
    assertEquals(1, writes(() -> put(FRIEND, STOLEN, 1, true)));
    put(OTHER, STOLEN, 1, true);
    assertEquals(0, writes(() -> pass(5 * MeshLimits.REVOCATION_WRITE_MS)));
    durable.scarce(false);
    pass(MeshLimits.REVOCATION_WRITE_MS);
    durable.commit();
    durable.crash();
    assertEquals(book.marks(), new RevocationBook(ME, durable, turn).marks());
  }

  @Test
  void shouldWriteAtOnceWhatCountsHere() {
    trust.decide(FRIEND, Trust.CONFIRMED);
    durable.commit();
    assertEquals(1, writes(() -> put(FRIEND, STOLEN, 1, true)));
    assertEquals(1, writes(() -> put(ME, STOLEN, 1, true)));
    assertEquals(0, writes(() -> put(OTHER, STOLEN, 1, true)));
    assertEquals(1, writes(() -> book.keep(OTHER)), "it was confirmed just now");
    int writes = 0;
    for (int version = 2; version < 1_000; version++) {
      int next = version;
      writes += writes(() -> put(FRIEND, STOLEN, next, true));
    }
    assertTrue(writes <= MeshLimits.REVOCATION_WRITES_AT_ONCE, writes + " writes of a friend gone bad");
    pass(MeshLimits.REVOCATION_WRITE_MS);
    durable.commit();
    durable.crash();
    assertEquals(book.marks(), new RevocationBook(ME, durable, turn).marks(), "the newest is kept");
  }

  @Test
  void shouldBoundWhatAuthorsCanMakeItKeep() {
    for (int number = 0; number < 100; number++) {
      put(STRANGER, numbered(number), 1, true);
    }
    assertEquals(MeshLimits.REVOCATIONS_OF_OTHER, book.all().size());
    for (int number = 100; number < 1_100; number++) {
      put(numbered(number), STOLEN, 1, true);
    }
    assertEquals(MeshLimits.OTHER_REVOCATIONS, book.all().size());
    assertTrue(put(STRANGER, numbered(0), 2, false), "what is held may change");
    trust.decide(FRIEND, Trust.CONFIRMED);
    assertTrue(put(FRIEND, STOLEN, 1, true), "a flood of others takes no room from those with a say");
    assertTrue(book.put(word(numbered(5_000), STOLEN, 1, true), belief::voice,
        MeshLimits.OTHER_REVOCATION_KEPT_MS), "the eldest makes room, after a while");
    assertEquals(MeshLimits.OTHER_REVOCATIONS + 1, book.all().size());
    for (int number = 0; number < 200; number++) {
      put(FRIEND, numbered(number), 1, true);
    }
    assertEquals(MeshLimits.OTHER_REVOCATIONS + MeshLimits.REVOCATIONS_OF_TRUSTED, book.all().size());
  }

  @Test
  void shouldBelieveThoseTheOperatorConfirmed() {
    put(FRIEND, STOLEN, 1, true);
    assertEquals(Set.of(), revoked(), "known by first use only");
    trust.decide(FRIEND, Trust.CONFIRMED);
    assertEquals(Set.of(STOLEN), revoked());
    put(FRIEND, STOLEN, 2, false);
    assertEquals(Set.of(), revoked());
  }

  @Test
  void shouldAskForASecondVoiceAboutAConfirmedNode() {
    trust.decide(FRIEND, Trust.CONFIRMED);
    trust.decide(OTHER, Trust.CONFIRMED);
    trust.decide(STOLEN, Trust.CONFIRMED);
    put(FRIEND, STOLEN, 1, true);
    put(STRANGER, STOLEN, 1, true);
    assertEquals(Set.of(), revoked());
    put(OTHER, STOLEN, 1, true);
    assertEquals(Set.of(STOLEN), revoked());
  }

  private void confirm(NodeId... nodes) {
    for (NodeId node : nodes) {
      trust.decide(node, Trust.CONFIRMED);
    }
  }

  /** Of two confirmed pairs that say it of each other none can be told from thieves: all stay as they were. */
  @Test
  void shouldBelieveNeitherOfTwoPairsThatRevokeEachOther() {
    NodeId second = Fixtures.id(10);
    confirm(FRIEND, OTHER, STOLEN, second);
    put(FRIEND, STOLEN, 1, true);
    put(OTHER, STOLEN, 1, true);
    put(FRIEND, second, 1, true);
    put(OTHER, second, 1, true);
    assertEquals(Set.of(STOLEN, second), revoked());
    for (NodeId thief : List.of(STOLEN, second)) {
      put(thief, FRIEND, 1, true);
      put(thief, OTHER, 1, true);
    }
    assertEquals(Set.of(), revoked(), "the words of all four are void");
    put(ME, STOLEN, 1, true);
    assertEquals(Set.of(STOLEN, second), revoked(), "the operator on the spot ends it by naming one");
  }

  @Test
  void shouldEndAMutualRevocationByBlockingOne() {
    NodeId second = Fixtures.id(10);
    confirm(FRIEND, OTHER, STOLEN, second);
    for (NodeId owner : List.of(FRIEND, OTHER)) {
      for (NodeId thief : List.of(STOLEN, second)) {
        put(owner, thief, 1, true);
        put(thief, owner, 1, true);
      }
    }
    assertEquals(Set.of(), revoked());
    trust.decide(second, Trust.BLOCKED);
    assertTrue(revoked().contains(STOLEN));
    assertFalse(revoked().contains(FRIEND) || revoked().contains(OTHER));
  }

  @Test
  void shouldEndAMutualRevocationByTwoWhomNobodyRevoked() {
    NodeId second = Fixtures.id(10);
    NodeId third = Fixtures.id(11);
    NodeId fourth = Fixtures.id(12);
    confirm(FRIEND, OTHER, STOLEN, second, third, fourth);
    for (NodeId owner : List.of(FRIEND, OTHER)) {
      put(owner, STOLEN, 1, true);
      put(owner, second, 1, true);
      put(STOLEN, owner, 1, true);
      put(second, owner, 1, true);
    }
    assertEquals(Set.of(), revoked());
    put(third, STOLEN, 1, true);
    put(third, second, 1, true);
    assertEquals(Set.of(), revoked(), "one voice does not count against a confirmed node");
    put(fourth, STOLEN, 1, true);
    put(fourth, second, 1, true);
    assertEquals(Set.of(STOLEN, second), revoked());
  }

  /** One stolen node alone voids nothing, whomever it names. */
  @Test
  void shouldNotLetOneConfirmedNodeVoidWhatTwoSay() {
    confirm(FRIEND, OTHER, STOLEN);
    put(FRIEND, STOLEN, 1, true);
    put(OTHER, STOLEN, 1, true);
    put(STOLEN, FRIEND, 1, true);
    put(STOLEN, OTHER, 1, true);
    assertEquals(Set.of(STOLEN), revoked());
  }

  @Test
  void shouldAlwaysBelieveItself() {
    trust.decide(STOLEN, Trust.CONFIRMED);
    put(ME, STOLEN, 1, true);
    assertEquals(Set.of(STOLEN), revoked());
    trust.decide(FRIEND, Trust.CONFIRMED);
    trust.decide(OTHER, Trust.CONFIRMED);
    put(FRIEND, ME, 1, true);
    put(OTHER, ME, 1, true);
    assertEquals(Set.of(STOLEN), revoked(), "never against itself");
  }

  @Test
  void shouldNotCountTheWordsOfWhoIsShutOut() {
    trust.decide(FRIEND, Trust.CONFIRMED);
    put(FRIEND, STRANGER, 1, true);
    put(ME, FRIEND, 1, true);
    assertEquals(Set.of(FRIEND), revoked());
    trust.revoked(new java.util.TreeSet<>(revoked()));
    assertEquals(Trust.BLOCKED, trust.of(FRIEND));
    assertEquals(Trust.CONFIRMED, trust.decided(FRIEND));
    assertFalse(belief.voice(FRIEND));
  }
}
