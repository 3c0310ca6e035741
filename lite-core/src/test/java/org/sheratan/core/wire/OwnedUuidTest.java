package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.TaskId;
import org.sheratan.kernel.MalformedException;

class OwnedUuidTest {
  private static final String OWNERS = "abcdefghijklmnopqrstuvwxyz234567";

  @Test
  void shouldPutEveryPartWhereTheTableSays() {
    // kind 00, owner 7 × 00000 + 00001, epoch 1, sequence 17
    assertEquals("00000000-0040-8000-8001-000000000011", OwnedUuid.of(new JobId("aaaaaaab", 1, 17)));
    assertEquals("40000000-0040-8000-8001-000000000011", OwnedUuid.of(new MissionId("aaaaaaab", 1, 17)));
    assertEquals("80000000-0040-8000-8001-000000000011", OwnedUuid.of(new TaskId("aaaaaaab", 1, 17)));
    assertEquals("c0000000-0040-8000-8001-000000000011", OwnedUuid.of(new ChainId("aaaaaaab", 1, 17)));
    assertEquals(new ChainId("aaaaaaab", 1, 17), OwnedUuid.chain("c0000000-0040-8000-8001-000000000011"));
    assertEquals("3fffffff-ffce-8e6b-89ff-ffffffffffff",
        OwnedUuid.of(new JobId("77777777", 999_999_999, (1L << 48) - 1)));
  }

  @Test
  void shouldReadBackWhatItWrites() {
    Random random = new Random(7);
    for (int count = 0; count < 2_000; count++) {
      StringBuilder owner = new StringBuilder();
      random.ints(8, 0, 32).forEach(index -> owner.append(OWNERS.charAt(index)));
      int epoch = 1 + random.nextInt(999_999_999);
      long sequence = 1 + (random.nextLong() >>> 16 + random.nextInt(40));
      JobId job = new JobId(owner.toString(), epoch, sequence);
      assertEquals(job, OwnedUuid.job(OwnedUuid.of(job)));
      UUID read = UUID.fromString(OwnedUuid.of(job));
      assertEquals(8, read.version());
      assertEquals(2, read.variant());
      MissionId mission = new MissionId(owner.toString(), epoch, sequence);
      assertEquals(mission, OwnedUuid.mission(OwnedUuid.of(mission)));
      TaskId task = new TaskId(owner.toString(), epoch, sequence);
      assertEquals(task, OwnedUuid.task(OwnedUuid.of(task).toUpperCase(java.util.Locale.ROOT)));
    }
  }

  @Test
  void shouldRefuseWhatIsNoName() {
    String task = OwnedUuid.of(new TaskId("k7f3q2ab", 3, 17));
    for (String wrong : List.of("", "x", task, "k7f3q2ab-3-17", "00000000-0040-4000-8001-000000000011",
        "00000000-0040-8000-c001-000000000011", "00000000-0040-8000-8000-000000000011",
        "00000000-0040-8000-8001-000000000000", "c0000000-0040-8000-8001-000000000011",
        "00000000-007f-8fff-8001-000000000011", "00000000-0040-8000-8001-00000000001", "0".repeat(100))) {
      MalformedException refused = assertThrows(MalformedException.class, () -> OwnedUuid.job(wrong), wrong);
      assertEquals("job id", refused.field());
    }
  }

  @Test
  void shouldTakeAnyTextWithoutAnotherException() {
    Random random = new Random(11);
    int read = 0;
    for (int count = 0; count < 20_000; count++) {
      String text = new UUID(random.nextLong() & ~0xf000L | 0x8000, random.nextLong() >>> 2 | 1L << 63)
          .toString();
      String spoiled = random.nextInt(4) > 0
          ? text
          : text.substring(0, random.nextInt(36)) + (char) random.nextInt(128) + text;
      try {
        assertEquals(spoiled, OwnedUuid.of(OwnedUuid.job(spoiled)));
        read++;
      } catch (MalformedException expected) {
        assertTrue(expected.reason().length() < 60);
      }
    }
    assertTrue(read > 0, "some of them are names");
  }
}
