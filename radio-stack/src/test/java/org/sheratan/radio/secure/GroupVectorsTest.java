package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.GroupFrame;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.frame.SignedRoster;
import org.sheratan.radio.frame.Vectors;

/** The formats of groups: published bytes, limits, hostile input. */
class GroupVectorsTest {
  private static final Identity ALICE = Party.identity(1);
  private static final Bytes SALT = Bytes.hex("5a5a5a5a5a5a5a5a");
  private static final Roster ROSTER = new Roster(ALICE.id(), SALT, 2, 1, "Hütte",
      List.of(ALICE.id(), Party.identity(2).id()));

  private final RosterSeal seal = new RosterSeal(Party.NETWORK);

  @Test
  void shouldMatchThePublishedVectors() throws IOException {
    Vectors vectors = new Vectors().comment("Groups (docs/protocol.md, \"Groups\")");
    GroupId group = seal.id(ROSTER);
    SignedRoster signed = seal.seal(ALICE, ROSTER);
    vectors.block("roster").put("seed", ALICE.seed()).put("network_id", Party.NETWORK.id())
        .put("group", group.bytes()).put("signed", ROSTER.encode()).put("encoded", signed.encode());
    SenderKey key = new SenderKey(1, 0xa7, 41, Bytes.hex("6b".repeat(32)));
    vectors.block("sender key").put("encoded", key.encode());
    GroupFrame bare = new GroupFrame(Priority.HIGH, 7, GroupFrame.keyName(1, 0xa7), group.hint(),
        ALICE.id().hint(), 41, Bytes.EMPTY, Bytes.EMPTY);
    Bytes sealed = new FrameCipher(key.key()).seal(FrameCipher.Purpose.GROUP, 41, bare.header(),
        Bytes.utf8("to the group"));
    GroupFrame frame = new GroupFrame(Priority.HIGH, 7, bare.keyName(), bare.groupHint(), bare.senderHint(),
        41,
        sealed, Bytes.EMPTY);
    Bytes mac = Party.NETWORK.mac(NetworkKey.Purpose.GROUP, frame.macked());
    vectors.block("group frame").put("key", key.key()).put("network", Party.NETWORK.secret())
        .put("plaintext", Bytes.utf8("to the group")).put("frame", frame.macked().concat(mac));
    GroupPlace place = new GroupPlace(1, 0xa7, 41);
    vectors.block("signed message").put("place", place.encode()).put("message", Bytes.utf8("to the group"))
        .put("signature", seal.sign(ALICE, group, place, Bytes.utf8("to the group")));
    JoinCode code = JoinCode.generate(ALICE.id(), new SeededSecrets("join"));
    vectors.block("join code").put("prefix", code.adminPrefix()).put("secret", code.secret())
        .put("text", code.text())
        .put("join_proof", code.joinProof(Party.NETWORK, Party.identity(2).id(), ALICE.id()))
        .put("admit_proof",
            code.admitProof(Party.NETWORK, Party.identity(2).id(), ALICE.id(), signed.encode()));
    vectors.assertPublished("group.txt");
  }

  @Test
  void shouldTakeRostersOfTheAdminOnly() {
    SignedRoster signed = SignedRoster.decode(seal.seal(ALICE, ROSTER).encode());
    assertTrue(seal.genuine(signed));
    Roster larger = new Roster(ALICE.id(), SALT, 3, 1, "Hütte", List.of(Party.identity(9).id()));
    assertFalse(seal.genuine(new SignedRoster(larger, signed.signature())));
    assertFalse(new RosterSeal(NetworkKey.of(Bytes.hex("4f".repeat(32)))).genuine(signed));
    assertThrows(IllegalStateException.class, () -> seal.seal(Party.identity(2), ROSTER));
  }

  @Test
  void shouldNotFindTheSameGroupUnderAnotherAdmin() {
    assertFalse(seal.id(ROSTER).equals(seal.id(Party.identity(2).id(), SALT)));
    assertFalse(seal.id(ROSTER).equals(seal.id(ALICE.id(), Bytes.hex("5a5a5a5a5a5a5a5b"))));
  }

  @Test
  void shouldNameTheBrokenFieldOfARoster() {
    Bytes valid = seal.seal(ALICE, ROSTER).encode();
    assertEquals("version", broken(valid, 40, 0x80));
    assertEquals("epoch", broken(valid, 44, 0x80));
    assertEquals("name", broken(valid, 49, 0x07));
    assertEquals("members", broken(valid, 55, 65));
    assertEquals("signature", broken(valid, 55, 3));
    assertEquals("roster", assertThrows(MalformedException.class,
        () -> SignedRoster.decode(valid.concat(Bytes.hex("00")))).field());
    byte[] swapped = valid.toArray();
    System.arraycopy(valid.slice(56, 88).toArray(), 0, swapped, 88, 32);
    assertEquals("member", assertThrows(MalformedException.class,
        () -> SignedRoster.decode(Bytes.copyOf(swapped))).field());
  }

  private static String broken(Bytes valid, int at, int value) {
    byte[] bytes = valid.toArray();
    bytes[at] = (byte) value;
    return assertThrows(MalformedException.class, () -> SignedRoster.decode(Bytes.copyOf(bytes))).field();
  }

  @Test
  void shouldOnlyThrowMalformedOnHostileInput() {
    Entropy entropy = new SeededEntropy(20_260_801);
    List<Bytes> valid = List.of(seal.seal(ALICE, ROSTER).encode(),
        new GroupKeysTest.Member(1).say("a frame of the group"),
        new SenderKey(1, 2, 3, Bytes.hex("6b".repeat(32))).encode());
    GroupKeysTest.Member bob = new GroupKeysTest.Member(2);
    for (int round = Integer.getInteger("sheratan.fuzz", 50_000); round > 0; round--) {
      byte[] input = valid.get(entropy.nextInt(valid.size())).toArray();
      for (int flips = 1 + entropy.nextInt(4); flips > 0; flips--) {
        input[entropy.nextInt(input.length)] = (byte) entropy.nextLong();
      }
      Bytes hostile = Bytes.copyOf(input, 0, 1 + entropy.nextInt(input.length));
      attempt(() -> SignedRoster.decode(hostile));
      attempt(() -> SenderKey.decode(new ByteReader(hostile)));
      attempt(() -> bob.keys.read(hostile).ifPresent(bob.keys::open));
    }
  }

  private static void attempt(Runnable parser) {
    try {
      parser.run();
    } catch (MalformedException expected) {
      assertTrue(expected.offset() >= 0);
    }
  }
}
