package org.sheratan.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Audit.Silence;
import org.sheratan.core.mission.Audit.Vote;
import org.sheratan.core.mission.Audit.Word;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class BallotTest {
  private static final JobId JOB = new JobId("k7f3q2ab", 3, 17);
  private static final AuditCase CASE = new AuditCase(JOB, "write_file",
      Json.Obj.EMPTY.with("path", "a.txt").with("content", "\u20ac 1\n"), List.of("gpu"), Zone.CHAIN);
  private static final Vote YES = new Vote(true, "model llama3", "harmless");

  @Test
  void shouldReadBackTheCaseAndTheVote() {
    assertEquals(CASE, AuditCase.read(CASE.asked()));
    assertEquals(CASE.hash(), AuditCase.read(CASE.asked()).hash());
    assertEquals(YES, Ballot.read(Ballot.of(CASE, YES), JOB, CASE.hash()));
    Vote no = new Vote(false, "rules", "");
    assertEquals(new Vote(false, "rules", "no reason given"),
        Ballot.read(Ballot.of(CASE, no), JOB, CASE.hash()));
  }

  @Test
  void shouldCutWhatIsTooLongAndDropWhatIsNotPrinted() {
    Vote long1 = new Vote(true, "b".repeat(100), "a\nb\u202e" + "\ud83d\ude00".repeat(300));
    Vote read = assertInstanceOf(Vote.class, Ballot.read(Ballot.of(CASE, long1), JOB, CASE.hash()));
    assertEquals(64, read.by().length());
    assertEquals(Vote.MAX_REASON_CHARS, read.reason().codePointCount(0, read.reason().length()));
    assertTrue(read.reason().startsWith("a b \ud83d\ude00"), read.reason());
  }

  @Test
  void shouldTakeNoVoteAboutAnotherJobOrAnotherRequest() {
    Json.Obj ballot = Ballot.of(CASE, YES);
    JobId next = new JobId("k7f3q2ab", 3, 18);
    assertInstanceOf(Silence.class, Ballot.read(ballot, next, CASE.hash()));
    List<AuditCase> others = List.of(
        new AuditCase(JOB, "read_file", CASE.params(), CASE.needs(), CASE.origin()),
        new AuditCase(JOB, CASE.kind(), CASE.params().with("mode", "append"), CASE.needs(), CASE.origin()),
        new AuditCase(JOB, CASE.kind(), CASE.params(), List.of(), CASE.origin()),
        new AuditCase(JOB, CASE.kind(), CASE.params(), CASE.needs(), Zone.API),
        new AuditCase(next, CASE.kind(), CASE.params(), CASE.needs(), CASE.origin()));
    for (AuditCase other : others) {
      assertInstanceOf(Silence.class, Ballot.read(ballot, other.job(), other.hash()), other.toString());
    }
  }

  /** Whatever an auditor sends: a vote is only what says all that a vote says, and about this. */
  @Test
  void shouldMakeNoVoteOfHostileAnswers() {
    Json.Obj good = Ballot.of(CASE, YES);
    for (String member : good.fields().keySet()) {
      Json.Obj without = good.without(member);
      assertInstanceOf(Silence.class, Ballot.read(without, JOB, CASE.hash()), "without " + member);
      for (Json other : List.of(new Json.Null(), new Json.Text("true"), Json.Int.of(1), Json.Obj.EMPTY,
          Json.Arr.ofTexts(List.of("x")), new Json.Text("x".repeat(5_000)))) {
        Word word = Ballot.read(without.with(member, other), JOB, CASE.hash());
        boolean words = List.of("by", "reason").contains(member) && other.equals(new Json.Text("true"));
        assertEquals(words, word instanceof Vote, member + " " + Fuzz.shown(other));
      }
    }
    assertInstanceOf(Silence.class, Ballot.read(good.with("weight", 5), JOB, CASE.hash()));
    assertInstanceOf(Silence.class, Ballot.read(good.with("ok", false), JOB, CASE.hash()));
    assertInstanceOf(Silence.class, Ballot.read(Json.Obj.EMPTY, JOB, CASE.hash()));
  }

  @Test
  void shouldSurviveMutatedAnswersAndCases() {
    Entropy entropy = new SeededEntropy(5);
    String ballot = CanonicalJson.text(Ballot.of(CASE, YES));
    String asked = CanonicalJson.text(CASE.json());
    int votes = 0;
    for (int round = 0; round < 20_000; round++) {
      try {
        Json.Obj answer = JsonReader.readObject(Bytes.utf8(Fuzz.mutated(ballot, entropy)));
        Word word = Ballot.read(answer, JOB, CASE.hash());
        votes += word instanceof Vote ? 1 : 0;
        if (word instanceof Vote) {
          assertEquals(new Json.Text(CASE.hash().toHex()), answer.get("case_hash"));
          assertEquals(new Json.Text(JOB.toString()), answer.get("job"));
        }
      } catch (MalformedException noJson) {
        // Such an answer is no result of a job.
      }
      String broken = Fuzz.mutated(asked, entropy);
      try {
        AuditCase.read(Json.Obj.EMPTY.with(AuditCase.PARAM,
            Base64.getEncoder().encodeToString(Bytes.utf8(broken).toArray())));
      } catch (MalformedException refused) {
        assertTrue(!refused.field().isEmpty());
      }
    }
    assertTrue(votes > 100, "some mutations touch words only: " + votes);
  }

  @Test
  void shouldRefuseWhatIsNoCase() {
    for (Json.Obj asked : List.of(Json.Obj.EMPTY, Json.Obj.EMPTY.with("case", 1),
        Json.Obj.EMPTY.with("case", "%%%"), Json.Obj.EMPTY.with("case", "bm90IGpzb24="),
        CASE.asked().with("more", 1), Json.Obj.EMPTY.with("case", "e30="))) {
      assertThrows(MalformedException.class, () -> AuditCase.read(asked), asked.toString());
    }
  }

  private static final class Fuzz {
    private static final List<String> PIECES = List.of("\"", "{", "}", ":", ",", "true", "false",
        "null", "\\u0000", "1e9", "[", "]", "approve", " ");

    static String mutated(String text, Entropy entropy) {
      StringBuilder out = new StringBuilder(text);
      for (int edits = 1 + entropy.nextInt(3); edits > 0; edits--) {
        int at = entropy.nextInt(out.length());
        switch (entropy.nextInt(3)) {
          case 0 -> out.setCharAt(at, (char) (32 + entropy.nextInt(95)));
          case 1 -> out.deleteCharAt(at);
          default -> out.insert(at, PIECES.get(entropy.nextInt(PIECES.size())));
        }
      }
      return out.toString();
    }

    static String shown(Json value) {
      String text = CanonicalJson.text(value);
      return text.substring(0, Math.min(40, text.length()));
    }
  }
}
