package org.sheratan.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Origin;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class ScheduleCodecTest {
  private static final Path VECTORS = Path.of(System.getProperty("sheratan.root"),
      "docs/vectors/dispatch.txt");
  private static final String WORDS = "every 15 min ping when > 30 then message node-b2 \"H\u00e9\"";
  private static final Schedule SCHEDULE = new Schedule(3, Origin.UNKNOWN, WORDS, PlanParser.parse(WORDS),
      1_795_219_200_000L,
      new Due(1_795_220_100_000L, 905_000), 12, 1, 2, Optional.of(new JobId("z3aksb64", 3, 17)), true,
      "the disk takes nothing");

  @Test
  void shouldWriteAndReadTheVector() throws IOException {
    Bytes vector = Files.readAllLines(VECTORS).stream().filter(line -> line.startsWith("schedule "))
        .map(line -> Bytes.hex(line.substring(9))).findFirst().orElseThrow();
    assertEquals(vector.toHex(), ScheduleCodec.encode(SCHEDULE).toHex());
    assertEquals(SCHEDULE, ScheduleCodec.decode(vector));
  }

  @Test
  void shouldReadBackANewOne() {
    Schedule fresh = new Schedule(1, new Origin(Origin.Zone.API, "ci"), "every 1 d ping",
        PlanParser.parse("every 1 d ping"), 0, new Due(0, 5),
        0,
        0, 0, Optional.empty(), false, "");
    assertEquals(fresh, ScheduleCodec.decode(ScheduleCodec.encode(fresh)));
  }

  @Test
  void shouldRefuseCutAndChangedOnesWithoutAnyOtherError() {
    Bytes stored = ScheduleCodec.encode(SCHEDULE);
    assertThrows(MalformedException.class,
        () -> ScheduleCodec.decode(Bytes.hex("03" + stored.toHex().substring(2))));
    for (int length = 0; length < stored.length(); length++) {
      Bytes cut = stored.slice(0, length);
      assertThrows(MalformedException.class, () -> ScheduleCodec.decode(cut));
    }
    SeededEntropy entropy = new SeededEntropy(52);
    for (int round = 0; round < 30_000; round++) {
      byte[] changed = stored.toArray();
      changed[entropy.nextInt(changed.length)] = (byte) entropy.nextLong();
      try {
        ScheduleCodec.encode(ScheduleCodec.decode(Bytes.copyOf(changed)));
      } catch (MalformedException refused) {
        // As it should.
      }
    }
  }
}
