package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

/** Receipts from files and jobs from the journal, changed at random: refused, or the same value again. */
class ReceiptFuzzTest {
  private static final Json.Obj FILED = ReceiptJson.toJson(WireFixtures.receipt(WireFixtures.RESULT),
      WireFixtures.NETWORK);

  @Test
  void shouldOnlyRefuseOrReadBackFiledReceipts() {
    filed(Integer.getInteger("sheratan.fuzz", 100_000), 51);
  }

  @Test
  void shouldOnlyRefuseOrReadBackStoredJobs() {
    jobs(Integer.getInteger("sheratan.fuzz", 50_000), 52);
  }

  @Test
  @Tag("campaign")
  void shouldHoldForAMillion() {
    filed(1_000_000, 53);
    jobs(1_000_000, 54);
  }

  private static void filed(int rounds, long seed) {
    System.out.println("seed " + seed);
    Entropy entropy = new SeededEntropy(seed);
    List<String> names = List.copyOf(FILED.fields().keySet());
    int accepted = 0;
    for (int round = 0; round < rounds; round++) {
      String name = names.get(entropy.nextInt(names.size()));
      Json.Obj changed = entropy.chance(0.1)
          ? FILED.without(name)
          : FILED.with(name, value(entropy, FILED.get(name)));
      try {
        ReceiptJson.Filed read = ReceiptJson.fromJson(changed);
        assertEquals(read, ReceiptJson.fromJson(ReceiptJson.toJson(read.receipt(), read.network())));
        accepted++;
      } catch (MalformedException refused) {
        assertTrue(refused.field().equals(name) || refused.field().startsWith("job"), refused.getMessage());
      }
    }
    assertTrue(accepted > 0);
  }

  private static void jobs(int rounds, long seed) {
    System.out.println("seed " + seed);
    Entropy entropy = new SeededEntropy(seed);
    Bytes valid = JobCodec.encode(JobCodecTest.FULL_JOB);
    for (int round = 0; round < rounds; round++) {
      byte[] input = valid.toArray();
      for (int left = 1 + entropy.nextInt(3); left > 0; left--) {
        input[entropy.nextInt(input.length)] = (byte) entropy.nextLong();
      }
      try {
        Job job = JobCodec.decode(Bytes.copyOf(input));
        assertEquals(job, JobCodec.decode(JobCodec.encode(job)));
      } catch (MalformedException refused) {
        continue;
      }
    }
  }

  /** Another value of any type, or the old one with one character changed. */
  private static Json value(Entropy entropy, Json old) {
    if (old instanceof Json.Text text && entropy.chance(0.5)) {
      StringBuilder changed = new StringBuilder(text.value());
      if (!changed.isEmpty()) {
        changed.setCharAt(entropy.nextInt(changed.length()), "0aFz-\u00e9".charAt(entropy.nextInt(6)));
      }
      return new Json.Text(changed.toString());
    }
    return WireFixtures.value(entropy, 3);
  }
}
