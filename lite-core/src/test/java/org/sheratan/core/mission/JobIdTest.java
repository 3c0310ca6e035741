package org.sheratan.core.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.MalformedException;

class JobIdTest {
  @Test
  void shouldReadWhatItWrites() {
    JobId id = new JobId("k7f3q2ab", 3, 17);
    assertEquals("k7f3q2ab-3-17", id.toString());
    assertEquals(id, JobId.parse("k7f3q2ab-3-17"));
    JobId largest = new JobId("aaaaaaaa", 999_999_999, 999_999_999_999_999_999L);
    assertEquals(largest, JobId.parse(largest.toString()));
  }

  @Test
  void shouldRefuseWhatIsNoJobId() {
    for (String text : List.of("", "k7f3q2ab", "k7f3q2ab-3", "k7f3q2ab-3-17-1", "K7F3Q2AB-3-17",
        "k7f3q2a1-3-17",
        "k7f3q2ab-0-17", "k7f3q2ab-3-0", "k7f3q2ab-03-17", "k7f3q2ab--3-17", "k7f3q2ab-3-9999999999999999999",
        "k7f3q2ab-3-17\n", " k7f3q2ab-3-17", "../etc-1-1")) {
      assertThrows(MalformedException.class, () -> JobId.parse(text), text);
    }
    assertThrows(MalformedException.class, () -> new JobId("k7f3q2ab", 0, 1));
    assertThrows(MalformedException.class, () -> new JobId("k7f3q2ab", 1, 0));
    assertThrows(MalformedException.class, () -> new JobId("k7f3q2", 1, 1));
  }

  @Test
  void shouldOrderByOwnerThenEpochThenSequence() {
    List<JobId> sorted = List.of(new JobId("aaaaaaaa", 1, 2), new JobId("aaaaaaaa", 1, 10),
        new JobId("aaaaaaaa", 2, 1), new JobId("aaaaaaaa", 10, 1), new JobId("baaaaaaa", 1, 1));
    assertEquals(sorted, sorted.reversed().stream().sorted().toList());
  }

  @Test
  void shouldOnlyEverSayMalformed() {
    OwnedNameFuzz.assertReadOrMalformed("k7f3q2ab-3-17", "k7f3q2ab-10", 31, JobId::parse);
  }
}
