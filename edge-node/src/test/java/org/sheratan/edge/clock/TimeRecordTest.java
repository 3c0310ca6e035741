package org.sheratan.edge.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class TimeRecordTest {
  private static final Path VECTOR = Path.of(System.getProperty("sheratan.root"),
      "docs/vectors/time-record.txt");

  @Test
  void shouldWriteTheVector() throws IOException {
    for (String line : Files.readAllLines(VECTOR).stream().filter(line -> !line.startsWith("#")).toList()) {
      int comma = line.indexOf(' ');
      long wallMs = Long.parseLong(line.substring(0, comma));
      assertEquals(line.substring(comma + 1), TimeRecord.encode(wallMs));
      assertEquals(wallMs / 1_000 * 1_000, TimeRecord.decode(line.substring(comma + 1) + "\n"));
    }
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertEquals("checksum", broken("time 1 2026-11-21T22:15:00Z 00000000").field());
    assertEquals("time record", broken("time 2 2026-11-21T22:15:00Z 00000000").field());
    assertEquals("time record", broken("").field());
  }

  @Test
  void shouldKnowWhatCanBe() {
    assertFalse(TimeRecord.plausible(0));
    assertFalse(TimeRecord.plausible(Long.MAX_VALUE));
    assertTrue(TimeRecord.plausible(1_795_219_200_000L));
  }

  @Test
  void shouldNoticeEveryChangedCharacter() {
    String record = TimeRecord.encode(1_795_219_200_000L);
    for (int at = 0; at < record.length(); at++) {
      for (char other = '0'; other <= 'z'; other++) {
        if (record.charAt(at) != other) {
          broken(record.substring(0, at) + other + record.substring(at + 1));
        }
      }
    }
  }

  @Test
  void shouldOnlyRefuseNoiseNeverBreak() {
    SeededEntropy entropy = new SeededEntropy(7);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder noise = new StringBuilder(entropy.nextInt(2) == 0 ? "time 1 " : "");
      for (int left = entropy.nextInt(60); left > 0; left--) {
        noise.append((char) entropy.nextInt(256));
      }
      broken(noise.toString());
    }
  }

  private static MalformedException broken(String record) {
    return assertThrows(MalformedException.class, () -> TimeRecord.decode(record));
  }
}
