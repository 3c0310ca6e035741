package org.sheratan.core.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.Audit.Seat;
import org.sheratan.core.mission.Audit.Silence;
import org.sheratan.core.mission.Audit.Tally;
import org.sheratan.core.mission.Audit.Vote;
import org.sheratan.core.mission.Audit.Word;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

class AuditTest {
  private static final Bytes HASH = Bytes.copyOf(new byte[Audit.HASH_BYTES]);

  /** Every way five seats can be filled, in the order of the seats. */
  @Test
  void shouldDecideByThreeOfFiveAndNeverBothWays() {
    List<Optional<Word>> words = List.of(Optional.empty(), Optional.of(new Vote(true, "rules", "")),
        Optional.of(new Vote(false, "rules", "")), Optional.of(new Silence("down")));
    for (int code = 0; code < 1024; code++) {
      int yes = 0;
      int no = 0;
      int open = 0;
      List<Seat> seats = new ArrayList<>();
      for (int seat = 0; seat < 5; seat++) {
        int word = code >> 2 * seat & 3;
        seats.add(new Seat(node(seat), Optional.of(job(seat + 1)), words.get(word)));
        open += word == 0 ? 1 : 0;
        yes += word == 1 ? 1 : 0;
        no += word == 2 ? 1 : 0;
      }
      Tally expected = yes >= 3
          ? Tally.APPROVED
          : no >= 3 ? Tally.REJECTED : Math.max(yes, no) + open >= 3 ? Tally.OPEN : Tally.UNDECIDED;
      assertEquals(expected, new Audit(HASH, 3, seats).tally(), "code " + code);
    }
  }

  @Test
  void shouldHearOneWordFromEachSeat() {
    Audit audit = asked(3);
    Audit once = audit.heard(job(1), new Vote(true, "rules", "fine"));
    assertEquals(once, once.heard(job(1), new Vote(false, "rules", "or not")));
    assertEquals(once, once.heard(job(9), new Vote(true, "rules", "I was not asked")));
    assertEquals(2, once.open().size());
    assertEquals("waits for auditors: 2 of 3 must agree; 1 for, 0 against, 0 silent", once.line());
    Audit decided = once.heard(job(3), new Vote(true, "model llama3", "x".repeat(200)));
    assertEquals(Tally.APPROVED, decided.tally());
    assertEquals("2 for, 0 against; rules: fine", decided.why());
    Audit against = audit.heard(job(2), new Vote(false, "rules", "\ud83d\ude00".repeat(200)))
        .heard(job(3), new Vote(false, "rules", ""));
    assertTrue(OneLine.is(against.why(), Passage.Decision.MAX_REASON_CHARS));
    assertTrue(Character.isLowSurrogate(against.why().charAt(against.why().length() - 1)));
    assertEquals(Tally.UNDECIDED, once.heard(job(2), new Vote(false, "rules", ""))
        .heard(job(3), new Silence("down")).tally());
  }

  @Test
  void shouldNotBeWhereNothingCanBeDecided() {
    assertThrows(IllegalStateException.class, () -> new Audit(HASH, 2, asked(5).seats()));
    assertThrows(IllegalStateException.class, () -> new Audit(HASH, 6, asked(5).seats()));
    List<Seat> twice = List.of(asked(3).seats().getFirst(), asked(3).seats().getFirst());
    assertThrows(IllegalStateException.class, () -> new Audit(HASH, 2, twice));
  }

  private static Audit asked(int seats) {
    List<Seat> all = new ArrayList<>();
    for (int seat = 0; seat < seats; seat++) {
      all.add(new Seat(node(seat), Optional.of(job(seat + 1)), Optional.empty()));
    }
    return new Audit(HASH, seats / 2 + 1, all);
  }

  private static NodeId node(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) number;
    return new NodeId(Bytes.copyOf(key));
  }

  private static JobId job(int number) {
    return new JobId("k7f3q2ab", 1, number);
  }
}
