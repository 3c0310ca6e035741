package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.daemon.LogTail;

class AirtimeWatchTest {
  private Optional<String> trouble = Optional.empty();

  private static List<String> since(long number) {
    List<String> lines = new ArrayList<>();
    for (Optional<LogTail.Line> line = LogTail.from(number); line.isPresent(); line = LogTail
        .from(line.get().number() + 1)) {
      if (line.get().text().contains("event=airtime-record")) {
        lines.add(line.get().text());
      }
    }
    return lines;
  }

  @Test
  void shouldWarnOnceWhenItBeginsAndSayWhenItIsOver() {
    long number = LogTail.next();
    AirtimeWatch watch = new AirtimeWatch(() -> trouble);
    watch.run();
    assertEquals(List.of(), since(number));
    trouble = Optional.of("cannot be read: no permission");
    watch.run();
    watch.run();
    trouble = Optional.empty();
    watch.run();
    watch.run();
    List<String> lines = since(number);
    assertEquals(2, lines.size(), lines::toString);
    assertTrue(
        lines.getFirst().contains("level=warn event=airtime-record why=\"cannot be read: no permission\""),
        lines::toString);
    assertTrue(lines.getLast().contains("level=info event=airtime-record"), lines::toString);
  }
}
