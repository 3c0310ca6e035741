package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.fragment.FragmentReport;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.frame.SignedRoster;
import org.sheratan.radio.frame.Vectors;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.group.GroupContent;
import org.sheratan.radio.secure.SenderKey;

class GroupWordTest {
  private static final GroupId GROUP = GroupId.parse("0102030405060708");
  private static final Bytes PROOF = Bytes.hex("70".repeat(16));
  private static final SignedRoster ROSTER = new SignedRoster(
      new Roster(Fixtures.id(1), Bytes.hex("5a".repeat(8)), 2, 1, "team",
          List.of(Fixtures.id(1), Fixtures.id(2))),
      Bytes.hex("73".repeat(64)));
  private static final List<GroupWord> ALL = List.of(new GroupWord.Join(PROOF),
      new GroupWord.Admit(PROOF, ROSTER),
      new GroupWord.Refuse(PROOF), new GroupWord.Newest(ROSTER),
      new GroupWord.Key(GROUP, new SenderKey(3, 200, 65_536, Bytes.hex("6b".repeat(32)))),
      new GroupWord.State(GROUP, 7, 3, 200), new GroupWord.Leave(GROUP));
  private static final List<GroupContent> CONTENTS = List.of(new GroupContent.Plain(Bytes.utf8("words")),
      new GroupContent.Signed(Bytes.hex("73".repeat(64)), Bytes.utf8("words")),
      new GroupContent.Piece(0x0a0b,
          new Fragment(0x010203, 1, true, true, 19, 21, Bytes.hex("70".repeat(24)))),
      new GroupContent.Report(0x0a0b, new FragmentReport(0x010203, 1, 5)));

  @Test
  void shouldComeBackAsTheyWere() {
    for (GroupWord word : ALL) {
      assertEquals(word, GroupWord.decode(word.encode()));
    }
    for (GroupContent content : CONTENTS) {
      assertEquals(content, GroupContent.decode(content.encode()));
    }
  }

  @Test
  void shouldKeepTheirBytes() throws IOException {
    assertEquals("05" + "0102030405060708" + "00000003" + "c8" + "00010000" + "6b".repeat(32),
        ALL.get(4).encode().toHex());
    assertEquals("06" + "0102030405060708" + "00000007" + "00000003" + "c8", ALL.get(5).encode().toHex());
    assertEquals("01" + "776f726473", CONTENTS.getFirst().encode().toHex());
    Vectors vectors = new Vectors()
        .comment(
            "Pieces and reports of large messages to groups, opened (docs/protocol.md, \"Large messages\")");
    vectors.block("piece").put("plaintext", CONTENTS.get(2).encode());
    vectors.block("report").put("plaintext", CONTENTS.get(3).encode());
    vectors.assertPublished("group-content.txt");
  }

  @Test
  void shouldNameWhatIsWrong() {
    assertEquals("word kind", field("08"));
    assertEquals("proof", field("0170"));
    assertEquals("version", field("06" + "0102030405060708" + "80000000" + "00000003" + "c8"));
    assertEquals("group word", field("07" + "0102030405060708" + "00"));
    assertEquals("next counter",
        field("05" + "0102030405060708" + "00000003" + "c8" + "00010001" + "6b".repeat(32)));
    assertEquals("message",
        assertThrows(MalformedException.class, () -> GroupContent.decode(Bytes.hex("01"))).field());
    assertEquals("content kind",
        assertThrows(MalformedException.class, () -> GroupContent.decode(Bytes.hex("ff00"))).field());
  }

  private static String field(String hex) {
    return assertThrows(MalformedException.class, () -> GroupWord.decode(Bytes.hex(hex))).field();
  }

  @Test
  void shouldOnlyThrowMalformedOnHostileInput() {
    Entropy entropy = new SeededEntropy(20_260_802);
    for (int round = Integer.getInteger("sheratan.fuzz", 50_000); round > 0; round--) {
      Bytes hostile = hostile(entropy);
      attempt(() -> assertEquals(hostile, GroupWord.decode(hostile).encode()));
      attempt(() -> assertEquals(hostile, GroupContent.decode(hostile).encode()));
    }
  }

  private static Bytes hostile(Entropy entropy) {
    int which = entropy.nextInt(ALL.size() + CONTENTS.size());
    byte[] input = (which < ALL.size() ? ALL.get(which).encode() : CONTENTS.get(which - ALL.size()).encode())
        .toArray();
    for (int flips = entropy.nextInt(4); flips > 0; flips--) {
      input[entropy.nextInt(input.length)] = (byte) entropy.nextLong();
    }
    return Bytes.copyOf(input, 0, entropy.nextInt(input.length + 1));
  }

  private static void attempt(Runnable parser) {
    try {
      parser.run();
    } catch (MalformedException expected) {
      assertTrue(expected.offset() >= 0);
    }
  }
}
