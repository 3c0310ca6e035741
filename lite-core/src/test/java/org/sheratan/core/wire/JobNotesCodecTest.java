package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class JobNotesCodecTest {
  @Test
  void shouldReadBackEveryZone() {
    for (Zone zone : Zone.values()) {
      JobNotes notes = new JobNotes(new Origin(zone, "n".repeat(Origin.MAX_NAME_CHARS)));
      assertEquals(notes, read(written(notes)));
    }
    assertEquals(Bytes.hex("00"), written(JobNotes.NONE));
    assertEquals(JobNotes.NONE, read(Bytes.hex("00")));
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    assertRefused("notes", "0109020100", "unknown option 9");
    assertRefused("notes", "0201020100" + "01020100", "out of order");
    assertRefused("notes", "21", "");
    assertRefused("origin zone", "0101020b00", "unknown code 11");
    assertRefused("option 1", "010103010000", "");
  }

  private static void assertRefused(String field, String hex, String reason) {
    MalformedException refused = assertThrows(MalformedException.class, () -> read(Bytes.hex(hex)));
    assertEquals(field, refused.field());
    assertTrue(refused.reason().contains(reason), refused.reason());
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
