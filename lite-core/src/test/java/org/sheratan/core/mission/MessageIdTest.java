package org.sheratan.core.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.MalformedException;

class MessageIdTest {
  @Test
  void shouldReadWhatItWrites() {
    MessageId id = new MessageId("k7f3q2ab", 3, 17);
    assertEquals("m-k7f3q2ab-3-17", id.toString());
    assertEquals(id, MessageId.parse("m-k7f3q2ab-3-17"));
    MessageId largest = new MessageId("mmmmmmmm", 999_999_999, 999_999_999_999_999_999L);
    assertEquals(largest, MessageId.parse(largest.toString()));
  }

  @Test
  void shouldNeverBeTakenForAJob() {
    JobId job = new JobId("k7f3q2ab", 3, 17);
    MessageId message = new MessageId("k7f3q2ab", 3, 17);
    assertEquals("expected that of a job, this is a message's",
        assertThrows(MalformedException.class, () -> JobId.parse(message.toString())).reason());
    assertEquals("expected m-owner-epoch-sequence, such as m-k7f3q2ab-3-17",
        assertThrows(MalformedException.class, () -> MessageId.parse(job.toString())).reason());
  }

  @Test
  void shouldRefuseWhatIsNoMessageId() {
    for (String text : List.of("", "m-", "m-k7f3q2ab-3", "M-k7f3q2ab-3-17", "m-m-k7f3q2ab-3-17",
        "mk7f3q2ab-3-17",
        "m-k7f3q2ab-0-17", "m-k7f3q2ab-03-17", "m-k7f3q2ab-3-17\n", " m-k7f3q2ab-3-17", "m-../etc-1-1")) {
      assertThrows(MalformedException.class, () -> MessageId.parse(text), text);
    }
  }

  @Test
  void shouldOnlyEverSayMalformed() {
    OwnedNameFuzz.assertReadOrMalformed("m-k7f3q2ab-3-17", "mk7f3q2ab-10", 37, MessageId::parse);
  }
}
