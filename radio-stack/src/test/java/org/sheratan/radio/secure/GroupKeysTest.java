package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.GroupFrame;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;

class GroupKeysTest {
  static final GroupId GROUP = GroupId.parse("0102030405060708");
  private static final GroupId OTHER_GROUP = GroupId.parse("01020304050607ff");
  private static final int EPOCH = 3;

  private final Member alice = new Member(1);
  private final Member bob = new Member(2);
  private final Member carol = new Member(3);

  /** The group keys of one node and its disk. */
  static final class Member {
    final Identity identity;
    final MemoryDurable disk = new MemoryDurable();
    GroupKeys keys;
    private final SeededSecrets random;

    Member(int number) {
      identity = Party.identity(number);
      random = new SeededSecrets("member " + number);
      start();
    }

    void start() {
      keys = new GroupKeys(identity.id(), Party.NETWORK, disk, random);
    }

    void commit() {
      keys.persistWindows();
      disk.commit();
    }

    void crash() {
      disk.crash();
      start();
    }

    void hands(Member other) {
      other.keys.accept(GROUP, identity.id(), keys.own(GROUP, EPOCH));
    }

    Bytes say(String text) {
      return say(EPOCH, text);
    }

    Bytes say(long epoch, String text) {
      return keys.seal(GROUP, epoch, Priority.NORMAL, 7, place -> Bytes.utf8(text)).content();
    }

    OpenedGroup hear(Bytes frame) {
      return keys.open(keys.read(frame).orElseThrow());
    }

    String text(Bytes frame) {
      return assertInstanceOf(OpenedGroup.Frame.class, hear(frame)).plaintext().toUtf8();
    }

    Refusal refusal(Bytes frame) {
      return assertInstanceOf(OpenedGroup.Refused.class, hear(frame)).why();
    }
  }

  @Test
  void shouldCostTwentyBytes() {
    assertEquals(60, alice.keys.seal(GROUP, EPOCH, Priority.NORMAL, 7,
        place -> Bytes.copyOf(new byte[40])).content().length());
  }

  @Test
  void shouldBeOpenedByAllWhoHoldTheKey() {
    alice.hands(bob);
    alice.hands(carol);
    Bytes frame = alice.say("to all");
    assertEquals("to all", bob.text(frame));
    assertEquals("to all", carol.text(frame));
  }

  @Test
  void shouldNameSenderGroupAndPlace() {
    alice.hands(bob);
    alice.say("first");
    OpenedGroup.Frame opened = assertInstanceOf(OpenedGroup.Frame.class, bob.hear(alice.say("second")));
    assertEquals(GROUP, opened.group());
    assertEquals(alice.identity.id(), opened.from());
    assertEquals(new GroupPlace(EPOCH, alice.keys.own(GROUP, EPOCH).serial(), 1), opened.place());
  }

  @Test
  void shouldKeepSeveralGroupsApart() {
    alice.hands(bob);
    bob.keys.accept(OTHER_GROUP, alice.identity.id(), alice.keys.own(OTHER_GROUP, EPOCH));
    assertNotEquals(alice.keys.own(GROUP, EPOCH).key(), alice.keys.own(OTHER_GROUP, EPOCH).key());
    Bytes other = alice.keys.seal(OTHER_GROUP, EPOCH, Priority.NORMAL, 7, place -> Bytes.utf8("x")).content();
    assertEquals(OTHER_GROUP, assertInstanceOf(OpenedGroup.Frame.class, bob.hear(other)).group());
    assertEquals("y", bob.text(alice.say("y")));
  }

  @Test
  void shouldPassOnWithoutAnyKey() {
    alice.hands(bob);
    GroupFrame read = carol.keys.read(alice.say("far")).orElseThrow();
    Bytes onward = carol.keys.onward(read);
    assertEquals(6, GroupFrame.decode(onward).hopLimit());
    assertEquals(read.identity(), GroupFrame.decode(onward).identity());
    assertEquals("far", bob.text(onward));
  }

  @Test
  void shouldDropStrangersAtTheFirstRelay() {
    GroupKeys stranger = new GroupKeys(Party.identity(9).id(), NetworkKey.of(Bytes.hex("4f".repeat(32))),
        new MemoryDurable(), new SeededSecrets("stranger"));
    Bytes frame = stranger.seal(GROUP, EPOCH, Priority.NORMAL, 7, place -> Bytes.utf8("spam")).content();
    assertTrue(carol.keys.read(frame).isEmpty());
  }

  @Test
  void shouldNoticeEveryChangedBitThatARelayMayNotChange() {
    alice.hands(bob);
    Bytes frame = alice.say("short");
    for (int bit = 0; bit < frame.length() * 8; bit++) {
      byte[] damaged = frame.toArray();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertFalse(readable(Bytes.copyOf(damaged)), "bit " + bit);
    }
    GroupFrame read = bob.keys.read(frame).orElseThrow();
    GroupFrame other = new GroupFrame(Priority.HIGH, read.hopLimit(), read.keyName(), read.groupHint(),
        read.senderHint(), read.counter(), read.sealed(), Bytes.EMPTY);
    assertEquals(Refusal.BAD_TAG, assertInstanceOf(OpenedGroup.Refused.class, bob.keys.open(other)).why());
  }

  private boolean readable(Bytes frame) {
    try {
      return bob.keys.read(frame).isPresent();
    } catch (MalformedException notEvenAGroupFrame) {
      return false;
    }
  }

  @Test
  void shouldTakeEachFrameOnce() {
    alice.hands(bob);
    Bytes frame = alice.say("once");
    bob.text(frame);
    assertEquals(new OpenedGroup.Repeat(GROUP, alice.identity.id()), bob.hear(frame));
  }

  @Test
  void shouldRefuseReplaysAfterARestart() {
    alice.hands(bob);
    Bytes frame = alice.say("once");
    bob.text(frame);
    bob.commit();
    bob.crash();
    assertInstanceOf(OpenedGroup.Repeat.class, bob.hear(frame));
    assertEquals("new", bob.text(alice.say("new")));
  }

  @Test
  void shouldTakeWhatARestartForgotThatWasNotCommitted() {
    alice.hands(bob);
    bob.commit();
    Bytes frame = alice.say("once");
    bob.text(frame);
    bob.crash();
    assertEquals("once", bob.text(frame));
  }

  @Test
  void shouldTreatFramesFromBeforeTheHandoverAsHistory() {
    Bytes before = alice.say("before bob came");
    alice.hands(bob);
    assertInstanceOf(OpenedGroup.Repeat.class, bob.hear(before));
    assertEquals("after", bob.text(alice.say("after")));
  }

  @Test
  void shouldKeepTheWindowWhenTheSameKeyComesAgain() {
    alice.hands(bob);
    Bytes frame = alice.say("once");
    bob.text(frame);
    alice.hands(bob);
    assertInstanceOf(OpenedGroup.Repeat.class, bob.hear(frame));
  }

  @Test
  void neverUsesACounterTwiceOverRestarts() {
    List<Integer> counters = new ArrayList<>();
    for (int boot = 0; boot < 5; boot++) {
      for (int frame = 0; frame < 3_000; frame++) {
        counters.add(GroupFrame.decode(alice.say("x")).counter());
      }
      alice.commit();
      alice.say("lost with the crash, but perhaps heard");
      alice.crash();
    }
    assertEquals(counters.size(), counters.stream().distinct().count());
  }

  @Test
  void shouldHoldFramesBackUntilTheirCountersAreOnDisk() {
    int bound = 0;
    for (int frame = 0; frame < SecureLimits.COUNTER_BLOCK + 10; frame++) {
      bound += alice.keys.seal(GROUP, EPOCH, Priority.NORMAL, 7, place -> Bytes.EMPTY).bound() ? 1 : 0;
    }
    assertEquals(10, bound);
  }

  @Test
  void shouldMakeANewKeyWhenTheCountersAreUsedUp() {
    SenderKey first = alice.keys.own(GROUP, EPOCH);
    for (int frame = 0; frame < SecureLimits.COUNTERS; frame++) {
      alice.say("");
    }
    SenderKey second = alice.keys.own(GROUP, EPOCH);
    assertEquals((first.serial() + 1) % 256, second.serial());
    assertNotEquals(first.key(), second.key());
    assertEquals(0, second.nextCounter());
  }

  @Test
  void shouldVoidFramesOfAnEpochThatIsOver() {
    alice.hands(bob);
    Bytes old = alice.say("old");
    bob.keys.forgetOthers(GROUP);
    assertEquals(Refusal.UNKNOWN_SENDER, bob.refusal(old));
    bob.keys.accept(GROUP, alice.identity.id(), alice.keys.own(GROUP, EPOCH + 1));
    assertEquals(Refusal.UNKNOWN_SENDER, bob.refusal(old));
    assertEquals("new", bob.text(alice.say(EPOCH + 1, "new")));
  }

  @Test
  void shouldNotLetARemovedMemberListenAfterTheNewEpoch() {
    alice.hands(bob);
    alice.hands(carol);
    bob.keys.forgetOthers(GROUP);
    bob.keys.accept(GROUP, alice.identity.id(), alice.keys.own(GROUP, EPOCH + 1));
    Bytes secret = alice.say(EPOCH + 1, "without carol");
    assertEquals("without carol", bob.text(secret));
    assertInstanceOf(OpenedGroup.Refused.class, carol.hear(secret));
  }

  @Test
  void shouldNotLetARemovedMemberSpeakAsAnother() {
    alice.hands(bob);
    bob.keys.forgetOthers(GROUP);
    bob.keys.accept(GROUP, alice.identity.id(), alice.keys.own(GROUP, EPOCH + 1));
    // Carol still has Alice's key of the old epoch: that is all she can seal with.
    Bytes forged = new Forger(alice.keys.own(GROUP, EPOCH)).say("pay carol");
    assertInstanceOf(OpenedGroup.Refused.class, bob.hear(forged));
  }

  @Test
  void shouldNotTellWhichMemberSealedAnUnsignedFrame() {
    SenderKey handed = alice.keys.own(GROUP, EPOCH);
    alice.hands(bob);
    // Carol is a member too, so she can: docs/protocol.md says so, and why what has effect is signed.
    assertEquals("forged", bob.text(new Forger(handed).say("forged")));
  }

  @Test
  void shouldTellAForgedSignature() {
    RosterSeal seal = new RosterSeal(Party.NETWORK);
    GroupPlace place = new GroupPlace(EPOCH, 7, 0);
    Bytes message = Bytes.utf8("configuration");
    Bytes forged = seal.sign(carol.identity, GROUP, place, message);
    assertFalse(seal.genuine(alice.identity.id(), GROUP, place, message, forged));
    Bytes genuine = seal.sign(alice.identity, GROUP, place, message);
    assertTrue(seal.genuine(alice.identity.id(), GROUP, place, message, genuine));
    for (GroupPlace elsewhere : List.of(new GroupPlace(EPOCH + 1, 7, 0), new GroupPlace(EPOCH, 8, 0),
        new GroupPlace(EPOCH, 7, 1))) {
      assertFalse(seal.genuine(alice.identity.id(), GROUP, elsewhere, message, genuine));
    }
    assertFalse(seal.genuine(alice.identity.id(), OTHER_GROUP, place, message, genuine));
  }

  @Test
  void shouldOpenNothingOfAForgottenMember() {
    alice.hands(bob);
    bob.keys.forget(GROUP, alice.identity.id());
    assertEquals(Refusal.UNKNOWN_SENDER, bob.refusal(alice.say("x")));
    bob.commit();
    bob.crash();
    assertTrue(bob.keys.held(GROUP, alice.identity.id()).isEmpty());
  }

  @Test
  void shouldForgetAGroupOnDiskToo() {
    alice.hands(bob);
    bob.hands(alice);
    bob.keys.forget(GROUP);
    bob.commit();
    assertEquals(0, bob.disk.under("secure/group/").size());
  }

  @Test
  void shouldStartWithNewKeysWhenThePastIsInDoubt() {
    alice.hands(bob);
    bob.hands(alice);
    SenderKey before = alice.keys.own(GROUP, EPOCH);
    Sessions.discard(alice.disk);
    alice.start();
    assertNotEquals(before.key(), alice.keys.own(GROUP, EPOCH).key());
    assertTrue(alice.keys.held(GROUP, bob.identity.id()).isEmpty());
  }

  @Test
  void shouldShutOutAHolderOfTheOldKeyWithinAnEpoch() {
    alice.hands(bob);
    alice.hands(carol);
    alice.keys.renew(GROUP);
    alice.hands(bob);
    Bytes frame = alice.say("carol was stolen");
    assertEquals("carol was stolen", bob.text(frame));
    assertInstanceOf(OpenedGroup.Refused.class, carol.hear(frame));
  }

  @Test
  void shouldMakeNewKeysForAllWhenAnotherLifeUsedThem() {
    alice.hands(bob);
    SenderKey before = alice.keys.own(GROUP, EPOCH);
    alice.keys.forgetAll();
    assertNotEquals(before.key(), alice.keys.own(GROUP, EPOCH).key());
  }

  @Test
  void shouldNotShowKeys() {
    SenderKey key = alice.keys.own(GROUP, EPOCH);
    assertFalse(key.toString().contains(key.key().toHex().substring(0, 8)));
  }

  @Test
  void shouldNotTakeAKeyFromItself() {
    assertThrows(IllegalStateException.class,
        () -> alice.keys.accept(GROUP, alice.identity.id(), alice.keys.own(GROUP, EPOCH)));
  }

  /** A member that seals with a key somebody handed it. */
  private record Forger(SenderKey key) {
    Bytes say(String text) {
      int counter = key.nextCounter();
      GroupFrame bare = new GroupFrame(Priority.NORMAL, 7, GroupFrame.keyName(key.epoch(), key.serial()),
          GROUP.hint(), Party.identity(1).id().hint(), counter, Bytes.EMPTY, Bytes.EMPTY);
      Bytes sealed = new FrameCipher(key.key()).seal(FrameCipher.Purpose.GROUP, counter, bare.header(),
          Bytes.utf8(text));
      GroupFrame frame = new GroupFrame(bare.priority(), 7, bare.keyName(), bare.groupHint(),
          bare.senderHint(),
          counter, sealed, Bytes.EMPTY);
      return frame.macked().concat(Party.NETWORK.mac(NetworkKey.Purpose.GROUP, frame.macked()));
    }
  }
}
