package org.sheratan.house;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** No dead code: every type is named by another source, or something outside starts it. */
class UsedTest {
  private static final String TEXT = "\"(?:\\\\.|[^\"\\\\\n])*+\"";
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
  /** The program, a service in META-INF/services, and the benchmarks' entry. */
  private static final List<String> STARTED_FROM_OUTSIDE = List.of("Sheratan", "KeyValueWriter", "Bench");

  @Test
  void shouldUseEveryType() {
    List<Sources.Source> sources = Sources.main().stream().filter(source -> !source.isPackageInfo()).toList();
    Offenders.assertLookedAt(sources);
    Map<String, Integer> sourcesByWord = new TreeMap<>();
    for (Sources.Source source : sources) {
      TreeSet<String> words = new TreeSet<>();
      // Comments may name a type that nobody uses; texts may hold what looks like the begin of one.
      String code = source.text().replaceAll(TEXT, "").replaceAll("(?s)/\\*.*?\\*/", "")
          .replaceAll("//.*|import .*", "");
      WORD.matcher(code).results().forEach(match -> words.add(match.group()));
      words.forEach(word -> sourcesByWord.merge(word, 1, Integer::sum));
    }
    Offenders offenders = new Offenders("every type is used by another source");
    for (Sources.Source source : sources) {
      if (sourcesByWord.getOrDefault(source.simpleName(), 0) < 2
          && !STARTED_FROM_OUTSIDE.contains(source.simpleName())) {
        offenders.add(source.name() + ":1", source.simpleName());
      }
    }
    offenders.assertNone();
  }
}
