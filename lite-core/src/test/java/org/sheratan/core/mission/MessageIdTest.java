package org.sheratan.core.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class MessageIdTest {
  private static final int FUZZ = Integer.getInteger("sheratan.fuzz", 1_000_000);

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
    SeededEntropy entropy = new SeededEntropy(37);
    String alphabet = "mk7f3q2ab-10 \u00e4\ud800Z\n";
    int read = 0;
    for (int draw = 0; draw < FUZZ; draw++) {
      StringBuilder text = new StringBuilder("m-k7f3q2ab-3-17");
      for (int change = entropy.nextInt(4); change > 0; change--) {
        int at = entropy.nextInt(text.length());
        if (entropy.chance(0.3)) {
          text.deleteCharAt(at);
        } else {
          text.insert(at, alphabet.charAt(entropy.nextInt(alphabet.length())));
        }
      }
      try {
        assertEquals(text.toString(), MessageId.parse(text.toString()).toString());
        read++;
      } catch (MalformedException expected) {
        assertTrue(expected.reason().contains("expected"));
      }
    }
    assertTrue(read > FUZZ / 10, "mutations still hit: " + read);
  }
}
