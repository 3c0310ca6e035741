package org.sheratan.edge.tool.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.Interim;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class PrintedTest {
  private final List<String> reports = new ArrayList<>();

  private String read(String printed, int limit) throws IOException {
    byte[] output = new Printed(report -> reports.add(report.toUtf8()))
        .read(new ByteArrayInputStream(printed.getBytes(StandardCharsets.UTF_8)), limit);
    return new String(output, StandardCharsets.UTF_8);
  }

  @Test
  void shouldPartReportsFromOutput() throws IOException {
    assertEquals("one\nt\u001ewo\n\n",
        read("\u001e{}\none\nt\u001ewo\n\u001e{\"done\":1}\n\n\u001e{\"a", 100));
    assertEquals(List.of("{}", "{\"done\":1}"), reports);
  }

  @Test
  void shouldStopAtItsLimitAndCutLongReports() throws IOException {
    assertTrue(read("x".repeat(100_000), 10).length() > 10);
    read("\u001e" + "y".repeat(100_000) + "\n", 10);
    assertEquals(Printed.MAX_REPORT_BYTES, reports.getFirst().length());
  }

  @Test
  void shouldReadReports() {
    Report full = Report.parse(Bytes.utf8("{\"done\":0.25,\"word\":\"w\",\"checkpoint\":\"\u00e9\"}"));
    assertEquals(new Report(0.25, Interim.checkpoint("w", Bytes.utf8("\u00e9"))), full);
    for (String bad : List.of("", "[]", "{}", "{\"done\":2}", "{\"done\":\"1\"}", "{\"done\":0,\"more\":1}",
        "{\"done\":0,\"checkpoint\":\"a\\u0000\"}", "{\"done\":0,\"word\":\"" + "\u20ac".repeat(22) + "\"}",
        "{\"done\":0,\"checkpoint\":\"" + "\u20ac".repeat(1400) + "\"}", "{\"done\":0,\"partial\":1}")) {
      assertThrows(MalformedException.class, () -> Report.parse(Bytes.utf8(bad)), bad);
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
        double done = Report.parse(Bytes.copyOf(changed)).done();
        assertTrue(done >= 0 && done <= 1);
      } catch (MalformedException refused) {
        continue;
      }
    }
  }
}
