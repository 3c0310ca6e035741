package org.sheratan.edge.tool.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

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
}
