package org.sheratan.edge.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** docs/doctor.md and the checks agree. */
class DoctorDocumentTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([^|]+) \\| ([^|]+) \\|$");

  @Test
  void shouldExplainEveryCheckInTheOrderOfTheChecks() throws IOException {
    String text = Files.readString(Path.of(System.getProperty("sheratan.root"), "docs", "doctor.md"));
    List<String> rows = ROW.matcher(text).results().map(row -> row.group(1)).toList();
    assertEquals(Examinations.all().stream().map(Examination::id).toList(), rows);
    assertTrue(
        ROW.matcher(text).results().noneMatch(row -> row.group(2).isBlank() || row.group(3).isBlank()));
  }

  @Test
  void shouldTakeEveryPrivateFileOfTheManualForASecretButThoseThatHoldNone() throws IOException {
    Set<String> open = Set.of("time", "api-address", "starting", "safe-mode", "factory-reset", "run.json",
        "decision_trace.jsonl", "relay-workers.json", "core-v2-hosts.json");
    String text = Files.readString(Path.of(System.getProperty("sheratan.root"), "docs", "operations.md"));
    Set<String> secret = Pattern.compile("(?m)^\\| (`[^|]+`) \\| 600 \\|").matcher(text).results()
        .flatMap(row -> Pattern.compile("`([^`]+)`").matcher(row.group(1)).results())
        .map(name -> name.group(1)).filter(name -> !open.contains(name)).collect(Collectors.toSet());
    assertEquals(Set.copyOf(SecretFiles.NAMES), secret);
  }

  @Test
  void shouldNameEachCheckOnce() {
    List<String> ids = Examinations.all().stream().map(Examination::id).toList();
    assertEquals(ids.size(), ids.stream().distinct().count());
  }
}
