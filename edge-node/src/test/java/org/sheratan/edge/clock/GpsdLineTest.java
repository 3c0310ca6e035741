package org.sheratan.edge.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class GpsdLineTest {
  /** As gpsd 3.22 writes them. */
  private static final String FIX = "{\"class\":\"TPV\",\"device\":\"/dev/ttyACM0\",\"mode\":3,"
      + "\"time\":\"2026-11-21T12:00:00.250Z\",\"leapseconds\":18,\"ept\":0.005,\"lat\":52.5,\"lon\":13.4}\r";
  private static final String VERSION = "{\"class\":\"VERSION\",\"release\":\"3.22\",\"rev\":\"3.22\","
      + "\"proto_major\":3,\"proto_minor\":14}";

  private static OptionalLong read(String line) {
    return GpsdLine.wallMs(Bytes.utf8(line));
  }

  @Test
  void shouldReadTheTimeOfAFix() {
    assertEquals(OptionalLong.of(1_795_262_400_250L), read(FIX));
    assertEquals(OptionalLong.of(1_795_262_400_250L), read(FIX.replace("\"mode\":3", "\"mode\":2")));
  }

  @Test
  void shouldNotTakeTheTimeOfAReceiverWithoutAFix() {
    assertEquals(OptionalLong.empty(), read(FIX.replace("\"mode\":3", "\"mode\":1")));
    assertEquals(OptionalLong.empty(), read(FIX.replace("\"mode\":3", "\"mode\":0")));
    assertEquals(OptionalLong.empty(), read(FIX.replace("\"mode\":3,", "")));
  }

  @Test
  void shouldPassOverEverythingElse() {
    assertEquals(OptionalLong.empty(), read(VERSION));
    assertEquals(OptionalLong.empty(), read("{\"class\":\"SKY\",\"time\":\"2026-11-21T12:00:00.250Z\"}"));
    assertEquals(OptionalLong.empty(), read("{\"class\":\"TPV\",\"mode\":3}"));
  }

  @Test
  void shouldNameWhatIsWrong() {
    assertEquals("time", broken(FIX.replace("2026-11-21T12", "yesterday")).field());
    assertEquals("time", broken(FIX.replace("2026", "+999999999")).field());
    assertEquals("mode", broken(FIX.replace("\"mode\":3", "\"mode\":4")).field());
    assertEquals("class", broken("{}").field());
    assertEquals("document", broken("").field());
  }

  private static MalformedException broken(String line) {
    return assertThrows(MalformedException.class, () -> read(line));
  }

  @Test
  void shouldOnlyRefuseNoiseNeverBreak() {
    SeededEntropy entropy = new SeededEntropy(11);
    for (int round = 0; round < 20_000; round++) {
      byte[] line = FIX.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      for (int change = entropy.nextInt(4); change >= 0; change--) {
        line[entropy.nextInt(line.length)] = (byte) entropy.nextInt(256);
      }
      try {
        GpsdLine.wallMs(Bytes.copyOf(line));
      } catch (MalformedException refused) {
        assertEquals(refused.field().isEmpty(), false);
      }
    }
  }
}
