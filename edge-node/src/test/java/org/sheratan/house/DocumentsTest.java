package org.sheratan.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.config.EffectiveConfig;
import org.sheratan.edge.daemon.ExitStatus;

/** What the documents list is complete. */
class DocumentsTest {
  @Test
  void shouldExplainEveryRoom() {
    String text = document("docs/architecture.md");
    TreeSet<String> rooms = new TreeSet<>();
    Classes.main().forEach(type -> rooms.add(Classes.room(type)));
    assertMentioned("docs/architecture.md has a row for every room",
        rooms.stream().map(room -> "| `" + room + "` |"),
        text);
  }

  @Test
  void shouldNameEveryRule() throws IOException {
    String text = document("docs/architecture.md");
    try (Stream<Path> files = Files
        .list(Sources.root().resolve("edge-node/src/test/java/org/sheratan/house"))) {
      assertMentioned("docs/architecture.md names every test of the house",
          files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Test.java"))
              .map(name -> "`" + name.replace(".java", "") + "`")
              .filter(name -> !name.equals("`BannedCallsTest`")),
          text);
    }
  }

  @Test
  void shouldExplainEveryConfigurationKey() throws ConfigException {
    TreeSet<String> keys = new TreeSet<>();
    String section = "";
    for (String line : EffectiveConfig.print(ConfigReader.parse(Path.of("/x.toml"), "")).lines().toList()) {
      if (line.startsWith("[")) {
        section = line.substring(1, line.length() - 1);
      } else if (line.contains(" = ")) {
        keys.add("| `" + section + "." + line.substring(0, line.indexOf(' ')) + "` |");
      }
    }
    assertMentioned("docs/operations.md explains every configuration key", keys.stream(),
        document("docs/operations.md"));
  }

  @Test
  void shouldExplainEveryExitStatus() {
    assertMentioned("docs/operations.md explains every exit status",
        Stream.of(ExitStatus.values()).map(status -> "\n| " + status.code() + " | "),
        document("docs/operations.md"));
  }

  @Test
  void shouldExplainEveryLogEvent() {
    Pattern event = Pattern.compile("\\bLog\\.(?:debug|info|warn|error)\\((?:\\w+, )?\"([a-z-]+)\"");
    TreeSet<String> events = new TreeSet<>();
    Sources.main().forEach(source -> event.matcher(source.text()).results()
        .forEach(match -> events.add("`" + match.group(1) + "`")));
    assertMentioned("docs/operations.md explains every log event", events.stream(),
        document("docs/operations.md"));
  }

  @Test
  void shouldIndexEveryDecision() throws IOException {
    String index = document("docs/decisions/README.md");
    try (Stream<Path> files = Files.list(Sources.root().resolve("docs/decisions"))) {
      assertMentioned("docs/decisions/README.md lists every decision",
          files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md"))
              .map(name -> "(" + name + ")"),
          index);
    }
  }

  private static String document(String name) {
    return Sources.read(Sources.root().resolve(name));
  }

  private static void assertMentioned(String rule, Stream<String> wanted, String text) {
    Offenders offenders = new Offenders(rule);
    List<String> all = wanted.toList();
    Offenders.assertLookedAt(all);
    all.stream().filter(each -> !text.contains(each))
        .forEach(each -> offenders.add("missing:", each.strip()));
    offenders.assertNone();
  }
}
