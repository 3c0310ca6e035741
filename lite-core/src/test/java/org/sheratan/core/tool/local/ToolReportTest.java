package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Interim;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class ToolReportTest {
  private static ToolReport report(Bytes json) {
    return ToolReport.read(Fields.of(JsonReader.readObject(json)).only(ToolReport.MEMBERS));
  }

  @Test
  void shouldReadReports() {
    ToolReport full = report(Bytes.utf8("{\"done\":0.25,\"word\":\"w\",\"checkpoint\":\"\u00e9\"}"));
    assertEquals(new ToolReport(0.25, Interim.checkpoint("w", Bytes.utf8("\u00e9"))), full);
    for (String bad : List.of("", "[]", "{}", "{\"done\":2}", "{\"done\":\"1\"}", "{\"done\":0,\"more\":1}",
        "{\"done\":0,\"checkpoint\":\"a\\u0000\"}", "{\"done\":0,\"word\":\"" + "\u20ac".repeat(22) + "\"}",
        "{\"done\":0,\"checkpoint\":\"" + "\u20ac".repeat(1400) + "\"}", "{\"done\":0,\"partial\":1}")) {
      assertThrows(MalformedException.class, () -> report(Bytes.utf8(bad)), bad);
    }
  }

  @Test
  void shouldOnlyRefuseOrReadReports() {
    SeededEntropy entropy = new SeededEntropy(12);
    byte[] valid = "{\"done\":0.25,\"word\":\"w\",\"partial\":{\"n\":[1]},\"checkpoint\":\"c\"}"
        .getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = valid.clone();
      for (int left = 1 + entropy.nextInt(3); left > 0; left--) {
        changed[entropy.nextInt(changed.length)] = (byte) entropy.nextLong();
      }
      try {
        double done = report(Bytes.copyOf(changed)).done();
        assertTrue(done >= 0 && done <= 1);
      } catch (MalformedException refused) {
        continue;
      }
    }
  }

  @Test
  void shouldNameWhatIsTooLong() {
    String kib = "x".repeat(1024);
    for (String member : List.of("word", "checkpoint")) {
      MalformedException broken = assertThrows(MalformedException.class,
          () -> report(Bytes.utf8("{\"done\":0,\"" + member + "\":\"" + kib.repeat(5) + "\"}")));
      assertEquals(member, broken.field());
    }
    MalformedException broken = assertThrows(MalformedException.class,
        () -> report(Bytes.utf8("{\"done\":0,\"partial\":{\"a\":\"" + kib.repeat(5) + "\"}}")));
    assertEquals("partial", broken.field());
  }

  @Test
  void shouldGoOnFromNothingThatNoReportHasSaid() {
    assertEquals(Optional.of("at 7"), ToolReport.checkpoint(Bytes.utf8("at 7")));
    assertEquals(Optional.empty(), ToolReport.checkpoint(Bytes.EMPTY));
    assertEquals(Optional.empty(), ToolReport.checkpoint(Bytes.utf8("a\u0000")));
    assertEquals(Optional.empty(), ToolReport.checkpoint(Bytes.hex("80ff")));
  }
}
