package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.Audit;
import org.sheratan.core.mission.Audit.Seat;
import org.sheratan.core.mission.Audit.Silence;
import org.sheratan.core.mission.Audit.Vote;
import org.sheratan.core.mission.Audit.Word;
import org.sheratan.core.mission.Custody;
import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Gate;
import org.sheratan.core.mission.GateReport.Reason;
import org.sheratan.core.mission.GateReport.Status;
import org.sheratan.core.mission.Inquiry;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.core.mission.Passage;
import org.sheratan.core.mission.Passage.Decision;
import org.sheratan.core.mission.Retry;
import org.sheratan.core.mission.SpecNotes;
import org.sheratan.core.mission.Underway;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;

class JobNotesCodecTest {
  private static final Path VECTORS = Path.of(System.getProperty("sheratan.root"),
      "docs/vectors/dispatch.txt");
  private static final Retry RETRY = new Retry(Optional.of(FailureClass.CAPABILITY), 61_500,
      Optional.of(WireFixtures.JOB), Optional.of(new JobId(WireFixtures.JOB.owner(), 4, 2)));

  private static final Underway UNDERWAY = new Underway(2, 61_500, WireFixtures.INTERIM);

  @Test
  void shouldReadBackEveryZone() {
    for (Zone zone : Zone.values()) {
      JobNotes notes = JobNotes.of(new Origin(zone, "n".repeat(Origin.MAX_NAME_BYTES)), Passage.NONE);
      assertEquals(notes, read(written(notes)));
    }
    assertEquals(Bytes.hex("00"), written(JobNotes.NONE));
    assertEquals(JobNotes.NONE, read(Bytes.hex("00")));
  }

  /** 64 characters were allowed, and 64 bytes read: the node did not start any more. */
  @Test
  void shouldReadTheLongestNameAnOriginMayHave() {
    JobNotes notes = JobNotes.of(new Origin(Zone.PAGE, "\u00fc".repeat(Origin.MAX_NAME_BYTES / 2)),
        Passage.NONE);
    assertEquals(notes, read(written(notes)));
    assertThrows(IllegalStateException.class,
        () -> new Origin(Zone.PAGE, "\u00fc".repeat(Origin.MAX_NAME_BYTES / 2 + 1)));
  }

  @Test
  void shouldReadBackWhatIsKnownOfTryingAgain() throws IOException {
    Bytes vector = vector("retry ");
    JobNotes notes = JobNotes.NONE.with(RETRY);
    assertEquals(vector.toHex(), written(notes).toHex());
    assertEquals(notes, read(vector));
    for (FailureClass failure : FailureClass.values()) {
      JobNotes failed = JobNotes.NONE.with(Retry.NONE.failed(Optional.of(failure)));
      assertEquals(failed, read(written(failed)));
    }
    for (int length = 0; length < vector.length(); length++) {
      Bytes cut = vector.slice(0, length);
      assertThrows(MalformedException.class, () -> read(cut));
    }
    assertRefused("failure class", "010304" + "05000000", "expected 0 to 4");
  }

  @Test
  void shouldReadBackWhatWorkersHandedIn() throws IOException {
    Bytes vector = vector("underway ");
    JobNotes notes = JobNotes.NONE.with(UNDERWAY);
    assertEquals(vector.toHex(), written(notes).toHex());
    assertEquals(notes, read(vector));
    for (int length = 0; length < vector.length(); length++) {
      Bytes cut = vector.slice(0, length);
      assertThrows(MalformedException.class, () -> read(cut));
    }
    JobNotes largest = JobNotes.NONE.with(new Underway(1, Long.MAX_VALUE,
        Interim.checkpoint("w".repeat(64), Bytes.copyOf(new byte[Interim.MAX_CHECKPOINT_BYTES]))));
    assertEquals(largest, read(written(largest)));
    assertRefused("checkpoint", "0104" + "8720" + "01" + "00" + "00" + "00" + "8120" + "00".repeat(4097),
        "");
    assertRefused("underway partial", "010406" + "0100000101" + "00", "expected an object");
  }

  @Test
  void shouldReadBackWhoElseKeepsAJob() throws IOException {
    Bytes vector = vector("custody ");
    JobNotes notes = JobNotes.NONE.with(new Custody(List.of(new Custody.Heir(node(7), Bytes.hex("aabb"))),
        Optional.of(WireFixtures.JOB), Optional.empty()));
    assertEquals(vector.toHex(), written(notes).toHex());
    assertEquals(notes, read(vector));
    for (int length = 0; length < vector.length(); length++) {
      Bytes cut = vector.slice(0, length);
      assertThrows(MalformedException.class, () -> read(cut));
    }
    assertRefused("heirs", "01100107", "");
    ByteWriter out = new ByteWriter();
    SpecNotesCodec.write(SpecNotes.NONE.durability(3), out);
    assertEquals(vector("durability ").toHex(), out.toBytes().toHex());
    assertEquals(SpecNotes.NONE.durability(3), SpecNotesCodec.read(new ByteReader(out.toBytes())));
  }

  @Test
  void shouldReadBackHowAJobCameThroughTheGates() {
    List<GateReport> reports = Stream.of(Gate.values()).map(gate -> new GateReport(gate,
        Status.values()[gate.code() % Status.values().length],
        Collections.nCopies(gate == Gate.BARRIER ? 0 : 8, new Reason("c".repeat(64), "m".repeat(256)))))
        .toList();
    Decision yes = new Decision(true, new Origin(Zone.PAGE, "10.0.0.7"),
        "\u20ac".repeat(Decision.MAX_REASON_CHARS), 7);
    Decision no = new Decision(false, new Origin(Zone.AUDIT, "3 of 5"), "no", 0);
    for (Passage passage : List.of(Passage.of(reports),
        new Passage(reports, Optional.of(yes), Optional.of(no)),
        new Passage(List.of(reports.get(3)), Optional.of(yes), Optional.empty()),
        new Passage(List.of(reports.get(3)), Optional.empty(), Optional.of(yes)))) {
      JobNotes notes = JobNotes.of(Origin.UNKNOWN, passage);
      assertEquals(notes, read(written(notes)));
    }
  }

  @Test
  void shouldReadBackWhatAuditorsSaid() throws IOException {
    Bytes vector = Bytes.EMPTY;
    for (String line : Files.readAllLines(VECTORS)) {
      vector = line.startsWith("audit ") ? Bytes.hex(line.substring(6)) : vector;
    }
    Audit audit = new Audit(Bytes.hex("ab".repeat(32)), 2,
        List.of(seat(1, Optional.of(new Vote(true, "rules", "fine"))),
            seat(2, Optional.of(new Vote(false, "model llama3", "no"))), seat(3, Optional.empty())));
    JobNotes notes = JobNotes.NONE.with(audit);
    assertEquals(vector.toHex(), written(notes).toHex());
    assertEquals(notes, read(vector));
    Audit silent = new Audit(audit.caseHash(), 1, List.of(new Seat(node(4), Optional.empty(),
        Optional.of(new Silence("\u20ac".repeat(Vote.MAX_REASON_CHARS))))));
    assertEquals(JobNotes.NONE.with(silent), read(written(JobNotes.NONE.with(silent))));
    for (int length = 0; length < vector.length(); length++) {
      Bytes cut = vector.slice(0, length);
      assertThrows(MalformedException.class, () -> read(cut));
    }
    String hash = "ab".repeat(32);
    assertRefused("agree", "010822" + hash + "0100", "decide nothing");
    assertRefused("agree", "010822" + hash + "0102", "decide nothing");
    assertRefused("seats", "010822" + hash + "0110", "expected 0 to 15");
    String seat = "01".repeat(32) + "0000";
    assertRefused("auditor", "010866" + hash + "0202" + seat + seat, "has a seat already");
    assertRefused("word", "010844" + hash + "0101" + "01".repeat(32) + "0004", "expected 0 to 3");
  }

  @Test
  void shouldReadBackWhatMakesASpecAQuestion() throws IOException {
    Bytes vector = Bytes.EMPTY;
    for (String line : Files.readAllLines(VECTORS)) {
      vector = line.startsWith("inquiry ") ? Bytes.hex(line.substring(8)) : vector;
    }
    SpecNotes notes = SpecNotes.NONE.audited(true)
        .inquiry(new Inquiry(new JobId(WireFixtures.JOB.owner(), 4, 1), node(7)));
    ByteWriter out = new ByteWriter();
    SpecNotesCodec.write(notes, out);
    assertEquals(vector.toHex(), out.toBytes().toHex());
    assertEquals(notes, SpecNotesCodec.read(new ByteReader(vector)));
    for (int length = 0; length < vector.length(); length++) {
      ByteReader cut = new ByteReader(vector.slice(0, length));
      assertThrows(MalformedException.class, () -> SpecNotesCodec.read(cut));
    }
    for (SpecNotes each : List.of(SpecNotes.NONE, SpecNotes.NONE.audited(true), notes.audited(false))) {
      ByteWriter one = new ByteWriter();
      SpecNotesCodec.write(each, one);
      assertEquals(each, SpecNotesCodec.read(new ByteReader(one.toBytes())));
    }
  }

  private static Seat seat(int number, Optional<Word> word) {
    return new Seat(node(number), Optional.of(new JobId(WireFixtures.JOB.owner(), 4, number)), word);
  }

  private static NodeId node(int number) {
    return new NodeId(Bytes.hex(("0" + number).repeat(NodeId.LENGTH)));
  }

  @Test
  void shouldRefuseAPassageThatCannotBe() {
    assertRefused("gate reports", "01020106", "");
    assertRefused("gate", "010202" + "0105", "expected 0 to 4");
    assertRefused("gate status", "010203" + "010004", "expected 0 to 3");
    assertRefused("gate reasons", "010204" + "01000009", "");
    assertRefused("gate", "010207" + "02010000010000", "out of order");
    assertRefused("approved", "010203" + "000102", "expected 0 to 1");
    assertRefused("origin zone", "010204" + "0001000d", "unknown code 13");
    assertRefused("option 2", "010203" + "000000", "");
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    assertRefused("notes", "0109020100", "unknown option 9");
    assertRefused("notes", "0201020100" + "01020100", "out of order");
    assertRefused("notes", "21", "");
    assertRefused("origin zone", "0101020d00", "unknown code 13");
    assertRefused("option 1", "010103010000", "");
  }

  private static void assertRefused(String field, String hex, String reason) {
    MalformedException refused = assertThrows(MalformedException.class, () -> read(Bytes.hex(hex)));
    assertEquals(field, refused.field());
    assertTrue(refused.reason().contains(reason), refused.reason());
  }

  private static Bytes vector(String name) throws IOException {
    return Files.readAllLines(VECTORS).stream().filter(line -> line.startsWith(name)).findFirst()
        .map(line -> Bytes.hex(line.substring(name.length()))).orElseThrow();
  }

  private static Bytes written(JobNotes notes) {
    ByteWriter out = new ByteWriter();
    JobNotesCodec.write(notes, out);
    return out.toBytes();
  }

  private static JobNotes read(Bytes encoded) {
    return JobNotesCodec.read(new ByteReader(encoded));
  }
}
