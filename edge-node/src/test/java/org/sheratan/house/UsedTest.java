package org.sheratan.house;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** No dead code: every type is named by another source, every method by somebody, or something outside starts it. */
class UsedTest {
  private static final String TEXT = "\"(?:\\\\.|[^\"\\\\\n])*+\"";
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
  /** Its annotations, if any, and its name; not a call behind such a word. */
  private static final Pattern METHOD = Pattern.compile("(?m)^ {2,4}((?:@\\w+(?:\\([^)\n]*\\))?\\s+)*)"
      + "(?:(?:public|protected|private|static|final|default|abstract|synchronized) +)*+(?:<[^\n]+?> +)?"
      + "(?!return |new |else |throw |yield |case )[\\w.]+(?:<[^\n(]*>)?(?:\\[])? +([a-z]\\w*)\\(");
  /** The program, a service in META-INF/services, and the benchmarks' entry. */
  private static final List<String> STARTED_FROM_OUTSIDE = List.of("Sheratan", "KeyValueWriter", "Bench");

  @Test
  void shouldUseEveryType() {
    List<Sources.Source> sources = Sources.main().stream().filter(source -> !source.isPackageInfo()).toList();
    Offenders.assertLookedAt(sources);
    Map<String, Integer> sourcesByWord = new TreeMap<>();
    for (Sources.Source source : sources) {
      TreeSet<String> words = new TreeSet<>();
      WORD.matcher(code(source)).results().forEach(match -> words.add(match.group()));
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

  /** What others call by its annotation or overrides apart. A method that shares its name with another is not seen. */
  @Test
  void shouldUseEveryMethod() {
    Map<String, Integer> words = new TreeMap<>();
    Sources.all().forEach(source -> WORD.matcher(code(source)).results()
        .forEach(match -> words.merge(match.group(), 1, Integer::sum)));
    Offenders offenders = new Offenders("every method is named where it is used");
    for (Sources.Source source : Sources.main()) {
      METHOD.matcher(code(source)).results().filter(match -> match.group(1).isEmpty())
          .filter(match -> words.get(match.group(2)) < 2)
          .forEach(match -> offenders.add(source.name(), match.group(2)));
    }
    offenders.assertNone();
  }

  /** Comments may name what nobody uses; texts may hold what looks like the begin of one. */
  private static String code(Sources.Source source) {
    return source.text().replaceAll(TEXT, "").replaceAll("(?s)/\\*.*?\\*/", "")
        .replaceAll("//.*|import .*", "");
  }
}
