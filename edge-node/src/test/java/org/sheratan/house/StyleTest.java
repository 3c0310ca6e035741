package org.sheratan.house;

import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** What a reader should never meet, in main or test sources. */
class StyleTest {
  // Spelled in halves, so that this file does not offend itself.
  private static final Pattern UNFINISHED = Pattern
      .compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
  private static final Pattern SLEEP = Pattern
      .compile("\\bThread\\s*\\.\\s*sl" + "eep\\b|TimeUnit\\.\\w+\\.sl" + "eep"
          + "|LockSupport\\.pa" + "rkNanos");
  private static final Pattern BAD_NAME = Pattern.compile(".*(Impl|Manager|Utils?|Helper)|I[A-Z][a-z]\\w*");
  private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record)\\s+(\\w+)");
  private static final String TEXT = "\"(?:\\\\.|[^\"\\\\])*+\"";
  private static final Pattern SPELLED_OUT = Pattern
      .compile("(?<![\\w.])(?:javax?|org\\.sheratan)(?:\\.[a-z]\\w*)+\\.[A-Z]");
  private static final Pattern SUPPRESSED = Pattern.compile("@Disabled|@Suppress" + "Warnings\\(\"all\"\\)");

  @Test
  void shouldLeaveNothingUnfinished() {
    assertNoLine("nothing unfinished is committed", UNFINISHED, Sources.all());
  }

  @Test
  void shouldNotSleep() {
    assertNoLine("nobody sleeps: tests wait for events, decisions for poll(now)", SLEEP, Sources.all());
  }

  /** Libraries whose names clash with ours excepted. */
  @Test
  void shouldImportWhatItNames() {
    Offenders offenders = new Offenders("types are imported, not spelled out");
    for (Sources.Source source : Sources.main()) {
      List<String> lines = source.lines();
      for (int index = 0; index < lines.size(); index++) {
        String line = lines.get(index).strip();
        boolean code = !line.startsWith("*") && !line.startsWith("/") && !line.startsWith("import ");
        if (code && SPELLED_OUT.matcher(line.replaceAll(TEXT, "").replaceAll("//.*", "")).find()) {
          offenders.add(source.name() + ":" + (index + 1), line);
        }
      }
    }
    offenders.assertNone();
  }

  @Test
  void shouldNotSwitchChecksOff() {
    assertNoLine("no test is disabled, no warning suppressed wholesale", SUPPRESSED, Sources.all().stream()
        .filter(source -> !source.simpleName().equals("StyleTest")).toList());
  }

  @Test
  void shouldNameTypesByWhatTheyAre() {
    Offenders offenders = new Offenders("no Impl, Manager, Utils, Helper, no I-prefix");
    for (Sources.Source source : Sources.all()) {
      List<String> lines = source.lines();
      for (int index = 0; index < lines.size(); index++) {
        String at = source.name() + ":" + (index + 1);
        if (!lines.get(index).strip().startsWith("*") && !lines.get(index).contains("//")) {
          TYPE.matcher(lines.get(index)).results().map(match -> match.group(1))
              .filter(name -> BAD_NAME.matcher(name).matches()).forEach(name -> offenders.add(at, name));
        }
      }
    }
    offenders.assertNone();
  }

  @Test
  void shouldNameTestsByWhatTheyShow() {
    Offenders offenders = new Offenders("tests are named should…, simulations can… or never…");
    Pattern test = Pattern.compile("@(?:Test|ParameterizedTest\\b[^\\n]*|RepeatedTest\\([^)]*\\))\\s+(?:@\\w+"
        + "(?:\\([^)]*\\))?\\s+)*(?:public )?void (\\w+)\\(");
    for (Sources.Source source : Sources.all()) {
      test.matcher(source.text()).results()
          .filter(match -> !match.group(1).matches("(should|can|never)[A-Z]\\w*"))
          .forEach(match -> offenders.add(source.name() + ":"
              + (source.text().substring(0, match.start(1)).lines().count()), match.group(1)));
    }
    offenders.assertNone();
  }

  private static void assertNoLine(String rule, Pattern banned, List<Sources.Source> sources) {
    Offenders.assertLookedAt(sources);
    Offenders offenders = new Offenders(rule);
    for (Sources.Source source : sources) {
      List<String> lines = source.lines();
      for (int index = 0; index < lines.size(); index++) {
        if (banned.matcher(lines.get(index)).find()) {
          offenders.add(source.name() + ":" + (index + 1), lines.get(index).strip());
        }
      }
    }
    offenders.assertNone();
  }
}
