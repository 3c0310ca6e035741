package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** Every form cut after every byte, and every value of every byte tried. */
class EveryByteTest {
  @Test
  void shouldRefuseEveryCutOfEveryMessage() {
    WireFixtures.messages().forEach((name, message) -> {
      Bytes encoded = WireCodec.encode(message, WireFixtures.sender(message), WireFixtures.receiver(message));
      for (int length = 0; length < encoded.length(); length++) {
        cut(name, message, encoded.slice(0, length));
      }
    });
  }

  @Test
  void shouldNeverReadAChangedByteAsTheSameMessage() {
    WireFixtures.messages().forEach((name, message) -> {
      Bytes encoded = WireCodec.encode(message, WireFixtures.sender(message), WireFixtures.receiver(message));
      // Deflate has many forms of one text, and bits of padding; its content is what counts.
      if ((encoded.at(0) & 0x20) == 0) {
        everyChange(encoded,
            changed -> WireCodec.decode(changed, WireFixtures.sender(message),
                WireFixtures.receiver(message)),
            message);
      }
    });
  }

  @Test
  void shouldNeverReadAChangedByteAsTheSameValue() {
    Json.Obj value = WireFixtures.RESULT.with("sha256", "00ff".repeat(16)).with("n", 1000).with("x",
        Json.Obj.EMPTY);
    everyChange(ValueCodec.encode(value), ValueCodec::decode, value);
  }

  @Test
  void shouldNeverReadAChangedByteAsTheSameReceiptOrJob() {
    everyChange(ReceiptCodec.encode(WireFixtures.receipt(WireFixtures.RESULT)), ReceiptCodec::decode,
        WireFixtures.receipt(WireFixtures.RESULT));
    everyChange(JobCodec.encode(JobCodecTest.FULL_JOB), JobCodec::decode, JobCodecTest.FULL_JOB);
    everyChange(JobSpecCodec.encode(JobCodecTest.FULL_SPEC), JobSpecCodec::decode, JobCodecTest.FULL_SPEC);
    JobSpec small = JobSpec.of("ping", Json.Obj.EMPTY);
    everyChange(JobSpecCodec.encode(small), JobSpecCodec::decode, small);
  }

  /** A cut may leave a shorter message only where optional fields or text were cut off whole. */
  private static void cut(String name, WireMessage message, Bytes shorter) {
    try {
      WireMessage read = WireCodec.decode(shorter, WireFixtures.sender(message),
          WireFixtures.receiver(message));
      assertNotEquals(message, read, name + " " + shorter.toHex());
      assertTrue(name.endsWith("-full") || name.endsWith("-text") || name.equals("result-failed"), name);
    } catch (MalformedException refused) {
      assertTrue(refused.offset() <= shorter.length(), refused.getMessage());
    }
  }

  private static void everyChange(Bytes valid, Function<Bytes, ?> decode, Object same) {
    assertEquals(same, decode.apply(valid));
    for (int at = 0; at < valid.length(); at++) {
      for (int value = 0; value < 256; value++) {
        byte[] changed = valid.toArray();
        if ((changed[at] & 0xff) != value) {
          changed[at] = (byte) value;
          differs(Bytes.copyOf(changed), decode, same);
        }
      }
    }
    Bytes longer = valid.concat(Bytes.hex("00"));
    assertThrows(MalformedException.class, () -> decode.apply(longer));
  }

  private static void differs(Bytes changed, Function<Bytes, ?> decode, Object same) {
    try {
      assertNotEquals(same, decode.apply(changed), changed.toHex());
    } catch (MalformedException refused) {
      assertTrue(refused.offset() <= changed.length(), refused.getMessage());
    }
  }
}
