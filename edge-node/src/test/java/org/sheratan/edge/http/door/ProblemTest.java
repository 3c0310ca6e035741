package org.sheratan.edge.http.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class ProblemTest {
  /** A row of docs/api.md, Problems: with or without the name of the reason before it. */
  private static final Pattern ROW = Pattern
      .compile("(?m)^\\|(?: [^|`]+ \\|)? ([45][0-9]{2})(?:, [45][0-9]{2})* \\| (`[^|]+) \\|");
  private static final Pattern CODE = Pattern.compile("`([a-z-]+)`");

  /** docs/api.md promises it; most problems had none. */
  @Test
  void shouldTellANextStepForEveryProblemThereIs() throws IOException {
    String text = Files.readString(Path.of(System.getProperty("sheratan.root"), "docs", "api.md"));
    Set<String> seen = new TreeSet<>();
    ROW.matcher(text.substring(text.indexOf("## Problems"))).results().forEach(row -> {
      for (String code : CODE.matcher(row.group(2)).results().map(match -> match.group(1)).toList()) {
        Problem problem = Problem.of(Integer.parseInt(row.group(1)), code, "title", "detail");
        assertFalse(fix(problem).isBlank(), code);
        seen.add(code);
      }
    });
    assertTrue(
        seen.containsAll(List.of("invalid", "gate-violation", "unauthorized", "stopping", "http-version")),
        seen.toString());
    for (int status = 400; status < 600; status++) {
      assertFalse(fix(Problem.of(status, "new", "title", "detail")).isBlank());
    }
  }

  @Test
  void shouldKeepTheNextStepOfWhoKnowsBetter() {
    assertEquals("sheratan job list", fix(Problem.of(404, "not-found", "t", "d").fix("sheratan job list")));
    assertEquals("look up timeout_s in /openapi.json", fix(Problem.invalid("timeout_s", "too long", "")));
  }

  /** A typo in a body of many lines was only somewhere in its params. */
  @Test
  void shouldTellTheByteOfATypo() {
    Problem problem = Problem.malformed(typo("{\"params\":{path:1}}"));
    assertEquals("params at byte 11: expected a name in double quotes", problem.detail());
    assertEquals("params", problem.field().orElseThrow());
    assertEquals("timeout_s: expected a number", Problem
        .malformed(new MalformedException("timeout_s", MalformedException.NO_OFFSET, "expected a number"))
        .detail());
  }

  private static MalformedException typo(String json) {
    try {
      JsonReader.read(Bytes.utf8(json));
      throw new AssertionError(json);
    } catch (MalformedException broken) {
      return broken;
    }
  }

  private static String fix(Problem problem) {
    return problem.json().get("fix") instanceof Json.Text(String fix) ? fix : "";
  }
}
